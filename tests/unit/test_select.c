// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "web/html.h"
#include "web/select.h"

#define STEPS 1000000

/* A page in which every element of interest has an id. */
static const char page[] =
    "<!DOCTYPE html><html id=html lang=zh-Hans-CN><body id=body>"
    "<div id=main class='Box main'>"
    "<ul id=u class=list>"
    "<li id=l1 class='item first'><a id=a1 href=/1.html>one</a>"
    "<span id=s1 class=time>11-20</span>"
    "<li id=l2 class=item><a id=a2 href='http://x.example/2.PDF'>two\n"
    "   <b id=b2>words</b></a><!-- c --><img id=i2 alt=''>"
    "<li id=l3 class='item ad' data-n=3 title='Ad i'><em id=e3></em>"
    "<li id=l4><p id=p4>deep <i id=i4>text</i></p><p id=q4> </p>"
    "</ul>"
    "<p id=p lang=en-GB TYPE=Text>tail</p>"
    "</div>"
    "<form id=f><fieldset id=fs disabled><legend id=lg><input id=n1></legend>"
    "<input id=n2></fieldset><input id=c1 type=checkbox checked>"
    "<input id=r1 type=radio name=r checked>"
    "<input id=r2 type=radio name=r checked>"
    "<select id=sel><option id=o1 disabled>1<option id=o2>2</select>"
    "<input id=q required placeholder=x><button id=go>x</button></form>"
    "<svg id=svg><clipPath id=cp></clipPath><a id=sa xlink:href=x></a></svg>"
    "<table><tr id=t1><td id=d1>1<tr id=t2><td id=d2>2<tr id=t3><td id=d3>3"
    "</table><div id=rtl dir=rtl><bdi id=bdi>abc</bdi><p id=rp>x</p></div>"
    "</body></html>";

static const struct html_limits no_limits;

struct fixture {
	struct arena a;
	struct html_doc *d;
};

static int
open_page(struct fixture *f, const char *html)
{
	struct err e = ERR_INIT;

	arena_init(&f->a, 64 << 20);
	return html_parse(&f->a, str_c(html), &no_limits, &f->d, &e);
}

static int
setup(void **state)
{
	static struct fixture f;

	*state = &f;
	return open_page(&f, page);
}

static int
teardown(void **state)
{
	arena_release(&((struct fixture *)*state)->a);
	return 0;
}

/* The element with this id. */
static const struct html_node *
by_id(const struct html_doc *d, const char *id)
{
	const struct html_node *top = html_root(d), *n = top;
	struct str v;

	while ((n = html_walk(top, n, false)) != NULL)
		if (html_type(n) == HTML_ELEMENT &&
		    html_attr(n, STR("id"), &v) && str_eq(v, str_c(id)))
			return n;
	fail_msg("no element has the id %s", id);
	return NULL;
}

/* Ids (or names) of what TEXT finds below SCOPE, joined by spaces. */
static const char *
find(struct fixture *f, const char *text, const struct html_node *scope,
    size_t max)
{
	struct select_budget budget = { STEPS };
	struct err e = ERR_INIT;
	struct html_nodes found;
	struct selector *s;
	struct str out = STR_NULL, id;

	if (select_compile(&f->a, str_c(text), &s, &e) != 0 ||
	    select_all(&f->a, s, f->d, scope, max, &budget, &found, &e) != 0)
		return arena_cstr(&f->a, str_c(e.msg));
	for (size_t i = 0; i < found.n; i++) {
		id = html_name(found.v[i]);
		html_attr(found.v[i], STR("id"), &id);
		out = arena_printf(&f->a, "%.*s%s%.*s", STR_ARG(out),
		    i > 0 ? " " : "", STR_ARG(id));
	}
	return arena_cstr(&f->a, out);
}

struct row {
	int line;
	const char *selector;
	const char *wanted;
};

static void
check(struct fixture *f, const struct row *rows, size_t n,
    const struct html_node *scope)
{
	for (size_t i = 0; i < n; i++) {
		const char *got = find(f, rows[i].selector, scope, 100);

		if (strcmp(got, rows[i].wanted) != 0)
			fail_msg("line %d: %s found '%s', wanted '%s'",
			    rows[i].line, rows[i].selector, got,
			    rows[i].wanted);
	}
}

#define CHECK(f, rows, scope) \
	check((f), (rows), sizeof(rows) / sizeof(*(rows)), (scope))

static void
finds_simple_selectors(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "LI", "l1 l2 l3 l4" },
		{ __LINE__, "em, b", "b2 e3" },
		{ __LINE__, "b, em, b", "b2 e3" },
		{ __LINE__, ".Box", "main" },
		{ __LINE__, ".box", "" },
		{ __LINE__, "li.item.ad", "l3" },
		{ __LINE__, "#a1", "a1" },
		{ __LINE__, "#A1", "" },
		{ __LINE__, "#\\61 1", "a1" },
		{ __LINE__, ".\\69tem.f\\000069rst", "l1" },
		{ __LINE__, "ul *|li:last-child", "l4" },
		{ __LINE__, "|li", "" },
		{ __LINE__, "svg|a", "sa" },
		{ __LINE__, "li html|a", "a1 a2" },
		{ __LINE__, "svg > svg|*", "cp sa" },
		{ __LINE__, "math|a", "" },
		{ __LINE__, "clipPath, clippath", "cp" },
		{ __LINE__, "/* c */ em/**/", "e3" },
		{ __LINE__, "*:root", "html" },
	};

	CHECK(*state, rows, html_root(((struct fixture *)*state)->d));
}

static void
finds_attributes(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "[data-n]", "l3" },
		{ __LINE__, "[DATA-N='3'", "l3" },
		{ __LINE__, "a[href^=http]", "a2" },
		{ __LINE__, "a[href$='.pdf']", "" },
		{ __LINE__, "a[href$='.pdf' i]", "a2" },
		{ __LINE__, "a[href*=\"x.ex\"]", "a2" },
		{ __LINE__, "[class~=first]", "l1" },
		{ __LINE__, "[class~='item first']", "" },
		{ __LINE__, "[class^='']", "" },
		{ __LINE__, "[alt='']", "i2" },
		{ __LINE__, "[lang|=en]", "p" },
		{ __LINE__, "[lang|=zh-hans]", "html" },
		{ __LINE__, "[type=text]", "p" },
		{ __LINE__, "[type=text s]", "" },
		{ __LINE__, "[title='ad I']", "" },
		{ __LINE__, "[*|href^=x]", "sa" },
		{ __LINE__, "[xlink|href=x]", "sa" },
		{ __LINE__, "[xml|href]", "" },
		{ __LINE__, "svg [href]", "" },
	};

	CHECK(*state, rows, html_root(((struct fixture *)*state)->d));
}

static void
finds_combinators(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "ul a", "a1 a2" },
		{ __LINE__, "ul>li > a", "a1 a2" },
		{ __LINE__, "ul > a", "" },
		{ __LINE__, "li + li", "l2 l3 l4" },
		{ __LINE__, "li.first ~ .item", "l2 l3" },
		{ __LINE__, "a + span", "s1" },
		{ __LINE__, "a + img", "i2" },
		/* The nearest candidates fail, farther ones do not. */
		{ __LINE__, "div > ul i", "i4" },
		{ __LINE__, ".first ~ li p ~ p", "q4" },
		{ __LINE__, ".first + li ~ li > p", "p4 q4" },
		{ __LINE__, "body > div li ~ li:last-child > p > i", "i4" },
		{ __LINE__, "body > ul li", "" },
	};

	CHECK(*state, rows, html_root(((struct fixture *)*state)->d));
}

static void
finds_functions(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, ":is(ul, ol) > :not(.item)", "l4" },
		{ __LINE__, "li:not(.ad, :first-child)", "l2 l4" },
		{ __LINE__, "li:is(.x:foo, .ad, ns|a)", "l3" },
		{ __LINE__, ":is()", "" },
		{ __LINE__, ":where(li > a) b", "b2" },
		{ __LINE__, ":-webkit-any(em, b)", "b2 e3" },
		{ __LINE__, "li:has(img)", "l2" },
		{ __LINE__, "li:has(> i)", "" },
		{ __LINE__, "li:has(> p > i)", "l4" },
		{ __LINE__, "li:has(+ .ad)", "l2" },
		{ __LINE__, "li:has(+ li > img)", "l1" },
		{ __LINE__, "li:has(~ li p)", "l1 l2 l3" },
		{ __LINE__, "li:has(+ li + .ad)", "l1" },
		{ __LINE__, "li:not(:has(a))", "l3 l4" },
		{ __LINE__, "li:contains('one')", "l1" },
		{ __LINE__, "a:contains(\"two words\")", "a2" },
		{ __LINE__, "p:contains(deep)", "p4" },
		{ __LINE__, "p:contains('Deep')", "" },
		{ __LINE__, "p:contains('deep text')", "p4" },
	};

	CHECK(*state, rows, html_root(((struct fixture *)*state)->d));
}

static void
counts_children(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "li:nth-child(odd)", "l1 l3" },
		{ __LINE__, "li:nth-child(EVEN)", "l2 l4" },
		{ __LINE__, "li:nth-child(2n + 1)", "l1 l3" },
		{ __LINE__, "li:nth-child( -n+2 )", "l1 l2" },
		{ __LINE__, "li:nth-child(n+3)", "l3 l4" },
		{ __LINE__, "li:nth-child(3)", "l3" },
		{ __LINE__, "li:nth-child(0)", "" },
		{ __LINE__, "li:nth-child(3n-1)", "l2" },
		{ __LINE__, "li:nth-child(+3n- 2)", "l1 l4" },
		{ __LINE__, "li:nth-last-child(-n+1)", "l4" },
		{ __LINE__, "li:nth-child(2 of .item)", "l2" },
		{ __LINE__, "li:nth-last-child(1 of .item)", "l3" },
		{ __LINE__, "li > :nth-of-type(2)", "q4" },
		{ __LINE__, "li > p:nth-last-of-type(2)", "p4" },
		{ __LINE__, "li > :only-child", "e3" },
		{ __LINE__, "li > img:only-of-type", "i2" },
		{ __LINE__, "li > :first-of-type:not(:first-child)", "s1 i2" },
		{ __LINE__, "li > :last-of-type:last-child", "s1 i2 e3 q4" },
	};

	CHECK(*state, rows, html_root(((struct fixture *)*state)->d));
}

static void
finds_states(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "li :empty", "i2 e3" },
		{ __LINE__, ":link", "a1 a2 sa" },
		{ __LINE__, "a:link, a:visited", "a1 a2 sa" },
		{ __LINE__, "a:not(:hover)", "a1 a2 sa" },
		{ __LINE__, "input:disabled", "n2" },
		{ __LINE__, "fieldset input:enabled", "n1" },
		{ __LINE__, ":checked", "c1 r2 o2" },
		{ __LINE__, ":required", "q" },
		{ __LINE__, ":placeholder-shown", "q" },
		{ __LINE__, ":default", "c1 r1 r2 go" },
		{ __LINE__, "input:read-write", "n1 q" },
		{ __LINE__, "li:lang(zh)", "l1 l2 l3 l4" },
		{ __LINE__, "li:lang(zh-CN):first-child", "l1" },
		{ __LINE__, "p:lang(\"*-gb\", fr)", "p" },
		{ __LINE__, "#rtl :dir(ltr)", "bdi" },
		{ __LINE__, "#rtl :dir(rtl)", "rp" },
		{ __LINE__, ":scope", "html" },
		{ __LINE__, ":scope > body", "body" },
	};

	CHECK(*state, rows, html_root(((struct fixture *)*state)->d));
}

static void
searches_below_the_scope(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "li", "" },
		{ __LINE__, "a", "a2" },
		{ __LINE__, "ul a", "a2" },
		{ __LINE__, "> a", "a2" },
		{ __LINE__, ">b", "" },
		{ __LINE__, "> a b, > img", "b2 i2" },
		{ __LINE__, ":scope", "l2" },
		{ __LINE__, ":scope.item", "l2" },
		{ __LINE__, ":scope.ad, b", "b2" },
		{ __LINE__, ":scope > a", "a2" },
		{ __LINE__, "+ li", "l3" },
		{ __LINE__, "~ li p", "p4 q4" },
		{ __LINE__, "+ li > em, a", "a2 e3" },
		{ __LINE__, ":scope + li", "l3" },
		{ __LINE__, "+ li + li", "l4" },
		{ __LINE__, "+ li.item ~ li", "l4" },
	};
	struct fixture *f = *state;

	CHECK(f, rows, by_id(f->d, "l2"));
	assert_string_equal(find(f, "li", html_root(f->d), 2), "l1 l2");
}

static void
finds_children_of_a_fragment(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "> b", "x" },
		{ __LINE__, ":scope > b", "x" },
		{ __LINE__, "b", "x y" },
		{ __LINE__, ":root", "" },
	};
	struct fixture f;
	struct err e = ERR_INIT;

	(void)state;
	arena_init(&f.a, 1 << 20);
	assert_int_equal(
	    html_parse_fragment(&f.a, STR("<b id=x></b><i><b id=y></b></i>"),
		STR("div"), &no_limits, &f.d, &e),
	    0);
	CHECK(&f, rows, html_root(f.d));
	arena_release(&f.a);
}

static void
ignores_case_in_quirks_mode(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, ".X", "A" },
		{ __LINE__, "#a", "A" },
		{ __LINE__, "[class=X]", "" },
	};
	struct fixture f;

	(void)state;
	assert_int_equal(open_page(&f, "<p id=A class='w x'>"), 0);
	CHECK(&f, rows, html_root(f.d));
	arena_release(&f.a);
}

static void
refuses_with_a_position(void **state)
{
	static const struct {
		int line;
		const char *selector;
		int col;
		const char *part; /* of the message */
	} rows[] = {
		{ __LINE__, "", 1, "the selector ends here" },
		{ __LINE__, "  ", 3, "the selector ends here" },
		{ __LINE__, "li,", 4, "the selector ends here" },
		{ __LINE__, "li >", 5, "the selector ends here" },
		{ __LINE__, "li > > a", 6, "found '>'" },
		{ __LINE__, "li)", 3, "no '('" },
		{ __LINE__, "html/body", 5, "XPath" },
		{ __LINE__, "li..a", 4, "name of a class" },
		{ __LINE__, "li .5a", 4, "[class~=\"5a\"]" },
		{ __LINE__, "#1a", 1, "[id=\"1a\"]" },
		{ __LINE__, "#.a", 1, "found '#'" },
		{ __LINE__, "[*]", 2, "name of an attribute" },
		{ __LINE__, "[a=1]", 4, "quotes" },
		{ __LINE__, "[a='x' j]", 8, "found 'j'" },
		{ __LINE__, "[a='x\n']", 4, "line ends" },
		{ __LINE__, "[a!=x]", 3, "found '!'" },
		{ __LINE__, "x|a", 1, "prefix 'x'" },
		{ __LINE__, ":not(x|a)", 6, "prefix 'x'" },
		{ __LINE__, "a[svg|href]", 3, "prefix 'svg'" },
		{ __LINE__, "a:frist", 2, "pseudo-class ':frist'" },
		{ __LINE__, "a:first", 2, ":first-child" },
		{ __LINE__, "a:nth-child", 2, "needs an argument" },
		{ __LINE__, "a:empty(b)", 2, "takes no argument" },
		{ __LINE__, "a::before", 2, "pseudo-element '::before'" },
		{ __LINE__, "a:after b", 2, "pseudo-element '::after'" },
		{ __LINE__, ":not()", 6, "found ')'" },
		{ __LINE__, ":has(a, :foo)", 9, "':foo'" },
		{ __LINE__, ":has(a:has(b))", 7, "inside ':has()'" },
		{ __LINE__, ":nth-child(2x)", 12, "'2n+1'" },
		{ __LINE__, ":nth-child(2n 1)", 15, "expected ')'" },
		{ __LINE__, ":nth-of-type(2 of a)", 16, "expected ')'" },
		{ __LINE__, ":contains('a", 11, "not closed" },
		{ __LINE__, ":contains(a b)", 13, "needs quotes" },
		{ __LINE__, "a || b", 4, "after '|'" },
		{ __LINE__, ".新闻 @x", 9, "found '@'" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err e = ERR_INIT;
		struct selector *s;
		int rc = select_compile(&f->a, str_c(rows[i].selector), &s, &e);

		if (rc != -1 || e.code != ERR_CONFIG || e.col != rows[i].col ||
		    strstr(e.msg, rows[i].part) == NULL)
			fail_msg("line %d: '%s' gives %d, column %d: %s",
			    rows[i].line, rows[i].selector, rc, e.col, e.msg);
	}
}

static void
bounds_nesting(void **state)
{
	struct fixture *f = *state;
	struct err e = ERR_INIT;
	struct selector *s;
	struct buf b;

	buf_init(&b, 1 << 16);
	for (int i = 0; i < SELECT_DEPTH; i++)
		buf_add(&b, STR(":is("));
	assert_int_equal(select_compile(&f->a, buf_str(&b), &s, &e), 0);
	buf_add(&b, STR(":not("));
	assert_int_equal(select_compile(&f->a, buf_str(&b), &s, &e), -1);
	assert_int_equal(e.col, 4 * SELECT_DEPTH + 1);
	buf_release(&b);
}

static void
bounds_length(void **state)
{
	struct fixture *f = *state;
	struct err e = ERR_INIT;
	struct selector *s;
	struct buf b;

	buf_init(&b, 1 << 16);
	for (int i = 0; i < SELECT_LENGTH; i++)
		buf_add(&b, STR("a "));
	assert_int_equal(select_compile(&f->a, buf_str(&b), &s, &e), 0);
	buf_add(&b, STR("b"));
	assert_int_equal(select_compile(&f->a, buf_str(&b), &s, &e), -1);
	assert_int_equal(e.col, 2 * SELECT_LENGTH + 1);
	buf_release(&b);
}

static void
tells_a_leading_combinator(void **state)
{
	static const struct {
		int line;
		const char *selector;
		size_t wanted;
	} rows[] = {
		{ __LINE__, "a > b", 0 },
		{ __LINE__, "> a", 1 },
		{ __LINE__, "a, + b, > c", 4 },
		{ __LINE__, ":has(> a)", 0 },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err e = ERR_INIT;
		struct selector *s;

		assert_int_equal(
		    select_compile(&f->a, str_c(rows[i].selector), &s, &e), 0);
		if (select_relative(s) != rows[i].wanted)
			fail_msg(
			    "line %d: %zu", rows[i].line, select_relative(s));
	}
}

static void
matches_one_element(void **state)
{
	static const struct {
		int line;
		const char *selector, *id;
		int wanted;
	} rows[] = {
		{ __LINE__, "li:nth-child(2)", "l2", 1 },
		{ __LINE__, "li:nth-last-child(2)", "l2", 0 },
		{ __LINE__, "> li", "l2", 1 },
		{ __LINE__, "> li", "a1", 0 },
		{ __LINE__, ":scope", "u", 1 },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct select_budget budget = { STEPS };
		struct err e = ERR_INIT;
		struct selector *s;

		assert_int_equal(
		    select_compile(&f->a, str_c(rows[i].selector), &s, &e), 0);
		if (select_matches(&f->a, s, f->d, by_id(f->d, "u"),
			by_id(f->d, rows[i].id), &budget, &e) != rows[i].wanted)
			fail_msg("line %d", rows[i].line);
	}
}

/* A list of N times PART. */
static void
long_list(struct fixture *f, size_t n, const char *part)
{
	struct err e = ERR_INIT;
	struct buf b;

	arena_init(&f->a, 256 << 20);
	buf_init(&b, 16 << 20);
	buf_add(&b, STR("<!DOCTYPE html><div>"));
	for (size_t i = 0; i < n; i++)
		buf_add(&b, str_c(part));
	assert_int_equal(
	    html_parse(&f->a, buf_str(&b), &no_limits, &f->d, &e), 0);
	buf_release(&b);
}

static void
counts_long_lists_in_linear_time(void **state)
{
	static const struct {
		int line;
		const char *selector;
		size_t found;
	} rows[] = {
		{ __LINE__, "b:nth-child(3n)", 3333 },
		{ __LINE__, "i:nth-last-child(3n+1)", 3334 },
		{ __LINE__, "b:nth-of-type(2n+1)", 5000 },
		{ __LINE__, ":nth-last-of-type(-n+2)", 8 },
		{ __LINE__, ":nth-child(4n of b)", 2500 },
		{ __LINE__, ":nth-last-child(10 of i)", 1 },
		{ __LINE__, "b:has(+ i)", 10000 },
		{ __LINE__, "b:has(+ u)", 0 },
		{ __LINE__, "b:has(~ u)", 0 },
		{ __LINE__, "b:has(~ i:last-child)", 10000 },
		{ __LINE__, "b:has(~ i u, ~ b ~ i ~ u)", 0 },
		{ __LINE__, "b:not(:has(~ b))", 1 },
		{ __LINE__, "u ~ b ~ i", 0 },
		{ __LINE__, "b:first-child ~ i ~ b + i", 9999 },
		{ __LINE__, ":has(u)", 0 },
	};
	struct fixture f;

	(void)state;
	long_list(&f, 10000, "<b></b><i></i>");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct select_budget budget = { 60 * 20000 };
		struct err e = ERR_INIT;
		struct html_nodes found;
		struct selector *s;

		assert_int_equal(
		    select_compile(&f.a, str_c(rows[i].selector), &s, &e), 0);
		if (select_all(&f.a, s, f.d, html_root(f.d), SIZE_MAX, &budget,
			&found, &e) != 0 ||
		    found.n != rows[i].found)
			fail_msg("line %d: %zu found, %s", rows[i].line,
			    found.n, e.msg);
	}
	arena_release(&f.a);
}

static void
stops_when_the_budget_is_spent(void **state)
{
	static const char *const rows[] = { "b:has(~ u)", "*",
		"b:not(i ~ u ~ b)", ":contains(\"zz\")", ":nth-child(n of b)" };
	struct fixture f;

	(void)state;
	long_list(&f, 2000, "<b>text</b><i></i>");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct select_budget budget = { 4000 };
		struct err e = ERR_INIT;
		struct html_nodes found;
		struct selector *s;

		assert_int_equal(
		    select_compile(&f.a, str_c(rows[i]), &s, &e), 0);
		assert_int_equal(select_all(&f.a, s, f.d, html_root(f.d),
				     SIZE_MAX, &budget, &found, &e),
		    -1);
		assert_int_equal(e.code, ERR_LIMIT);
		assert_int_equal(budget.steps, 0);
	}
	arena_release(&f.a);
}

/* An element of many attributes is more than one. */
static void
pays_for_attributes(void **state)
{
	static const char *const rows[] = { "[zz]", "#zz", ".zz", "[*|zz]" };
	struct fixture f;

	(void)state;
	long_list(&f, 10,
	    "<b a=1 b=1 c=1 d=1 e=1 f=1 g=1 h=1 i=1 j=1 k=1 l=1 m=1></b>"
	    "<svg a=1 b=1 c=1 d=1 e=1 f=1 g=1 h=1 i=1 j=1 k=1 l=1 m=1></svg>");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct select_budget budget = { 1000 };
		struct err e = ERR_INIT;
		struct html_nodes found;
		struct selector *s;

		assert_int_equal(
		    select_compile(&f.a, str_c(rows[i]), &s, &e), 0);
		assert_int_equal(select_all(&f.a, s, f.d, html_root(f.d),
				     SIZE_MAX, &budget, &found, &e),
		    0);
		/* Twenty elements; three times four of 13 attributes each. */
		assert_in_range(1000 - budget.steps, 20 * (1 + 1 + 3), 200);
	}
	arena_release(&f.a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_simple_selectors),
		cmocka_unit_test(finds_attributes),
		cmocka_unit_test(finds_combinators),
		cmocka_unit_test(finds_functions),
		cmocka_unit_test(counts_children),
		cmocka_unit_test(finds_states),
		cmocka_unit_test(searches_below_the_scope),
		cmocka_unit_test(finds_children_of_a_fragment),
		cmocka_unit_test(ignores_case_in_quirks_mode),
		cmocka_unit_test(refuses_with_a_position),
		cmocka_unit_test(bounds_nesting),
		cmocka_unit_test(bounds_length),
		cmocka_unit_test(tells_a_leading_combinator),
		cmocka_unit_test(matches_one_element),
		cmocka_unit_test(counts_long_lists_in_linear_time),
		cmocka_unit_test(stops_when_the_budget_is_spent),
		cmocka_unit_test(pays_for_attributes),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
