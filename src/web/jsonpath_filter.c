// SPDX-License-Identifier: ISC
// Filters and functions: RFC 9535, sections 2.3.5 and 2.4.
#include "web/iregexp.h"
#include "web/jsonpath_priv.h"

const struct jp_function_info jp_functions[JP_FUNCTIONS] = {
	[JP_LENGTH] = { "length", 1, JP_TYPE_VALUE, JP_TYPE_VALUE },
	[JP_COUNT] = { "count", 1, JP_TYPE_VALUE, JP_TYPE_NODES },
	[JP_MATCH] = { "match", 2, JP_TYPE_LOGICAL, JP_TYPE_VALUE },
	[JP_SEARCH] = { "search", 2, JP_TYPE_LOGICAL, JP_TYPE_VALUE },
	[JP_VALUE] = { "value", 1, JP_TYPE_VALUE, JP_TYPE_NODES },
};

static int operand(struct jp_scan *s, struct jp_operand *out);

static bool
is_function_byte(int c, bool first)
{
	return (c >= 'a' && c <= 'z') || (!first && (c == '_' || is_digit(c)));
}

static int
find_function(
    struct jp_scan *s, size_t at, struct str name, struct jp_call *out)
{
	for (int f = 0; f < JP_FUNCTIONS; f++)
		if (str_eq(name, str_c(jp_functions[f].name))) {
			out->fn = (enum jp_function)f;
			return 0;
		}
	return jp_fail(s, at,
	    "there is no function \"%.*s\"; there are length, count, match, "
	    "search and value",
	    STR_ARG(str_sub(name, 0, 40)));
}

/* RFC 9535, 2.4.3: is A what the parameter of a function takes? */
static int
check_argument(struct jp_scan *s, const struct jp_operand *a, enum jp_type want)
{
	enum jp_type gives =
	    a->kind == JP_CALL ? jp_functions[a->call->fn].gives
	    : a->kind == JP_LITERAL || a->query->singular ? JP_TYPE_VALUE
							  : JP_TYPE_NODES;

	/* A singular query finds nodes as others do. */
	if (gives == want || (want == JP_TYPE_NODES && a->kind == JP_QUERY))
		return 0;
	if (want == JP_TYPE_NODES)
		return jp_fail(
		    s, a->at, "the function takes a query, such as @.*");
	if (gives == JP_TYPE_NODES)
		return jp_fail(s, a->at,
		    "the function takes one value; this query may find "
		    "several: wrap it in value()");
	return jp_fail(s, a->at,
	    "the function takes a value, and this is true or false only");
}

static int
arguments(struct jp_scan *s, struct jp_call *c)
{
	const struct jp_function_info *f = &jp_functions[c->fn];

	for (size_t i = 0; i < f->nargs; i++) {
		jp_space(s);
		if (i > 0 && !jp_take(s, ","))
			return jp_expected(s, s->at, "a comma and an argument");
		jp_space(s);
		if (operand(s, &c->arg[i]) != 0 ||
		    check_argument(s, &c->arg[i], f->takes) != 0)
			return -1;
	}
	jp_space(s);
	if (jp_take(s, ")"))
		return 0;
	if (jp_peek(s) == ',')
		return jp_fail(s, s->at, "%s takes %s", f->name,
		    f->nargs == 1 ? "one argument" : "two arguments");
	return jp_expected(s, s->at, ")");
}

/* A pattern that stands in the query is compiled once. */
static void
fix_pattern(struct jp_scan *s, struct jp_call *c)
{
	const struct jp_operand *p = &c->arg[1];
	struct err no_pattern;

	if (jp_functions[c->fn].gives != JP_TYPE_LOGICAL ||
	    p->kind != JP_LITERAL)
		return;
	c->fixed = true;
	if (p->literal.type != JTYPE_STRING ||
	    iregexp_compile(s->a, p->literal.text, c->fn == JP_MATCH,
		JSONPATH_PATTERN_STEPS, &c->pattern, &no_pattern) != 0)
		c->pattern = NULL;
}

static int
call(struct jp_scan *s, struct jp_operand *out)
{
	struct jp_call *c = ARENA_NEW(s->a, struct jp_call);
	size_t from = s->at;
	struct str name;

	if (jp_enter(s) != 0)
		return -1;
	while (is_function_byte(jp_peek(s), s->at == from))
		s->at++;
	name = str_sub(s->s, from, s->at - from);
	if (!jp_take(s, "(")) {
		s->at = from;
		name = jp_name(s);
		if (str_empty(name))
			return jp_expected(
			    s, from, "@, $, a function or a value in quotes");
		return jp_fail(s, from,
		    "a member is written @.%.*s, a text \"%.*s\"",
		    STR_ARG(str_sub(name, 0, 40)),
		    STR_ARG(str_sub(name, 0, 40)));
	}
	if (find_function(s, from, name, c) != 0 || arguments(s, c) != 0)
		return -1;
	fix_pattern(s, c);
	s->depth--;
	out->kind = JP_CALL;
	out->call = c;
	return 0;
}

/* true, false or null, unless it is the beginning of a longer word. */
static bool
word_literal(struct jp_scan *s, struct jnode *out)
{
	static const struct {
		const char *word;
		enum jtype type;
	} known[] = { { "null", JTYPE_NULL }, { "false", JTYPE_FALSE },
		{ "true", JTYPE_TRUE } };
	size_t from = s->at;

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (!jp_take(s, known[i].word))
			continue;
		if (!jp_is_name_first(jp_peek(s)) && !is_digit(jp_peek(s)) &&
		    jp_peek(s) != '(') {
			out->type = (uint8_t)known[i].type;
			return true;
		}
		s->at = from;
	}
	return false;
}

/* A query, a literal or the call of a function. */
static int
operand(struct jp_scan *s, struct jp_operand *out)
{
	int c = jp_peek(s);
	struct jsonpath *query;

	*out = (struct jp_operand){ .at = s->at };
	out->literal.name = out->literal.text = STR_NULL;
	if (c == '$' || c == '@') {
		out->kind = JP_QUERY;
		if (jp_query(s, &query) != 0)
			return -1;
		out->query = query;
		return 0;
	}
	out->kind = JP_LITERAL;
	if (c == '\'' || c == '"') {
		out->literal.type = JTYPE_STRING;
		return jp_string(s, &out->literal.text);
	}
	if (c == '-' || is_digit(c)) {
		out->literal.type = JTYPE_NUMBER;
		return jp_number(s, &out->literal.text);
	}
	return word_literal(s, &out->literal) ? 0 : call(s, out);
}

static enum jp_comparison
comparison(struct jp_scan *s)
{
	static const char *const signs[] = { "==", "!=", "<=", ">=", "<", ">" };

	for (int i = 0; i < JP_NO_COMPARISON; i++)
		if (jp_take(s, signs[i]))
			return (enum jp_comparison)i;
	return JP_NO_COMPARISON;
}

/* RFC 9535, 2.3.5.1: comparable. */
static int
check_comparable(struct jp_scan *s, const struct jp_operand *o)
{
	if (o->kind == JP_QUERY && !o->query->singular)
		return jp_fail(s, o->at,
		    "this query may find several values, which cannot be "
		    "compared: wrap it in value() or count()");
	if (o->kind == JP_CALL &&
	    jp_functions[o->call->fn].gives != JP_TYPE_VALUE)
		return jp_fail(s, o->at,
		    "%s is true or false by itself and cannot be compared",
		    jp_functions[o->call->fn].name);
	return 0;
}

/* What stands alone must be a query or such a function: test-expr. */
static int
check_alone(struct jp_scan *s, const struct jp_operand *o)
{
	if (o->kind == JP_LITERAL)
		return jp_fail(
		    s, o->at, "a value alone is no condition: compare it");
	if (o->kind == JP_CALL &&
	    jp_functions[o->call->fn].gives == JP_TYPE_VALUE)
		return jp_fail(s, o->at,
		    "what %s gives is no condition: compare it",
		    jp_functions[o->call->fn].name);
	return 0;
}

/* A comparison, or what holds by itself. PLAIN: no comparison, as behind !. */
static int
basic(struct jp_scan *s, bool plain, struct jp_test *out)
{
	size_t behind, sign;

	*out = (struct jp_test){ .kind = JP_HOLDS };
	if (operand(s, &out->left) != 0)
		return -1;
	behind = s->at;
	jp_space(s);
	sign = s->at;
	out->by = comparison(s);
	if (out->by == JP_NO_COMPARISON) {
		if (jp_peek(s) == '=')
			return jp_fail(s, sign, "equal is written ==");
		s->at = behind;
		return check_alone(s, &out->left);
	}
	if (plain)
		return jp_fail(s, sign,
		    "! before a comparison needs parentheses: !(@.a == 1)");
	out->kind = JP_COMPARE;
	jp_space(s);
	if (operand(s, &out->right) != 0 ||
	    check_comparable(s, &out->left) != 0 ||
	    check_comparable(s, &out->right) != 0)
		return -1;
	return 0;
}

static int
parenthesis(struct jp_scan *s, struct jp_test *out)
{
	s->at++;
	if (jp_enter(s) != 0)
		return -1;
	jp_space(s);
	if (jp_logical(s, out) != 0)
		return -1;
	jp_space(s);
	if (!jp_take(s, ")"))
		return jp_expected(s, s->at, ")");
	s->depth--;
	return 0;
}

static int
term(struct jp_scan *s, struct jp_test *out)
{
	bool not = jp_take(s, "!");
	struct jp_test *at = out;

	if (not ) {
		*out = (struct jp_test){ .kind = JP_NOT, .n = 1 };
		at = out->v = ARENA_NEW(s->a, struct jp_test);
		jp_space(s);
	}
	return jp_peek(s) == '(' ? parenthesis(s, at) : basic(s, not, at);
}

/* Terms with the sign && or || between them; one alone is itself. */
static int
chain(struct jp_scan *s, const char *sign, enum jp_test_kind kind,
    int (*part)(struct jp_scan *, struct jp_test *), struct jp_test *out)
{
	struct jp_test all = { .kind = kind };
	size_t cap = 0, behind;

	do {
		if (all.n > 0)
			jp_space(s);
		all.v = arena_more(s->a, all.v, all.n, &cap, sizeof(*all.v));
		if (part(s, &all.v[all.n++]) != 0)
			return -1;
		behind = s->at;
		jp_space(s);
	} while (jp_take(s, sign));
	s->at = behind;
	*out = all.n == 1 ? all.v[0] : all;
	return 0;
}

static int
conjunction(struct jp_scan *s, struct jp_test *out)
{
	return chain(s, "&&", JP_AND, term, out);
}

int
jp_logical(struct jp_scan *s, struct jp_test *out)
{
	return chain(s, "||", JP_OR, conjunction, out);
}
