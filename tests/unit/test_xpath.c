// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "web/html.h"
#include "web/xdoc.h"
#include "web/xpath.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))
#define STEPS 1000000

static const struct xdoc_limits limits = { 100000, 128, 256 };

/* What EXPR finds in D, parted by "|": an element is <NAME> and its text. */
static struct str
find(struct arena *a, struct xdoc *d, const char *expr)
{
	struct xpath_values found;
	struct err e = ERR_INIT;
	size_t steps = STEPS;
	struct buf b;
	struct xpath *x;
	struct str out;

	if (xpath_compile(a, str_c(expr), &x, &e) != 0 ||
	    xpath_eval(a, x, d, xdoc_root(d), 100, &steps, &found, &e) != 0)
		return str_c(arena_printf(a, "! %s", e.msg).p);
	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < found.n; i++) {
		struct xnode *n = found.v[i].node;

		if (i > 0)
			buf_addc(&b, '|');
		if (n != NULL && xnode_type(n) == XNODE_ELEMENT)
			buf_addf(&b, "<%.*s>", STR_ARG(xnode_name(n)));
		buf_add(&b, n == NULL ? found.v[i].text : xnode_text(a, n));
	}
	out = arena_str(a, buf_str(&b));
	buf_release(&b);
	return out;
}

static struct xdoc *
view_of(struct arena *a, const char *html)
{
	struct xdoc *d = NULL;
	struct html_doc *h;
	struct err e = ERR_INIT;

	assert_int_equal(
	    html_parse(a, str_c(html), &(struct html_limits){ 0 }, &h, &e), 0);
	if (xdoc_of_html(a, h, 100000, &d, &e) != 0)
		fail_msg("%s", e.msg);
	return d;
}

static void
test_html(void **state)
{
	static const char page[] =
	    "<!DOCTYPE html><title>T</title><body><!-- c --><ul id=l>"
	    "<li class='a b'>one<!-- - -->!<a href=/1>A</a></li>"
	    "<li>two<a href=/2 title=t>B</a></li></ul>"
	    "<table><tr><td>c</table><svg viewBox='0 0'><text>s</text></svg>"
	    "<template><p>t</p></template><p @click=x>p";
	static const struct {
		int line;
		const char *expr, *want;
	} rows[] = {
		{ __LINE__, "//li/a", "<a>A|<a>B" },
		{ __LINE__, "//li/a/@href", "/1|/2" },
		{ __LINE__, "/html/body/ul[1]/li[last()]/text()", "two" },
		{ __LINE__, "//table/tbody/tr/td", "<td>c" },
		{ __LINE__, "//li[1]/text()", "one!" },
		{ __LINE__, "//li[contains(concat(' ', @class, ' '), ' b ')]",
		    "<li>one!A" },
		{ __LINE__, "(id('l')/li)[2]/a", "<a>B" },
		{ __LINE__, "(//a)[2] | (//a)[1]", "<a>A|<a>B" },
		{ __LINE__, "(count(//li))", "2" },
		{ __LINE__, "(string(//li[2]/a/@title))", "t" },
		{ __LINE__, "(normalize-space('  x  y '))", "x y" },
		{ __LINE__, "(1 div 0 > 5)", "true" },
		{ __LINE__, "(number('x'))", "" },
		{ __LINE__, "(1 div 4)", "0.25" },
		{ __LINE__, "//svg/@viewBox", "0 0" },
		{ __LINE__, "//text[.='s']", "<text>s" },
		{ __LINE__, "//template/p", "" },
		{ __LINE__, "//comment()", "" },
		{ __LINE__, "//p/@*[name()='@click']", "x" },
		{ __LINE__, "//x:p", "! the document declares no prefix x:" },
		{ __LINE__, "//li[contains(.)]",
		    "! //li[contains(.)]: a function has arguments that it "
		    "cannot have" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct str got = find(&a, view_of(&a, page), rows[i].expr);

		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %s: %.*s", rows[i].line,
			    rows[i].expr, STR_ARG(got));
	}
	arena_release(&a);
}

static void
test_html_nodes(void **state)
{
	struct arena a;
	struct html_doc *h;
	struct xdoc *d;
	struct err e = ERR_INIT;
	const struct html_node *n;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(html_parse(&a, STR("<p><b x=1>t</b><i>u"),
			     &(struct html_limits){ 0 }, &h, &e),
	    0);
	assert_int_equal(xdoc_of_html(&a, h, 100, &d, &e), 0);
	for (n = html_root(h); n != NULL;
	     n = html_walk(html_root(h), n, false)) {
		if (html_type(n) != HTML_ELEMENT)
			continue;
		assert_ptr_equal(xnode_html(xdoc_of_node(d, n)), n);
		if (html_is(n, STR("b"))) {
			struct xnode *x = xdoc_of_node(d, n);

			assert_ptr_equal(xnode_html(xnode_attr_first(x)), n);
			assert_ptr_equal(xnode_html(xnode_first(x)), n);
		}
	}
	assert_ptr_equal(xdoc_of_node(d, html_root(h)), xdoc_root(d));
	/* html, head, body, p, b, its attribute, t, i and u are nine. */
	assert_int_equal(xdoc_of_html(&a, h, 9, &d, &e), 0);
	assert_int_equal(xdoc_of_html(&a, h, 8, &d, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	arena_release(&a);
}

static void
test_mistakes(void **state)
{
	static const struct {
		int line;
		const char *expr;
		int col;
		const char *want;
	} rows[] = {
		{ __LINE__, "//li[", 6, "the expression is not complete" },
		{ __LINE__, "//li[1", 7, "the expression is not complete" },
		{ __LINE__, "//li]", 5, "XPath cannot go on at \"]\"" },
		{ __LINE__, "//li[@x='y]", 12,
		    "a quotation mark is not closed" },
		{ __LINE__, ".//a@href", 5,
		    "an attribute is a step of its own, behind a slash, as in "
		    "./a/@href" },
		{ __LINE__, "//a b", 5, "XPath cannot go on at \"b\"" },
		{ __LINE__, "//li[1)", 7,
		    "what was opened by [ or ( is not closed before \")\"" },
		{ __LINE__, "//a[ends-with(@href, 'x')]", 5,
		    "XPath 1.0 has no function ends-with" },
		{ __LINE__, "//a[re:test(., 'x')]", 5,
		    "XPath 1.0 has no function re:test" },
		{ __LINE__, "//a[@x='f(' and matches (., 'x')]", 17,
		    "XPath 1.0 has no function matches" },
		{ __LINE__, "//a[@x=$y]", 8,
		    "XPath 1.0 has no variables here" },
	};
	struct arena a;
	struct err nul = ERR_INIT;
	struct xpath *none;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(xpath_compile(&a, STR("//a\0'"), &none, &nul), -1);
	assert_int_equal(nul.col, 4);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct xpath *x;
		struct err e = ERR_INIT;
		int rc = xpath_compile(&a, str_c(rows[i].expr), &x, &e);

		if (rc == 0 || e.code != ERR_CONFIG || e.col != rows[i].col ||
		    strcmp(e.msg, rows[i].want) != 0)
			fail_msg("line %d: %s: %d %s", rows[i].line,
			    rows[i].expr, e.col, e.msg);
	}
	arena_release(&a);
}

static void
test_xml(void **state)
{
	static const struct {
		int line;
		const char *xml, *expr, *want, *repaired;
	} rows[] = {
		{ __LINE__, "<?xml version='1.0' encoding='gbk'?><a>é<b/></a>",
		    "/a", "<a>é", "" },
		{ __LINE__, "<a xmlns='u:1'><b>x</b></a>", "//b", "", "" },
		{ __LINE__, "<a xmlns='u:1'><b>x</b></a>", "//_:b", "<b>x",
		    "" },
		{ __LINE__, "<a><n:b xmlns:n='u:2'>x</n:b></a>", "//n:b",
		    "<b>x", "" },
		{ __LINE__, "<a><b xml:lang='de'/></a>", "//@xml:lang", "de",
		    "" },
		{ __LINE__, "<a><![CDATA[1<2]]> x</a>", "//text()", "1<2 x",
		    "" },
		{ __LINE__, "<a>1&lt;2 &#233;</a>", "/a", "<a>1<2 é", "" },
		/* Nothing that is declared is expanded, in texts or values. */
		{ __LINE__,
		    "<!DOCTYPE a [<!ENTITY b 'bomb'><!ENTITY c '&b;&b;'>]>"
		    "<a x='&c;'>&c;!</a>",
		    "/a", "<a>!", "line 1: Entity 'c' not defined" },
		{ __LINE__, "<a>caf&eacute; &amp;</a>", "/a", "<a>café &",
		    "line 1: Entity 'eacute' not defined" },
		{ __LINE__, "<a><b>x</a>", "//b", "<b>x",
		    "line 1: Opening and ending tag mismatch: b line 1 and a" },
		{ __LINE__, "<!-- <x> --><?y <z> ?>\n<a>b</a> c", "/a", "<a>b",
		    "line 1: Extra content at the end of the document" },
		{ __LINE__, "<a x:b='1'>c</a>", "/a", "<a>c", "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct xdoc *d;
		struct str repaired, got;
		struct err e = ERR_INIT;

		if (xdoc_parse(&a, str_c(rows[i].xml), &limits, &d, &repaired,
			&e) != 0)
			fail_msg("line %d: %s", rows[i].line, e.msg);
		got = find(&a, d, rows[i].expr);
		if (!str_eq(got, str_c(rows[i].want)) ||
		    !str_eq(repaired, str_c(rows[i].repaired)))
			fail_msg("line %d: %.*s (%.*s)", rows[i].line,
			    STR_ARG(got), STR_ARG(repaired));
	}
	arena_release(&a);
}

static void
test_xml_refused(void **state)
{
	static const struct {
		const char *xml;
		enum err_code code;
	} rows[] = { { "", ERR_EXTRACT }, { "text", ERR_EXTRACT },
		{ "<?xml version='1.0'?><!-- a", ERR_EXTRACT },
		{ "<1>", ERR_EXTRACT },
		{ "<a a='' b='' c='' d='' e=''/>", ERR_LIMIT },
		{ "<a xmlns:a='' xmlns:b='' xmlns:c=''/>", ERR_LIMIT },
		{ "<a><b/><b/><b/><b/><b/><b/><b/><b/><b/></a>", ERR_LIMIT } };
	static const struct xdoc_limits few = { 10, 4, 2 };
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct xdoc *d;
		struct str repaired;
		struct err e = ERR_INIT;

		assert_int_equal(
		    xdoc_parse(&a, str_c(rows[i].xml), &few, &d, &repaired, &e),
		    -1);
		if (e.code != rows[i].code)
			fail_msg("%s: %s", rows[i].xml, e.msg);
	}
	arena_release(&a);
}

/* Each of 2,000 elements asks for the text of them all. */
static void
test_steps(void **state)
{
	static const char *const exprs[] = { "//b[contains(/, 'x')]",
		"//b[string-length(..) = 7]", "//b[count(//b) = 1]",
		"//b[sum(//b) > 1]", "//b[//b[//b]]" };
	struct arena a;
	struct buf b;
	struct xdoc *d;
	struct str repaired;
	struct err e = ERR_INIT;

	(void)state;
	arena_init(&a, 64 << 20);
	buf_init(&b, 1 << 20);
	buf_add(&b, STR("<a>"));
	for (int i = 0; i < 2000; i++)
		buf_add(&b, STR("<b>1</b>"));
	buf_add(&b, STR("</a>"));
	assert_int_equal(
	    xdoc_parse(&a, buf_str(&b), &limits, &d, &repaired, &e), 0);
	for (size_t i = 0; i < ROWS(exprs); i++) {
		struct xpath_values found;
		struct xpath *x;
		size_t steps = STEPS;

		e = ERR_INIT;
		assert_int_equal(xpath_compile(&a, str_c(exprs[i]), &x, &e), 0);
		if (xpath_eval(&a, x, d, xdoc_root(d), 9, &steps, &found, &e) ==
			0 ||
		    e.code != ERR_LIMIT)
			fail_msg("%s: %s, %zu left", exprs[i], e.msg, steps);
		assert_true(steps < STEPS / 2);
	}
	buf_release(&b);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_html_nodes),
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_xml),
		cmocka_unit_test(test_xml_refused),
		cmocka_unit_test(test_steps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
