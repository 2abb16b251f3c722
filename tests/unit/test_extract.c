// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <malloc.h>

#include "base/arena.h"
#include "base/buf.h"
#include "extract/extract.h"
#include "model/limits.h"
#include "web/html.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))
#define PAGE "https://news.example.cn/yaowen/"

static void
set_rules(struct arena *a, struct rules *r, const char *text)
{
	struct str rest = str_c(text), part;
	struct err e = ERR_INIT;
	size_t cap = 0;

	/* Fallbacks are parted by newlines. */
	while (str_cut(&rest, '\n', &part)) {
		r->v = arena_more(a, r->v, r->n, &cap, sizeof(*r->v));
		if (rule_parse(a, part, &r->v[r->n++], &e) != 0)
			fail_msg("%s: %s", text, e.msg);
	}
}

static void
run(struct arena *a, const char *html, const char *item, enum field f,
    const char *rules, struct raw_items *out)
{
	struct source_parts parts = bare_parts;
	struct source src = { SOURCE_PARTS(parts), .limit = 0 };
	struct document doc = { .text = str_c(html), .url = STR(PAGE) };
	struct err e = ERR_INIT;

	set_rules(a, &parts.rules.item, item);
	set_rules(a, &parts.rules.field[f], rules);
	if (extract(a, &src, &doc, NULL, out, &e) != 0)
		fail_msg("extract: %s", e.msg);
}

/* All values of a field, "; " between them, "|" between items. */
static struct str
values(struct arena *a, const struct raw_items *all, enum field f)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct raw_field *rf = &all->v[i].field[f];

		for (size_t k = 0; k < rf->n; k++)
			s = arena_concat(a,
			    (struct str[]){ s, k > 0 ? STR("; ") : STR_NULL,
				rf->v[k].value },
			    3);
		if (i + 1 < all->n)
			s = arena_concat(a, (struct str[]){ s, STR("|") }, 2);
	}
	return s;
}

static const char list[] =
    "<ul class=list><li><a class=thumb href=./1.html><img src=l.gif "
    "data-src=1.jpg></a><h3><a href=./1.html title='full title'>Title  "
    "one</a></h3><p>Intro one</p><p>second</p><span class=src>来源：新华社"
    "</span><time datetime=2026-11-20>yesterday</time></li>"
    "<li data-id=42><h3><a href=./2.html>Title two</a></h3>"
    "<b>tag a</b><b>tag b</b><span class=time>11月20日</span></li></ul>";

/* What the rule for dates finds is no part of the headline that it stands in. */
static void
test_date_in_title(void **state)
{
	static const char html[] =
	    "<ul><li><a href=1>Title one<i>2026-11-20</i></a>"
	    "<li><a href=2>Title two</a></ul>";
	static const char *const rules[] = { "a > i", "./a/i" };

	(void)state;
	for (size_t i = 0; i < ROWS(rules); i++) {
		struct source_parts parts = bare_parts;
		struct source src = { SOURCE_PARTS(parts), .limit = 0 };
		struct document doc = { .text = str_c(html), .url = STR(PAGE) };
		struct raw_items all;
		struct arena a;
		struct err e = ERR_INIT;

		arena_init(&a, 64 << 20);
		set_rules(&a, &parts.rules.item, "li");
		set_rules(&a, &parts.rules.field[FIELD_TITLE], "a");
		set_rules(&a, &parts.rules.field[FIELD_DATE], rules[i]);
		assert_int_equal(extract(&a, &src, &doc, NULL, &all, &e), 0);
		assert_true(str_eq(
		    values(&a, &all, FIELD_TITLE), STR("Title one|Title two")));
		assert_true(
		    str_eq(values(&a, &all, FIELD_DATE), STR("2026-11-20|")));
		arena_release(&a);
	}
}

static void
test_fields(void **state)
{
	static const struct {
		int line;
		enum field field;
		const char *rules, *want;
	} rows[] = {
		{ __LINE__, FIELD_TITLE, "h3 a", "Title one|Title two" },
		{ __LINE__, FIELD_TITLE, "h3 a@title\nh3 a",
		    "full title|Title two" },
		{ __LINE__, FIELD_LINK, "h3 a", "./1.html|./2.html" },
		/* An element around or inside has the link. */
		{ __LINE__, FIELD_LINK, "h3", "./1.html|./2.html" },
		{ __LINE__, FIELD_LINK, "img", "./1.html|" },
		{ __LINE__, FIELD_GUID, ".@data-id", "|42" },
		{ __LINE__, FIELD_SUMMARY, "p", "Intro one; second|" },
		{ __LINE__, FIELD_SUMMARY, "p | first", "Intro one|" },
		{ __LINE__, FIELD_SUMMARY, "p | last", "second|" },
		{ __LINE__, FIELD_SUMMARY, "p | join \" / \"",
		    "Intro one / second|" },
		{ __LINE__, FIELD_SUMMARY, "p | default none",
		    "Intro one; second|none" },
		{ __LINE__, FIELD_OUTLET, "span.src | after \"：\"",
		    "新华社|" },
		{ __LINE__, FIELD_OUTLET, "span.src | before \"：\"", "来源|" },
		{ __LINE__, FIELD_OUTLET, "span.src | after \"#\"", "|" },
		{ __LINE__, FIELD_LINK, "h3 a | match /(\\d)/", "1|2" },
		{ __LINE__, FIELD_LINK,
		    "h3 a | match /\\d/ | template \"https://x.cn/{}/{}\"",
		    "https://x.cn/1/1|https://x.cn/2/2" },
		{ __LINE__, FIELD_TITLE, "h3 a | replace /(T)itle */ \"<$1>\"",
		    "<T>one|<T>two" },
		{ __LINE__, FIELD_TITLE, "h3 a | replace /T/ \"$$$1$x$\"",
		    "$$x$itle one|$$x$itle two" },
		{ __LINE__, FIELD_TITLE,
		    "h3 a | match /T\\w+/ | replace /x*/ -",
		    "-T-i-t-l-e-|-T-i-t-l-e-" },
		{ __LINE__, FIELD_OUTLET,
		    ".src | after \"：\" | replace /x*/ -", "-新-华-社-|" },
		{ __LINE__, FIELD_SUMMARY,
		    "p | first | template \" \xe3\x80\x80\t{}\xc2\xa0 \" | trim | "
		    "template \"[{}]\"",
		    "[Intro one]|" },
		{ __LINE__, FIELD_GUID,
		    ".@data-id | replace /2/ \" \xe3\x80\x80\" | trim", "|4" },
		{ __LINE__, FIELD_TITLE, "h3 a | lower",
		    "title one|title two" },
		{ __LINE__, FIELD_TITLE, "h3 a | upper",
		    "TITLE ONE|TITLE TWO" },
		{ __LINE__, FIELD_TITLE, "h3 | html | match /<a/", "<a|<a" },
		{ __LINE__, FIELD_DATE, "time, .time",
		    "2026-11-20; yesterday|11月20日" },
		{ __LINE__, FIELD_IMAGE, "a.thumb", "1.jpg; l.gif|" },
		{ __LINE__, FIELD_IMAGE, "img@data-src", "1.jpg|" },
		{ __LINE__, FIELD_CATEGORY, "b", "|tag a; tag b" },
		{ __LINE__, FIELD_CONTENT, "p | first", "Intro one|" },
		{ __LINE__, FIELD_TITLE, "> h3", "Title one|Title two" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct raw_items out;
		struct arena a;
		struct str got;

		arena_init(&a, LIMIT_ARENA);
		run(&a, list, "ul.list > li", rows[i].field, rows[i].rules,
		    &out);
		got = values(&a, &out, rows[i].field);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("row %d: %s gave %.*s", rows[i].line,
			    rows[i].rules, STR_ARG(got));
		arena_release(&a);
	}
}

/* A rule for the title is a rule for the link, and the other way round. */
static void
test_twins(void **state)
{
	struct raw_items out;
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	run(&a, list, ".list li", FIELD_TITLE, "h3 a | upper", &out);
	assert_string_equal(
	    values(&a, &out, FIELD_LINK).p, "./1.html|./2.html");
	run(&a, list, ".list li", FIELD_LINK, "h3 a@href", &out);
	assert_string_equal(
	    values(&a, &out, FIELD_TITLE).p, "Title one|Title two");
	arena_release(&a);
}

/* Without a rule for either: the headline's link, not the thumbnail's. */
static void
test_headline(void **state)
{
	static const char *const pages[] = {
		"<li><a href=t><img src=i></a><a href=1><h3>One</h3></a><a "
		"href=m>more</a>",
		"<li><a href=m>tag</a><h3><a href=1>One</a></h3>",
		"<li><i>x</i><a href=1>One</a>",
		"<a class=li href=1>One</a>",
	};

	(void)state;
	for (size_t i = 0; i < ROWS(pages); i++) {
		struct raw_items out;
		struct arena a;
		struct str title, link;

		arena_init(&a, LIMIT_ARENA);
		run(&a, pages[i], "li, .li", FIELD_SUMMARY, "p", &out);
		assert_int_equal(out.n, 1);
		title = out.v[0].field[FIELD_TITLE].v[0].value;
		link = out.v[0].field[FIELD_LINK].v[0].value;
		if (!str_eq(title, STR("One")) || !str_eq(link, STR("1")))
			fail_msg("page %zu: %.*s, %.*s", i, STR_ARG(title),
			    STR_ARG(link));
		arena_release(&a);
	}
}

/* The name of the element of HTML with the number NODE, or "none". */
static struct str
element_of(struct arena *a, const char *html, size_t node)
{
	static const struct html_limits none = { 0 };
	const struct html_node *n;
	struct html_doc *d;
	struct err e;

	assert_int_equal(html_parse(a, str_c(html), &none, &d, &e), 0);
	n = html_root(d);
	while (n != NULL && html_order(n) != node)
		n = html_walk(html_root(d), n, false);
	return n == NULL ? STR("none") : html_name(n);
}

/* Each value tells the element that it stands in. */
static void
test_nodes(void **state)
{
	static const struct {
		int line;
		enum field field;
		const char *rule, *want;
	} rows[] = {
		{ __LINE__, FIELD_TITLE, "h3", "h3" },
		{ __LINE__, FIELD_TITLE, "h3 a", "a" },
		{ __LINE__, FIELD_TITLE, ".", "h3" },
		{ __LINE__, FIELD_LINK, "h3", "a" },
		{ __LINE__, FIELD_LINK, "h3 a | text", "a" },
		{ __LINE__, FIELD_IMAGE, ".thumb", "img" },
		{ __LINE__, FIELD_GUID, ".@class | default \"x\"", "none" },
		{ __LINE__, FIELD_DATE, "time", "time" },
		{ __LINE__, FIELD_SUMMARY, "p | join", "p" },
		{ __LINE__, FIELD_OUTLET, ".src | after \"：\"", "span" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct raw_items out;
		struct arena a;
		struct str got;

		arena_init(&a, LIMIT_ARENA);
		run(&a, list, ".list li", rows[i].field, rows[i].rule, &out);
		assert_true(
		    str_eq(element_of(&a, list, out.v[0].node), STR("li")));
		got = element_of(
		    &a, list, out.v[0].field[rows[i].field].v[0].node);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: in %.*s, want %s", rows[i].line,
			    STR_ARG(got), rows[i].want);
		arena_release(&a);
	}
}

static void
test_containers(void **state)
{
	static const char itself_page[] =
	    "<h3><a href=/1>One</a></h3><h3><a href=/2>Two</a></h3>";
	static const char *const itself[] = { "h3 a", "a", "em\na@title" };
	struct raw_items out;
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	run(&a, list, ".gone\n.list li", FIELD_TITLE, "h3", &out);
	assert_int_equal(out.n, 2);
	assert_string_equal(out.item_rule.p, ".list li");
	assert_int_equal(out.v[1].position, 1);
	run(&a, list, ".gone", FIELD_TITLE, "h3", &out);
	assert_int_equal(out.n, 0);
	assert_int_equal(out.nwarnings, 0);
	run(&a, list, ".list li", FIELD_TITLE, ".old-title", &out);
	assert_int_equal(out.nwarnings, 1);
	assert_non_null(strstr(out.warnings[0].p, ".old-title"));
	assert_null(strstr(out.warnings[0].p, "the item itself"));
	/* Rules look inside of the item, so they do not find itself. */
	for (size_t i = 0; i < ROWS(itself); i++) {
		run(&a, itself_page, "h3 a", FIELD_TITLE, itself[i], &out);
		assert_int_equal(out.nwarnings, 1);
		assert_non_null(strstr(out.warnings[0].p,
		    "; the item itself does, which is written `.`"));
	}
	run(&a, itself_page, "h3 a", FIELD_TITLE, ".", &out);
	assert_int_equal(out.nwarnings, 0);
	arena_release(&a);
}

static void
test_page(void **state)
{
	struct raw_items out;
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	run(&a, "<html lang=zh-CN><title> A\n B </title><base href=/x/><p>y",
	    "p", FIELD_TITLE, ".", &out);
	assert_string_equal(out.base.p, "https://news.example.cn/x/");
	assert_string_equal(out.title.p, "A B");
	assert_string_equal(out.language.p, "zh-CN");
	run(&a, "<base href=javascript:1><p>y", "p", FIELD_TITLE, ".", &out);
	assert_string_equal(out.base.p, PAGE);
	arena_release(&a);
}

/* More containers than a listing can have is a rule that is too wide. */
static void
test_ceiling(void **state)
{
	struct source_parts parts = bare_parts;
	struct source src = { SOURCE_PARTS(parts), .limit = 0 };
	struct document doc = { .url = STR(PAGE) };
	struct raw_items out;
	struct arena a;
	struct err e = ERR_INIT;
	struct buf b;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	buf_init(&b, 1 << 20);
	for (int i = 0; i <= LIMIT_ITEMS; i++)
		buf_add(&b, STR("<li>x"));
	doc.text = buf_str(&b);
	set_rules(&a, &parts.rules.item, "li");
	assert_int_equal(extract(&a, &src, &doc, NULL, &out, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	buf_release(&b);
	arena_release(&a);
}

/* Bytes of a text that is large beside what malloc keeps for itself. */
enum { LARGE = 64 << 10 };

/* Returns false when BUDGET was not enough to read PAGE. */
static bool
read_within(const char *page, size_t budget)
{
	struct raw_items out;
	struct arena a;
	jmp_buf over;
	volatile bool whole = false;

	arena_init(&a, budget);
	a.over = &over;
	if (setjmp(over) == 0) {
		run(&a, page, "li", FIELD_CONTENT, "p", &out);
		run(&a, page, "li", FIELD_SUMMARY, "p | replace /n/ \"m\"",
		    &out);
		whole = true;
	}
	arena_release(&a);
	return whole;
}

/* Where memory runs out on the way, all that was taken comes back. */
static void
leaves_nothing_behind(void **state)
{
	static char page[LARGE + 64];
	size_t used[2] = { 0 };

	(void)state;
	strcpy(page, "<li><p>");
	memset(page + strlen(page), 'n', LARGE);
	for (size_t i = 0; i < 2; i++) {
		size_t budget = 0;

		while (!read_within(page, budget))
			budget += LARGE / 4;
		assert_true(budget > LARGE);
		used[i] = mallinfo2().uordblks;
	}
	assert_true(used[1] < used[0] + LARGE);
}

/* What leads to the next page. */
static void
test_next(void **state)
{
	static const struct {
		int line;
		enum pages_by by;
		const char *rule, *html, *next;
	} table[] = {
		{ __LINE__, PAGES_DECLARED, "", "<a rel=next href=?p=2>2</a>",
		    PAGE "?p=2" },
		{ __LINE__, PAGES_DECLARED, "",
		    "<link rel='prefetch NEXT' href=/2><a rel=next href=/3>",
		    "https://news.example.cn/2" },
		{ __LINE__, PAGES_DECLARED, "",
		    "<a rel=prev href=1><a rel=nextish href=3>", "" },
		{ __LINE__, PAGES_DECLARED, "",
		    "<base href=/b/><a rel=next href=2#top>",
		    "https://news.example.cn/b/2" },
		{ __LINE__, PAGES_DECLARED, "",
		    "<a rel=next href='javascript:go(2)'>", "" },
		{ __LINE__, PAGES_DECLARED, "",
		    "<a rel=next href='javascript:go(2)'><a rel=next href=2>",
		    PAGE "2" },
		{ __LINE__, PAGES_DECLARED, "",
		    "<a rel=next href='file:///etc/passwd'>", "" },
		{ __LINE__, PAGES_RULE, "a.no\na.more",
		    "<a rel=next href=0><a class=more href=/m>",
		    "https://news.example.cn/m" },
		{ __LINE__, PAGES_RULE, ".more@data-n | template \"?n={}\"",
		    "<b class=more data-n=7>", PAGE "?n=7" },
		{ __LINE__, PAGES_TEMPLATE, "#c", "<b id=c> a b </b>", "a b" },
		{ __LINE__, PAGES_TEMPLATE, "#c@data-c", "<b id=c>", "" },
		{ __LINE__, PAGES_NONE, "", "<a rel=next href=2>", "" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(table); i++) {
		struct source_parts parts = { .pages.by = table[i].by };
		struct source src = { SOURCE_PARTS(parts) };
		struct document doc = { .url = STR(PAGE) };
		struct raw_items out;
		struct err e = ERR_INIT;
		struct arena a;

		arena_init(&a, LIMIT_ARENA);
		doc.text = arena_printf(
		    &a, "<p><a href=/a>Title</a></p>%s", table[i].html);
		set_rules(&a, &parts.rules.item, "p");
		set_rules(&a,
		    table[i].by == PAGES_RULE ? &parts.pages.next
					      : &parts.pages.cursor,
		    table[i].rule);
		if (extract(&a, &src, &doc, NULL, &out, &e) != 0 ||
		    !str_eq(out.next, str_c(table[i].next)))
			fail_msg("line %d: %s%.*s", table[i].line, e.msg,
			    STR_ARG(out.next));
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_date_in_title),
		cmocka_unit_test(test_twins),
		cmocka_unit_test(test_headline),
		cmocka_unit_test(test_containers),
		cmocka_unit_test(test_nodes),
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_ceiling),
		cmocka_unit_test(leaves_nothing_behind),
		cmocka_unit_test(test_next),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
