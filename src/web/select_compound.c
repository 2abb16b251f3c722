// SPDX-License-Identifier: ISC
/* Names, attributes, and compounds of simple selectors. */
#include "web/select_priv.h"

#include "base/utf8.h"

#define SHOWN_MAX 24 /* characters of the source in a message */
#define A_SELECTOR "an element name, '.class', '#id', '[attribute]' or ':...'"

struct simple *
parse_new_simple(struct parser *p, enum simple_kind kind, struct str name)
{
	struct simple *s = ARENA_NEW(p->lex.a, struct simple);

	s->kind = kind;
	s->name = name;
	return s;
}

void
parse_add_simple(struct compound *c, struct simple *s)
{
	struct simple **at = &c->first;

	while (*at != NULL && (*at)->kind <= s->kind)
		at = &(*at)->next;
	s->next = *at;
	*at = s;
}

/* ------------------------------------------------------------- names */

enum prefix { PREFIX_NONE, PREFIX_ANY, PREFIX_EMPTY, PREFIX_NAME };

/* What a page cannot declare and every page has (WHATWG Infra, section 8). */
static const struct {
	const char *name;
	enum html_ns ns;
} element_ns[] = {
	{ "html", HTML_NS_HTML },
	{ "math", HTML_NS_MATHML },
	{ "svg", HTML_NS_SVG },
};
/* Those of attributes (WHATWG HTML, section 13.2.6.1, foreign attributes). */
static const char *const attr_ns[] = { "xlink", "xml", "xmlns" };

#define COUNT(v) (sizeof(v) / sizeof(*(v)))

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

/* "*|", "|", "svg|" with its NAME, or nothing. */
static enum prefix
namespace_prefix(struct parser *p, struct token *name)
{
	*name = p->t;
	if (parse_at(p, '|')) {
		parse_advance(p);
		return PREFIX_EMPTY;
	}
	if (!(p->t.type == TOKEN_IDENT || parse_at(p, '*')) || !bar_follows(p))
		return PREFIX_NONE;
	parse_advance(p);
	parse_advance(p);
	return name->type == TOKEN_IDENT ? PREFIX_NAME : PREFIX_ANY;
}

/* A file has no @namespace rule, so every other prefix is undeclared and the
 * selector invalid (Selectors 4, section 17.2). */
static int
unknown_prefix(struct parser *p, const struct token *name, const char *known)
{
	return parse_fail(p, name->start,
	    "namespace prefix '%.*s' is not known; known are %s",
	    STR_ARG(utf8_head(name->value, SHOWN_MAX)), known);
}

static int
element_prefix(struct parser *p, struct compound *c, const struct token *name)
{
	struct simple *s;

	for (size_t i = 0; i < COUNT(element_ns); i++) {
		if (!str_eq(name->value, str_c(element_ns[i].name)))
			continue;
		s = parse_new_simple(p, SIMPLE_NAMESPACE, name->value);
		s->u.ns = element_ns[i].ns;
		parse_add_simple(c, s);
		return 0;
	}
	return unknown_prefix(p, name, "'html|', 'svg|', 'math|' and '*|'");
}

static int
type_selector(struct parser *p, struct compound *c)
{
	enum prefix prefix;
	struct token name;

	if (!(p->t.type == TOKEN_IDENT || parse_at(p, '*') || parse_at(p, '|')))
		return 0;
	prefix = namespace_prefix(p, &name);
	if (prefix == PREFIX_NAME && element_prefix(p, c, &name) != 0)
		return -1;
	if (p->t.type == TOKEN_IDENT)
		parse_add_simple(c, parse_new_simple(p, SIMPLE_TYPE,
					parse_lower(p, p->t.value)));
	else if (!parse_at(p, '*'))
		return parse_unexpected(p, "an element name after '|'");
	/* Every element of a page is in some namespace. */
	if (prefix == PREFIX_EMPTY)
		parse_add_simple(
		    c, parse_new_simple(p, SIMPLE_NEVER, STR_NULL));
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

/* The name of an attribute and what is before it: "href", "xlink|href". */
static int
attr_name(struct parser *p, struct simple *s)
{
	struct token prefix;
	size_t known = 0;

	switch (namespace_prefix(p, &prefix)) {
	case PREFIX_ANY:
		s->any_ns = true;
		break;
	case PREFIX_NAME:
		while (known < COUNT(attr_ns) &&
		       !str_eq(prefix.value, str_c(attr_ns[known])))
			known++;
		if (known == COUNT(attr_ns))
			return unknown_prefix(
			    p, &prefix, "'xlink|', 'xml|' and '*|'");
		s->prefix = prefix.value;
		break;
	case PREFIX_NONE:
	case PREFIX_EMPTY:
		break;
	}
	if (p->t.type != TOKEN_IDENT)
		return parse_unexpected(p, "the name of an attribute");
	s->name = parse_lower(p, p->t.value);
	parse_advance(p);
	parse_space(p);
	return 0;
}

/* From "[" on. The end of the text closes it (CSS Syntax 3, section 5.4.8). */
static int
attribute(struct parser *p, struct compound *c)
{
	struct simple *s = parse_new_simple(p, SIMPLE_ATTR, STR_NULL);

	parse_advance(p);
	parse_space(p);
	if (attr_name(p, s) != 0)
		return -1;
	parse_add_simple(c, s);
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
	parse_add_simple(c, parse_new_simple(p, SIMPLE_ID, v));
	parse_advance(p);
	return 0;
}

static int
class_selector(struct parser *p, struct compound *c)
{
	parse_advance(p);
	if (p->t.type != TOKEN_IDENT)
		return parse_unexpected(p, "the name of a class after '.'");
	parse_add_simple(c, parse_new_simple(p, SIMPLE_CLASS, p->t.value));
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
	parse_add_simple(c, s);
	return 0;
}

int
parse_compound(struct parser *p, struct compound **out)
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
