// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "preview_draw.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

/* The drawing of HTML by RULES; what is wrong with it fails the test. */
static struct str
drawn(struct arena *a, int line, const char *rules, const char *html)
{
	struct source src = { SOURCE_PARTS(bare_parts), .limit = 0 };
	struct buf *b = buf_in(a, 1 << 20);
	const char *fault;

	if (draw_rules(a, &src, str_c(rules)) != 0 ||
	    draw(a, &src, str_c(html), b) != 0)
		fail_msg("line %d: not drawn", line);
	fault = draw_fault(a, buf_str(b));
	if (fault != NULL)
		fail_msg("line %d: %s: %s", line, fault, b->p);
	return buf_str(b);
}

struct row {
	int line;
	const char *rules, *html;
	const char *want, *never; /* in the drawn page; or NULL */
};

/* The page within the drawing: all that is in its place. */
static struct str
view_of(struct str text)
{
	size_t at = str_find(text, STR("<div class=\"view\""));

	return at == STR_NONE ? STR_NULL : str_from(text, at);
}

static void
check(const struct row *row, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct arena a;
		struct str got;

		arena_init(&a, 64 << 20);
		got =
		    view_of(drawn(&a, row[i].line, row[i].rules, row[i].html));
		if (row[i].want != NULL &&
		    str_find(got, str_c(row[i].want)) == STR_NONE)
			fail_msg("line %d: no %s in %.*s", row[i].line,
			    row[i].want, STR_ARG(got));
		if (row[i].never != NULL &&
		    str_find(got, str_c(row[i].never)) != STR_NONE)
			fail_msg("line %d: %s in %.*s", row[i].line,
			    row[i].never, STR_ARG(got));
		arena_release(&a);
	}
}

#define N1 "<a class=\"n\" href=\"#row-1\">1</a>"
#define TITLE "<span class=\"l l-title\">title</span>"
#define LINK "<span class=\"l l-link\">link</span>"
#define DATE "<span class=\"l l-date\">date</span>"

/* Where numbers and names of fields stand. */
static void
marks(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "item=li;title=a", "<ul><li><a href=/1>One</a>",
		    "<div id=\"item-1\" class=\"li item\">" N1
		    "<span class=\"a f f-title\">" TITLE LINK "One</span>",
		    NULL },
		{ __LINE__, "item=a;title=.", "<b><a href=/1>One</a></b>",
		    "<span class=\"b\"><div id=\"item-1\" class=\"a item f "
		    "f-title\">" N1 TITLE LINK "One</div>",
		    NULL },
		{ __LINE__, "item=li;title=a;date=time",
		    "<li><a href=/1>One</a><time>2026-11-20</time>",
		    "<span class=\"f f-date\">" DATE "2026-11-20</span>",
		    NULL },
		{ __LINE__, "item=tr;title=a;date=td:last-child",
		    "<table><tr><td><a href=/1>One</a><td colspan=2>2026-11-20"
		    "</table>",
		    "<tr id=\"item-1\" class=\"item\">\n<td>" N1, NULL },
		{ __LINE__, "item=tr;title=a;date=td:last-child",
		    "<table><tr><td><a href=/1>One</a><td colspan=2>2026-11-20"
		    "</table>",
		    "<td class=\"f f-date\" colspan=\"2\">" DATE, NULL },
		{ __LINE__, "item=table;title=a",
		    "<table><tr><td><a href=/1>One</a></table>",
		    "<div id=\"item-1\" class=\"item\">" N1 "\n<table>", NULL },
		{ __LINE__, "item=h3;title=a;date=+ p",
		    "<h3><a href=/1>One</a></h3><p>2026-11-20",
		    "<span class=\"l l-date\">date of 1</span>2026", NULL },
		{ __LINE__, "item=li;title=a;image=img",
		    "<li><a href=/1><img data-src=/1.jpg alt=''>One</a>",
		    "<span class=\"img f f-image\"><span class=\"l l-image\">"
		    "image</span>picture</span>",
		    NULL },
		{ __LINE__, "item=li;title=a",
		    "<li><a href=/1>One</a><li><a href=/1>Two</a>",
		    "<div id=\"item-2\" class=\"li item dropped\"><a "
		    "class=\"n\" href=\"#row-2\">2 dropped: same link as item "
		    "1</a>",
		    NULL },
		/* The heading, not all of the link around it. */
		{ __LINE__, "item=li;title=a",
		    "<li><a href=/1><h3>One</h3><p>text</a>",
		    "<div class=\"h f f-title\">" TITLE "One</div>", NULL },
	};

	(void)state;
	check(rows, ROWS(rows));
}

/* What of a page is drawn, and what becomes of it. */
static void
pages(void **state)
{
#define LI "<li><a href=/1>One</a>"
#define RULES "item=li;title=a"
	static const struct row rows[] = {
		{ __LINE__, RULES, LI "<p lang=zh-CN dir=RTL>x",
		    "<div class=\"p\" lang=\"zh-CN\" dir=\"rtl\">x", NULL },
		{ __LINE__, RULES, LI "<p lang='x\"y'>x", "<div class=\"p\">x",
		    "lang" },
		{ __LINE__, RULES, LI "<p>a \n\t b&nbsp;<br>c",
		    "a b\xc2\xa0<br>c", NULL },
		{ __LINE__, RULES, LI "<pre>a\n  b</pre>",
		    "<div class=\"pre\">a<br>  b</div>", NULL },
		{ __LINE__, RULES, LI "<p>&lt;b&gt; &amp; \"x\" &#1;",
		    "&lt;b&gt; &amp; &quot;x&quot;", "\x01" },
		{ __LINE__, RULES, LI "<p hidden>shut</p>", NULL, "shut" },
		{ __LINE__, RULES, LI "<noscript>none</noscript>", NULL,
		    "none" },
		{ __LINE__, RULES, LI "<script>run()</script>", NULL, "run" },
		{ __LINE__, RULES, LI "<svg><text>drawing</text></svg>", NULL,
		    "drawing" },
		{ __LINE__, RULES, LI "<math><mi>x</mi></math>", "x", "math" },
		{ __LINE__, RULES, LI "<img src=x alt='A picture'>",
		    "<span class=\"img\">A picture</span>", NULL },
		{ __LINE__, RULES, LI "<img src=x.png>", NULL, "img" },
		{ __LINE__, RULES, "<li hidden><a href=/1>One</a>",
		    "<div id=\"item-1\"", NULL },
		{ __LINE__, "item=.x;title=a", LI, "One", "<details>" },
	};

	(void)state;
	check(rows, ROWS(rows));
}

#define TEN                                                            \
	"<a href=a>1</a><a href=a>2</a><a href=a>3</a><a href=a>4</a>" \
	"<a href=a>5</a><a href=a>6</a><a href=a>7</a><a href=a>8</a>" \
	"<a href=a>9</a><a href=a>10</a>"

/* Large parts without marks are closed. */
static void
folds(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, RULES, LI "</li><nav>" TEN "</nav>", NULL,
		    "<details>" },
		{ __LINE__, RULES, LI "</li><nav>" TEN TEN "</nav>",
		    "<details><summary>Not taken: <bdi>12345678910", NULL },
		{ __LINE__, RULES, LI "</li><nav>" TEN TEN "</nav>",
		    "</bdi> (20 links)</summary>\n<div>", NULL },
		{ __LINE__, RULES, LI "</li><table><td>" TEN TEN "</table>",
		    "<details><summary>", "<td><details>" },
		{ __LINE__, RULES, "<table><td>" LI "<td>" TEN TEN "</table>",
		    "<td>\n<details><summary>", NULL },
		{ __LINE__, RULES, LI "<div><nav>" TEN TEN "</nav></div></li>",
		    NULL, "<details>" },
		/* What follows each other is closed together. */
		{ __LINE__, RULES,
		    "<nav>" TEN "</nav><p>and<ul>" TEN "</ul><div>" LI "</div>",
		    "</bdi> (20 links)</summary>\n<div>", NULL },
		{ __LINE__, RULES,
		    "<nav>" TEN "</nav><p>and<ul>" TEN "</ul><div>" LI "</div>",
		    "</div></details>\n<div>\n<div id=\"item-1\"", NULL },
		/* But not what may be rows that were missed. */
		{ __LINE__, RULES, LI "<p><a href=x>1</a></p>" TEN "<li>" TEN,
		    NULL, "<details>" },
		{ __LINE__, "item=nav", "<p><nav>" TEN TEN "</nav>", NULL,
		    "<details>" },
	};

	(void)state;
	check(rows, ROWS(rows));
}

/* Nothing of a hostile page runs, loads or leaves its place: `drawn` looks. */
static void
hostile(void **state)
{
	static const char *const pages[] = {
		"</div></main></div></body></html><div class=both>",
		"<div class=view></div><a href=\"javascript:alert(1)\">x</a>",
		"<base href=//evil.example/><meta http-equiv=refresh "
		"content=0;url=//evil.example/>",
		"<p onclick=alert(1) style=position:fixed id=page>",
		"<title></title><script>alert(1)</script>",
		"<textarea><script>alert(1)</script></textarea>",
		"<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
		"<svg><style><!--</style><img src=x onerror=alert(1)>",
		"<math><mtext><table><mglyph><style><!--</style><img title='"
		"--><img src=x onerror=alert(1)>'>",
		"<form><button formaction='javascript:alert(1)'>x",
		"<iframe srcdoc='<script>alert(1)</script>'></iframe>",
		"<template><script>alert(1)</script></template>",
		"<a href='data:text/html,x'><table><a>x<td><a>y",
		"<select><table><tr><td>x</select>y",
		"<table><form><tr><td>x</form><caption><td>y<div></table>z",
		"<b><p><i><table><tr><b><td></b><p></i>x</table>",
		"<nobr><a><nobr><a><button><p></button><h1><h2></h1>",
		"<plaintext></div></main><script>alert(1)</script>",
		"<frameset><frame src=x></frameset>",
	};

	(void)state;
	for (size_t i = 0; i < ROWS(pages); i++) {
		struct arena a;

		arena_init(&a, 64 << 20);
		drawn(&a, (int)i, "item=li;title=a",
		    arena_concat(&a,
			(struct str[]){
			    STR(LI "</li>"), str_c(pages[i]), STR("\0") },
			3)
			.p);
		drawn(&a, (int)i, "item=*;title=a", pages[i]);
		arena_release(&a);
	}
}

/* The list beside the page. */
static void
table(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, RULES, LI,
		    "<tr id=\"row-1\"><th scope=\"row\"><a class=\"n\" "
		    "href=\"#item-1\" aria-label=\"1, show it on the page\">1"
		    "</a></th><td><p class=\"t\"><bdi>One</bdi></p><p><a "
		    "class=\"u\" rel=\"noreferrer\" "
		    "href=\"https://www.example.cn/1\">",
		    NULL },
		{ __LINE__, "item=li;title=a;date=time",
		    LI "<time>11月20日</time>",
		    "<b>2026-11-20</b><small>from “<bdi>11月20日</bdi>”</small>"
		    "<small>the year is the newest that is not to come</small>",
		    NULL },
		{ __LINE__, "item=li;title=a;date=time", LI "<time>soon</time>",
		    "not read: “<bdi>soon</bdi>”", NULL },
		{ __LINE__, "item=li;title=a;date=time", LI,
		    "<td><code>time</code></td><td class=\"bad\">0</td>",
		    NULL },
		{ __LINE__, "item=li;title=a;date=time", LI,
		    "<li class=\"\">date: nothing in any item matches "
		    "time</li>",
		    NULL },
		{ __LINE__, RULES, LI LI, "<tr id=\"row-2\" class=\"dropped\">",
		    NULL },
		{ __LINE__, RULES, LI LI, "dropped: same link as item 1",
		    NULL },
		/* In the head, where nothing is seen. */
		{ __LINE__, "item=html;title=title", "<title>T</title>",
		    "<bdi>T</bdi>", NULL },
		{ __LINE__, "item=title;title=.", "<title>T</title>",
		    "not to be seen on the page", "#item-1" },
		{ __LINE__, "item=.x", LI, "<strong>0 items taken", "#items" },
		{ __LINE__, "item=li;title=a;summary=p",
		    LI "<p>&lt;script&gt;alert(1)&lt;/script&gt;",
		    "<bdi>&lt;script&gt;", "<script" },
		{ __LINE__, "", LI, "<strong>0 items taken", NULL },
		{ __LINE__, "item=li;title=a", "<html lang=zh-CN>" LI,
		    "<bdi lang=\"zh-CN\">One</bdi>", NULL },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		struct arena a;
		struct str got;

		arena_init(&a, 64 << 20);
		got = drawn(&a, row->line, row->rules, row->html);
		if (str_find(got, str_c(row->want)) == STR_NONE)
			fail_msg("line %d: no %s in %.*s", row->line, row->want,
			    STR_ARG(got));
		if (row->never != NULL &&
		    str_find(got, str_c(row->never)) != STR_NONE)
			fail_msg("line %d: %s in %.*s", row->line, row->never,
			    STR_ARG(got));
		arena_release(&a);
	}
}

/* A file that does not fit is an error. */
static void
too_large(void **state)
{
	struct source src = { SOURCE_PARTS(bare_parts), .limit = 0 };
	struct arena a;
	struct buf *b;

	(void)state;
	arena_init(&a, 64 << 20);
	b = buf_in(&a, 4 << 10);
	assert_int_equal(draw_rules(&a, &src, STR(RULES)), 0);
	assert_int_equal(draw(&a, &src, STR(LI), b), -1);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks),
		cmocka_unit_test(pages),
		cmocka_unit_test(folds),
		cmocka_unit_test(hostile),
		cmocka_unit_test(table),
		cmocka_unit_test(too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
