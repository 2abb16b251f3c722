// SPDX-License-Identifier: ISC
/*
 * Selectors Level 4, section 17 (grammar), by recursive descent. What nests is
 * bounded by SELECT_DEPTH; sequences are loops.
 */
#include "web/select_priv.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

#define SHOWN_MAX 24 /* characters of the source in a message */
#define A_SELECTOR "an element name, '.class', '#id', '[attribute]' or ':...'"

void
parse_advance(struct parser *p)
{
	token_next(&p->lex, &p->t);
}

bool
parse_at(const struct parser *p, int delim)
{
	return p->t.type == TOKEN_DELIM && p->t.delim == delim;
}

void
parse_space(struct parser *p)
{
	while (p->t.type == TOKEN_SPACE)
		parse_advance(p);
}

int
parse_fail(struct parser *p, size_t at, const char *fmt, ...)
{
	char msg[sizeof(p->err.msg)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	err_set(&p->err, ERR_CONFIG, "%s", msg);
	p->err.col = (int)at + 1;
	return -1;
}

int
parse_unexpected(struct parser *p, const char *wanted)
{
	size_t at = p->t.start;
	struct str shown;

	if (p->t.type == TOKEN_END)
		return parse_fail(
		    p, at, "the selector ends here, expected %s", wanted);
	if (p->t.type == TOKEN_SPACE)
		return parse_fail(p, at, "found a space, expected %s", wanted);
	shown = utf8_head(str_sub(p->lex.s, at, p->t.end - at), SHOWN_MAX);
	/* Of a character outside ASCII the token is only the first byte. */
	if (p->t.type == TOKEN_DELIM)
		shown = utf8_head(str_from(p->lex.s, at), 1);
	return parse_fail(
	    p, at, "found '%.*s', expected %s", STR_ARG(shown), wanted);
}

struct str
parse_lower(struct parser *p, struct str name)
{
	char *low;
	size_t i = 0;

	while (i < name.len && to_lower(name.p[i]) == name.p[i])
		i++;
	if (i == name.len)
		return name;
	low = arena_alloc(p->lex.a, name.len);
	for (i = 0; i < name.len; i++)
		low[i] = to_lower(name.p[i]);
	return str_n(low, name.len);
}

static struct simple *
new_simple(struct parser *p, enum simple_kind kind, struct str name)
{
	struct simple *s = ARENA_NEW(p->lex.a, struct simple);

	s->kind = kind;
	s->name = name;
	return s;
}

/* Before the first that costs more, so that cheap tests come first. */
static void
add_simple(struct compound *c, struct simple *s)
{
	struct simple **at = &c->first;

	while (*at != NULL && (*at)->kind <= s->kind)
		at = &(*at)->next;
	s->next = *at;
	*at = s;
}

/* ------------------------------------------------------------- names */

enum prefix { PREFIX_NONE, PREFIX_ANY, PREFIX_EMPTY };

/* The next token is "|" and, if so, NAME after it belongs to a prefix. */
static bool
bar_follows(const struct parser *p)
{
	struct lexer ahead = p->lex;
	struct token t;

	token_next(&ahead, &t);
	if (t.type != TOKEN_DELIM || t.delim != '|')
		return false;
	token_next(&ahead, &t);
	return t.type == TOKEN_IDENT ||
	       (t.type == TOKEN_DELIM && t.delim == '*');
}

/*
 * "*|", "|" or nothing. A file has no @namespace rule, so every other prefix
 * is undeclared and the selector invalid (Selectors 4, section 17.2).
 */
static int
namespace_prefix(struct parser *p, enum prefix *out)
{
	*out = PREFIX_NONE;
	if (parse_at(p, '|')) {
		*out = PREFIX_EMPTY;
		parse_advance(p);
		return 0;
	}
	if (!(p->t.type == TOKEN_IDENT || parse_at(p, '*')) || !bar_follows(p))
		return 0;
	if (p->t.type == TOKEN_IDENT)
		return parse_fail(p, p->t.start,
		    "namespace prefix '%.*s' is not declared; only '*|' is "
		    "known in a page",
		    STR_ARG(utf8_head(p->t.value, SHOWN_MAX)));
	*out = PREFIX_ANY;
	parse_advance(p);
	parse_advance(p);
	return 0;
}

static int
type_selector(struct parser *p, struct compound *c)
{
	enum prefix prefix;

	if (!(p->t.type == TOKEN_IDENT || parse_at(p, '*') || parse_at(p, '|')))
		return 0;
	if (namespace_prefix(p, &prefix) != 0)
		return -1;
	if (p->t.type == TOKEN_IDENT)
		add_simple(
		    c, new_simple(p, SIMPLE_TYPE, parse_lower(p, p->t.value)));
	else if (!parse_at(p, '*'))
		return parse_unexpected(p, "an element name after '|'");
	/* Every element of a page is in some namespace. */
	if (prefix == PREFIX_EMPTY)
		add_simple(c, new_simple(p, SIMPLE_NEVER, STR_NULL));
	parse_advance(p);
	return 0;
}

/* -------------------------------------------------------- attributes */

/* The operator at the current token; NONE of them is ATTR_PRESENT. */
static int
attr_operator(struct parser *p, enum attr_op *out)
{
	static const struct {
		char c;
		enum attr_op op;
	} ops[] = {
		{ '~', ATTR_WORD },
		{ '|', ATTR_DASH },
		{ '^', ATTR_PREFIX },
		{ '$', ATTR_SUFFIX },
		{ '*', ATTR_SUBSTRING },
	};

	*out = ATTR_EQUALS;
	for (size_t i = 0; i < sizeof(ops) / sizeof(*ops); i++)
		if (parse_at(p, ops[i].c)) {
			*out = ops[i].op;
			parse_advance(p);
			if (!parse_at(p, '='))
				return parse_unexpected(p, "'='");
			break;
		}
	if (!parse_at(p, '='))
		return parse_unexpected(
		    p, "'=', '~=', '|=', '^=', '$=', '*=' or ']'");
	parse_advance(p);
	parse_space(p);
	return 0;
}

/* The "i" or "s" after a value. */
static int
attr_flag(struct parser *p, struct simple *s)
{
	if (p->t.type != TOKEN_IDENT)
		return 0;
	if (str_ieq(p->t.value, STR("i")))
		s->how = CASE_IGNORED;
	else if (str_ieq(p->t.value, STR("s")))
		s->how = CASE_EXACT;
	else
		return parse_unexpected(
		    p, "']', or 'i' to ignore the case of the value");
	parse_advance(p);
	parse_space(p);
	return 0;
}

static int
attr_value(struct parser *p, struct simple *s)
{
	if (p->t.type == TOKEN_BAD_STRING)
		return parse_fail(
		    p, p->t.start, "the line ends inside the quotes");
	if (p->t.type != TOKEN_IDENT && p->t.type != TOKEN_STRING)
		return parse_unexpected(
		    p, p->t.type == TOKEN_NUMBER || p->t.type == TOKEN_DIMENSION
			   ? "quotes around a value that begins with a digit"
			   : "a value: a word or a string in quotes");
	s->value = p->t.value;
	s->how = match_attr_folds(s->name) && !s->any_ns ? CASE_IGNORED_IN_HTML
							 : CASE_EXACT;
	parse_advance(p);
	parse_space(p);
	return attr_flag(p, s);
}

/* From "[" on. The end of the text closes it (CSS Syntax 3, section 5.4.8). */
static int
attribute(struct parser *p, struct compound *c)
{
	enum prefix prefix;
	struct simple *s;

	parse_advance(p);
	parse_space(p);
	if (namespace_prefix(p, &prefix) != 0)
		return -1;
	if (p->t.type != TOKEN_IDENT)
		return parse_unexpected(p, "the name of an attribute");
	s = new_simple(p, SIMPLE_ATTR, parse_lower(p, p->t.value));
	s->any_ns = prefix == PREFIX_ANY;
	add_simple(c, s);
	parse_advance(p);
	parse_space(p);
	if (!parse_at(p, ']') && p->t.type != TOKEN_END &&
	    (attr_operator(p, &s->op) != 0 || attr_value(p, s) != 0))
		return -1;
	if (p->t.type == TOKEN_END)
		return 0;
	if (!parse_at(p, ']'))
		return parse_unexpected(p, "']'");
	parse_advance(p);
	return 0;
}

/* --------------------------------------------------------- compounds */

static int
id_selector(struct parser *p, struct compound *c)
{
	struct str v = p->t.value;

	if (!p->t.name)
		return parse_fail(p, p->t.start,
		    "an id after '#' cannot begin like this; write "
		    "[id=\"%.*s\"]",
		    STR_ARG(utf8_head(v, SHOWN_MAX)));
	add_simple(c, new_simple(p, SIMPLE_ID, v));
	parse_advance(p);
	return 0;
}

static int
class_selector(struct parser *p, struct compound *c)
{
	parse_advance(p);
	if (p->t.type != TOKEN_IDENT)
		return parse_unexpected(p, "the name of a class after '.'");
	add_simple(c, new_simple(p, SIMPLE_CLASS, p->t.value));
	parse_advance(p);
	return 0;
}

/* ".5" is a number to CSS; to a person it is a class that is called 5. */
static int
number_for_class(struct parser *p)
{
	struct str raw =
	    str_sub(p->lex.s, p->t.start + 1, p->t.end - p->t.start - 1);

	if (p->lex.s.p[p->t.start] != '.')
		return parse_unexpected(p, A_SELECTOR);
	return parse_fail(p, p->t.start,
	    "a class after '.' cannot begin with a digit; write "
	    "[class~=\"%.*s\"]",
	    STR_ARG(utf8_head(raw, SHOWN_MAX)));
}

/* One of the simple selectors after the element name; 1 when there is none. */
static int
subclass(struct parser *p, struct compound *c)
{
	struct simple *s;

	if (p->t.type == TOKEN_HASH)
		return id_selector(p, c);
	if (p->t.type == TOKEN_NUMBER || p->t.type == TOKEN_DIMENSION)
		return number_for_class(p);
	if (parse_at(p, '.'))
		return class_selector(p, c);
	if (parse_at(p, '['))
		return attribute(p, c);
	if (!parse_at(p, ':'))
		return 1;
	if (parse_pseudo(p, &s) != 0)
		return -1;
	add_simple(c, s);
	return 0;
}

static int
compound(struct parser *p, struct compound **out)
{
	size_t from = p->t.start;
	int rc;

	*out = ARENA_NEW(p->lex.a, struct compound);
	if (type_selector(p, *out) != 0)
		return -1;
	while ((rc = subclass(p, *out)) == 0)
		;
	if (rc < 0)
		return -1;
	return p->t.start == from ? parse_unexpected(p, A_SELECTOR) : 0;
}

/* ------------------------------------------------------------- lists */

/* True at what ends one selector of a list. */
static bool
at_end(const struct parser *p)
{
	return p->t.type == TOKEN_END || parse_at(p, ',') || parse_at(p, ')');
}

/* A combinator, which may be white space alone; false at the end. */
static bool
combinator(struct parser *p, enum combinator *by)
{
	bool space = p->t.type == TOKEN_SPACE;

	parse_space(p);
	*by = BY_DESCENDANT;
	if (parse_at(p, '>'))
		*by = BY_CHILD;
	else if (parse_at(p, '+'))
		*by = BY_NEXT;
	else if (parse_at(p, '~'))
		*by = BY_SUBSEQUENT;
	else
		return space && !at_end(p);
	parse_advance(p);
	parse_space(p);
	return true;
}

static bool
has_scope(const struct compound *c)
{
	for (const struct simple *s = c->first; s != NULL; s = s->next)
		if (s->kind == SIMPLE_SCOPE || s->kind == SIMPLE_ANCHOR)
			return true;
	return false;
}

/* What stands left of the first compound of a relative selector. */
static struct compound *
anchor(struct parser *p, enum list_kind kind)
{
	struct compound *c;
	enum combinator by;
	size_t at = p->t.start;
	bool leading = combinator(p, &by);

	if (!leading && kind == LIST_TOP)
		return NULL;
	if (leading && kind == LIST_TOP && p->relative == 0)
		p->relative = at + 1;
	c = ARENA_NEW(p->lex.a, struct compound);
	add_simple(c, new_simple(p, SIMPLE_ANCHOR, STR_NULL));
	c->by = by;
	return c;
}

/* One more step from the anchor towards the subject. */
static void
reach(struct complex *c, enum combinator by)
{
	if (by == BY_DESCENDANT || c->depth != DEPTH_SELF) {
		if (by == BY_DESCENDANT || by == BY_CHILD)
			c->depth = DEPTH_ANY;
	} else if (by == BY_CHILD) {
		c->depth = DEPTH_CHILD;
	} else if (by == BY_SUBSEQUENT) {
		c->beside = SIZE_MAX;
	} else if (c->beside < SIZE_MAX) {
		c->beside++;
	}
}

static int
complex(struct parser *p, enum list_kind kind, struct complex **out)
{
	struct compound *left = NULL, *c;
	enum combinator by = BY_DESCENDANT;
	bool from_scope = false;

	*out = ARENA_NEW(p->lex.a, struct complex);
	if (kind == LIST_TOP || kind == LIST_RELATIVE)
		left = anchor(p, kind);
	if (left != NULL)
		by = left->by;
	for (;;) {
		if (compound(p, &c) != 0)
			return -1;
		c->left = left;
		c->by = by;
		if (left != NULL && left->left == NULL)
			from_scope = has_scope(left);
		if (left != NULL && from_scope)
			reach(*out, by);
		left = c;
		if (!combinator(p, &by))
			break;
	}
	if (!at_end(p))
		return parse_unexpected(
		    p, parse_at(p, '/')
			   ? "' ', '>', '+', '~' or ','; XPath begins with '/'"
			   : "' ', '>', '+', '~' or ','");
	(*out)->right = c;
	(*out)->self = has_scope(c);
	return 0;
}

/* Start again at byte AT and go to where the selector there ends. */
static void
skip_selector(struct parser *p, size_t at)
{
	size_t open = 0;

	p->lex.at = at;
	for (parse_advance(p); p->t.type != TOKEN_END; parse_advance(p)) {
		if (open == 0 && at_end(p))
			return;
		if (p->t.type == TOKEN_FUNCTION || parse_at(p, '(') ||
		    parse_at(p, '[') || parse_at(p, '{'))
			open++;
		else if (open > 0 && (parse_at(p, ')') || parse_at(p, ']') ||
					 parse_at(p, '}')))
			open--;
	}
}

int
parse_list(struct parser *p, enum list_kind kind, struct complex **out)
{
	struct complex **tail = out;

	*out = NULL;
	for (;;) {
		size_t from;

		parse_space(p);
		from = p->t.start;
		if (complex(p, kind, tail) == 0) {
			tail = &(*tail)->next;
		} else {
			*tail = NULL;
			if (kind != LIST_FORGIVING || p->hopeless)
				return -1;
			skip_selector(p, from);
		}
		if (!parse_at(p, ','))
			return 0;
		parse_advance(p);
	}
}

int
select_compile(
    struct arena *a, struct str text, struct selector **out, struct err *e)
{
	struct parser p = { .lex = { .a = a, .s = arena_str(a, text) } };
	struct complex *list;
	int rc;

	parse_advance(&p);
	rc = parse_list(&p, LIST_TOP, &list);
	if (rc == 0 && p.t.type != TOKEN_END)
		rc = parse_unexpected(&p, "nothing: no '(' is open here");
	if (rc != 0) {
		*e = p.err;
		return -1;
	}
	*out = ARENA_NEW(a, struct selector);
	(*out)->list = list;
	(*out)->slots = p.slots;
	(*out)->relative = p.relative;
	return 0;
}

size_t
select_relative(const struct selector *s)
{
	return s->relative;
}
