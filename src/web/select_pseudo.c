// SPDX-License-Identifier: ISC
/*
 * Pseudo-classes: which there are, and their arguments. Names as in Selectors
 * Level 4 and WHATWG HTML, section 4.16.3 (pseudo-classes).
 */
#include "web/select_priv.h"

#include "base/utf8.h"

#define NAME_SHOWN 40

/* Without argument. */
static const struct {
	const char *name;
	enum simple_kind kind;
	select_test test;
} plain[] = {
	{ "any-link", SIMPLE_TEST, test_link },
	{ "-webkit-any-link", SIMPLE_TEST, test_link },
	{ "checked", SIMPLE_TEST, test_checked },
	{ "default", SIMPLE_TEST, test_default },
	{ "defined", SIMPLE_TEST, test_defined },
	{ "disabled", SIMPLE_TEST, test_disabled },
	{ "empty", SIMPLE_TEST, test_empty },
	{ "enabled", SIMPLE_TEST, test_enabled },
	{ "first-child", SIMPLE_TEST, test_first_child },
	{ "first-of-type", SIMPLE_NTH, NULL },
	{ "indeterminate", SIMPLE_TEST, test_indeterminate },
	{ "last-child", SIMPLE_TEST, test_last_child },
	{ "last-of-type", SIMPLE_NTH, NULL },
	{ "link", SIMPLE_TEST, test_link },
	{ "only-child", SIMPLE_TEST, test_only_child },
	{ "only-of-type", SIMPLE_TEST, test_only_of_type },
	{ "open", SIMPLE_TEST, test_open },
	{ "optional", SIMPLE_TEST, test_optional },
	{ "placeholder-shown", SIMPLE_TEST, test_placeholder },
	{ "read-only", SIMPLE_TEST, test_read_only },
	{ "read-write", SIMPLE_TEST, test_read_write },
	{ "required", SIMPLE_TEST, test_required },
	{ "root", SIMPLE_TEST, test_root },
	{ "scope", SIMPLE_SCOPE, NULL },
	/* Valid, but true only while somebody uses the page. */
	{ "active", SIMPLE_NEVER, NULL },
	{ "autofill", SIMPLE_NEVER, NULL },
	{ "-webkit-autofill", SIMPLE_NEVER, NULL },
	{ "current", SIMPLE_NEVER, NULL },
	{ "focus", SIMPLE_NEVER, NULL },
	{ "focus-visible", SIMPLE_NEVER, NULL },
	{ "focus-within", SIMPLE_NEVER, NULL },
	{ "fullscreen", SIMPLE_NEVER, NULL },
	{ "-webkit-full-screen", SIMPLE_NEVER, NULL },
	{ "future", SIMPLE_NEVER, NULL },
	{ "host", SIMPLE_NEVER, NULL },
	{ "hover", SIMPLE_NEVER, NULL },
	{ "modal", SIMPLE_NEVER, NULL },
	{ "past", SIMPLE_NEVER, NULL },
	{ "picture-in-picture", SIMPLE_NEVER, NULL },
	{ "popover-open", SIMPLE_NEVER, NULL },
	{ "target", SIMPLE_NEVER, NULL },
	{ "target-current", SIMPLE_NEVER, NULL },
	{ "user-invalid", SIMPLE_NEVER, NULL },
	{ "user-valid", SIMPLE_NEVER, NULL },
	{ "visited", SIMPLE_NEVER, NULL },
};

/* With an argument. */
static const struct {
	const char *name;
	enum simple_kind kind;
	enum list_kind list;
} functions[] = {
	{ "contains", SIMPLE_CONTAINS, 0 },
	{ "dir", SIMPLE_DIR, 0 },
	{ "has", SIMPLE_HAS, LIST_RELATIVE },
	{ "is", SIMPLE_IS, LIST_FORGIVING },
	{ "lang", SIMPLE_LANG, 0 },
	{ "not", SIMPLE_NOT, LIST_PLAIN },
	{ "nth-child", SIMPLE_NTH, 0 },
	{ "nth-last-child", SIMPLE_NTH, 0 },
	{ "nth-last-of-type", SIMPLE_NTH, 0 },
	{ "nth-of-type", SIMPLE_NTH, 0 },
	{ "-webkit-any", SIMPLE_IS, LIST_PLAIN },
	{ "where", SIMPLE_IS, LIST_FORGIVING },
};

/* Those of :nth-*() and what is short for nth(1). */
static const struct {
	const char *name;
	bool last, type;
} counting[] = {
	{ "first-of-type", false, true },
	{ "last-of-type", true, true },
	{ "nth-child", false, false },
	{ "nth-last-child", true, false },
	{ "nth-last-of-type", true, true },
	{ "nth-of-type", false, true },
};

/* What other tools and older drafts have, and what forms alone would need. */
static const struct {
	const char *name;
	const char *hint;
} elsewhere[] = {
	{ "eq", "write :nth-child(n), which counts from 1" },
	{ "even", "write :nth-child(even)" },
	{ "first", "write :first-child or :first-of-type" },
	{ "gt", "write :nth-child(n+...)" },
	{ "has-text", "write :contains(\"...\")" },
	{ "icontains", "write :contains(\"...\")" },
	{ "in-range", "forms are not validated" },
	{ "invalid", "forms are not validated" },
	{ "last", "write :last-child or :last-of-type" },
	{ "lt", "write :nth-child(-n+...)" },
	{ "matches", "write :is(...)" },
	{ "odd", "write :nth-child(odd)" },
	{ "out-of-range", "forms are not validated" },
	{ "parent", "write :not(:empty)" },
	{ "selected", "write :checked" },
	{ "text", "leave it out: the text of the element is taken" },
	{ "valid", "forms are not validated" },
};

/* The four that CSS 2 writes with one colon. */
static const char *const one_colon[] = { "after", "before", "first-letter",
	"first-line" };

#define COUNT(v) (sizeof(v) / sizeof(*(v)))

/* Name of the pseudo-class at AT is no known one. */
static int
unknown(struct parser *p, size_t at, struct str name)
{
	struct str shown = utf8_head(name, NAME_SHOWN);

	for (size_t i = 0; i < COUNT(elsewhere); i++)
		if (str_eq(name, str_c(elsewhere[i].name)))
			return parse_fail(p, at,
			    "unknown pseudo-class ':%.*s'; %s", STR_ARG(shown),
			    elsewhere[i].hint);
	for (size_t i = 0; i < COUNT(functions); i++)
		if (str_eq(name, str_c(functions[i].name)))
			return parse_fail(p, at,
			    "':%.*s' needs an argument in '(...)'",
			    STR_ARG(shown));
	for (size_t i = 0; i < COUNT(plain); i++)
		if (str_eq(name, str_c(plain[i].name)))
			return parse_fail(p, at,
			    "':%.*s' takes no argument in '(...)'",
			    STR_ARG(shown));
	return parse_fail(
	    p, at, "unknown pseudo-class ':%.*s'", STR_ARG(shown));
}

static int
pseudo_element(struct parser *p, size_t at, struct str name)
{
	return parse_fail(p, at,
	    "pseudo-element '::%.*s' is drawn, not part of the page; expected "
	    "an element",
	    STR_ARG(utf8_head(name, NAME_SHOWN)));
}

static void
set_nth(struct parser *p, struct simple *s)
{
	s->u.nth = (struct nth){ .b = 1, .slot = p->slots++ };
	for (size_t i = 0; i < COUNT(counting); i++)
		if (str_eq(s->name, str_c(counting[i].name))) {
			s->u.nth.last = counting[i].last;
			s->u.nth.type = counting[i].type;
		}
}

static int
plain_class(struct parser *p, size_t at, struct simple *s)
{
	for (size_t i = 0; i < COUNT(plain); i++)
		if (str_eq(s->name, str_c(plain[i].name))) {
			s->kind = plain[i].kind;
			if (s->kind == SIMPLE_NTH)
				set_nth(p, s);
			else
				s->u.test = plain[i].test;
			return 0;
		}
	for (size_t i = 0; i < COUNT(one_colon); i++)
		if (str_eq(s->name, str_c(one_colon[i])))
			return pseudo_element(p, at, s->name);
	return unknown(p, at, s->name);
}

/* --------------------------------------------------------- arguments */

/* A nested selector list, as deep as SELECT_DEPTH lets it be. */
static int
list_argument(
    struct parser *p, size_t at, struct simple *s, enum list_kind kind)
{
	bool was = p->in_has;
	struct complex *list;
	int rc;

	if (p->depth == SELECT_DEPTH) {
		p->hopeless = true;
		return parse_fail(
		    p, at, "functions are nested deeper than %d", SELECT_DEPTH);
	}
	if (s->kind == SIMPLE_HAS && p->in_has)
		return parse_fail(
		    p, at, "':has()' cannot stand inside ':has()'");
	p->in_has = was || s->kind == SIMPLE_HAS;
	p->depth++;
	rc = parse_list(p, kind, &list);
	p->depth--;
	p->in_has = was;
	s->u.list = list;
	return rc;
}

/*
 * White space counts as it is read: runs as one space, so that a line end in
 * the page's source does no harm. BORDER is Knuth, Morris and Pratt's table.
 */
static void
set_needle(struct parser *p, struct simple *s, struct str text)
{
	char *v = arena_alloc(p->lex.a, text.len + 1);
	size_t *border = ARENA_ARRAY(p->lex.a, text.len + 1, size_t);
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		if (!is_html_space(text.p[i]))
			v[n++] = text.p[i];
		else if (n == 0 || v[n - 1] != ' ')
			v[n++] = ' ';
	for (size_t i = 1, k = 0; i < n; i++) {
		while (k > 0 && v[i] != v[k])
			k = border[k];
		if (v[i] == v[k])
			k++;
		border[i + 1] = k;
	}
	s->value = str_n(v, n);
	s->u.border = border;
}

/*
 * Not of the standard, so the end of the text does not close it: what is open
 * there is a mistake more often than not.
 */
static int
contains_argument(struct parser *p, struct simple *s)
{
	if (p->t.type == TOKEN_BAD_STRING ||
	    (p->t.type == TOKEN_STRING && p->t.open))
		return parse_fail(p, p->t.start, "the quotes are not closed");
	if (p->t.type != TOKEN_STRING && p->t.type != TOKEN_IDENT)
		return parse_unexpected(p, "a text in quotes");
	set_needle(p, s, p->t.value);
	parse_advance(p);
	parse_space(p);
	return parse_at(p, ')')
		   ? 0
		   : parse_unexpected(
			 p, "')'; a text of several words needs quotes");
}

/* One range, such as zh-CN or "*-CH" (Selectors 4, section 7.2). */
static int
lang_range(struct parser *p, struct str *out)
{
	struct str star = STR_NULL;

	if (parse_at(p, '*')) {
		star = STR("*");
		parse_advance(p);
		if (p->t.type != TOKEN_IDENT ||
		    !str_starts(p->t.value, STR("-"))) {
			*out = star;
			return 0;
		}
	}
	if (p->t.type != TOKEN_IDENT && p->t.type != TOKEN_STRING)
		return parse_unexpected(
		    p, "a language such as zh or \"zh-CN\"");
	*out = arena_concat(p->lex.a, (struct str[]){ star, p->t.value }, 2);
	parse_advance(p);
	return 0;
}

static int
lang_argument(struct parser *p, struct simple *s)
{
	struct str *v = NULL;
	size_t n = 0, cap = 0;

	for (;;) {
		v = arena_more(p->lex.a, v, n, &cap, sizeof(*v));
		if (lang_range(p, &v[n]) != 0)
			return -1;
		n++;
		parse_space(p);
		if (!parse_at(p, ','))
			break;
		parse_advance(p);
		parse_space(p);
	}
	s->u.langs.v = v;
	s->u.langs.n = n;
	return 0;
}

/* Any ident is valid; one that is no direction matches nothing. */
static int
dir_argument(struct parser *p, struct simple *s)
{
	if (p->t.type != TOKEN_IDENT)
		return parse_unexpected(p, "ltr or rtl");
	s->u.rtl = str_ieq(p->t.value, STR("rtl"));
	if (!s->u.rtl && !str_ieq(p->t.value, STR("ltr")))
		s->kind = SIMPLE_NEVER;
	parse_advance(p);
	return 0;
}

static int
nth_argument(struct parser *p, size_t at, struct simple *s)
{
	struct simple of = { .kind = SIMPLE_IS };

	set_nth(p, s);
	if (parse_nth(p, &s->u.nth) != 0)
		return -1;
	parse_space(p);
	if (p->t.type != TOKEN_IDENT || s->u.nth.type ||
	    !str_ieq(p->t.value, STR("of")))
		return 0;
	parse_advance(p);
	if (list_argument(p, at, &of, LIST_PLAIN) != 0)
		return -1;
	s->u.nth.of = of.u.list;
	return 0;
}

static int
argument(struct parser *p, size_t at, struct simple *s, enum list_kind list)
{
	parse_space(p);
	switch (s->kind) {
	case SIMPLE_CONTAINS:
		return contains_argument(p, s);
	case SIMPLE_DIR:
		return dir_argument(p, s);
	case SIMPLE_LANG:
		return lang_argument(p, s);
	case SIMPLE_NTH:
		return nth_argument(p, at, s);
	default:
		return list_argument(p, at, s, list);
	}
}

static int
function_class(struct parser *p, size_t at, struct simple *s)
{
	size_t i = 0;

	while (
	    i < COUNT(functions) && !str_eq(s->name, str_c(functions[i].name)))
		i++;
	if (i == COUNT(functions))
		return unknown(p, at, s->name);
	s->kind = functions[i].kind;
	if (argument(p, at, s, functions[i].list) != 0)
		return -1;
	parse_space(p);
	if (p->t.type == TOKEN_END)
		return 0;
	if (!parse_at(p, ')'))
		return parse_unexpected(p, "')'");
	parse_advance(p);
	return 0;
}

int
parse_pseudo(struct parser *p, struct simple **out)
{
	size_t at = p->t.start;
	struct simple *s = ARENA_NEW(p->lex.a, struct simple);
	bool function;

	*out = s;
	parse_advance(p);
	if (parse_at(p, ':')) {
		parse_advance(p);
		if (p->t.type != TOKEN_IDENT && p->t.type != TOKEN_FUNCTION)
			return parse_unexpected(p, "a name after '::'");
		return pseudo_element(p, at, p->t.value);
	}
	if (p->t.type != TOKEN_IDENT && p->t.type != TOKEN_FUNCTION)
		return parse_unexpected(
		    p, "the name of a pseudo-class after ':'");
	function = p->t.type == TOKEN_FUNCTION;
	s->name = parse_lower(p, p->t.value);
	parse_advance(p);
	return function ? function_class(p, at, s) : plain_class(p, at, s);
}
