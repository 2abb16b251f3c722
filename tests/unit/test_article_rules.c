// SPDX-License-Identifier: ISC
// The page of an article, by rules.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "extract/article_rules.h"
#include "model/limits.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))
#define PAGE "https://news.example.org/a/1.html"

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

static int
read_page(struct arena *a, const char *html, const char *content,
    const char *remove, struct raw_article *out, struct err *e)
{
	struct source_parts parts = { .article.on = true };
	struct source src = { SOURCE_PARTS(parts) };
	struct document doc = { .text = str_c(html), .url = STR(PAGE) };
	const struct article_known known = { .title = STR("Known") };

	set_rules(a, &parts.article.field[FIELD_CONTENT], content);
	set_rules(a, &parts.article.field[FIELD_AUTHOR], ".by | after \"By \"");
	set_rules(a, &parts.article.remove, remove);
	return extract_article(a, &src, &doc, &known, out, e);
}

static void
test_content(void **state)
{
	static const struct {
		int line;
		const char *html, *content, *remove, *want;
	} table[] = {
		{ __LINE__, "<div class=t><p>One</p></div>", ".t", "",
		    "<p>One</p>" },
		{ __LINE__, "<p class=t>One<p>Two<p class=t>Three", ".t", "",
		    "<div>One</div><div>Three</div>" },
		{ __LINE__, "<div class=t>a<b class=x>b</b>c<i>d</i></div>",
		    ".t", ".x\n.t > i", "ac" },
		{ __LINE__, "<div class=t>a<p><b class=x>b</b></p></div>",
		    ".none\n.t", "p b", "a<p></p>" },
		{ __LINE__,
		    "<div class=t>a<div class=x>b<b class=x>c</b></div>", ".t",
		    ".x", "a" },
		{ __LINE__, "<meta name=text content='a &amp; b'>",
		    "meta@content", "", "a & b" },
		{ __LINE__, "<div class=t>a -- b</div>", ".t | before \" --\"",
		    "", "a" },
	};
	struct arena a;

	(void)state;
	for (size_t i = 0; i < ROWS(table); i++) {
		struct raw_article out;
		struct err e = ERR_INIT;

		arena_init(&a, LIMIT_ARENA);
		if (read_page(&a, table[i].html, table[i].content,
			table[i].remove, &out, &e) != 0)
			fail_msg("line %d: %s", table[i].line, e.msg);
		if (!str_eq(out.raw.v[0].field[FIELD_CONTENT].v[0].value,
			str_c(table[i].want)))
			fail_msg("line %d: %s", table[i].line,
			    out.raw.v[0].field[FIELD_CONTENT].v[0].value.p);
		arena_release(&a);
	}
}

static void
test_page(void **state)
{
	struct raw_article out;
	struct err e = ERR_INIT;
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	assert_int_equal(
	    read_page(&a,
		"<html lang=de><head><base href=/b/>"
		"<link rel='shortlink CANONICAL' href=2.html></head>"
		"<body><i class=by>By Ann</i><p>Text</p>"
		"<link rel=canonical href=/no>",
		"p", "", &out, &e),
	    0);
	assert_true(
	    str_eq(out.canonical, STR("https://news.example.org/b/2.html")));
	assert_true(str_eq(out.rule, STR("p")));
	assert_true(str_eq(out.raw.base, STR("https://news.example.org/b/")));
	assert_true(str_eq(out.raw.language, STR("de")));
	assert_true(
	    str_eq(out.raw.v[0].field[FIELD_AUTHOR].v[0].value, STR("Ann")));
	assert_true(
	    str_eq(out.raw.v[0].field[FIELD_TITLE].v[0].value, STR("Known")));
	assert_true(
	    str_eq(out.raw.v[0].field[FIELD_LINK].v[0].value, STR(PAGE)));
	arena_release(&a);
}

static void
test_no_article(void **state)
{
	static const struct {
		int line;
		const char *html;
		enum err_code code;
	} table[] = {
		{ __LINE__, "<p>Some text of a page</p>", ERR_EXTRACT },
		{ __LINE__,
		    "<title>App</title><div id=app></div><script "
		    "src=/a.js></script>",
		    ERR_RENDER },
		{ __LINE__, "<form><input name=u><input type=password>",
		    ERR_BLOCKED },
		{ __LINE__, "<rss version=2.0><channel></channel></rss>",
		    ERR_EXTRACT },
	};
	struct arena a;

	(void)state;
	for (size_t i = 0; i < ROWS(table); i++) {
		struct raw_article out;
		struct err e = ERR_INIT;

		arena_init(&a, LIMIT_ARENA);
		if (read_page(&a, table[i].html, ".t", "", &out, &e) == 0 ||
		    e.code != table[i].code)
			fail_msg("line %d: %s", table[i].line, e.msg);
		arena_release(&a);
	}
}

/* What introduces a text is what the page is described by, and not on each of
 * its pages. */
static void
test_lead(void **state)
{
	static const char lead[] =
	    "Masons of four countries have built it again, and the people "
	    "of &lt;Hill &amp; Dale&gt; have paid for half of it.";
	static const char text[] =
	    "<p>The old bridge over the river was opened again on Friday, "
	    "nine years after the flood that took it, in front of a crowd "
	    "of two thousand people.</p><p>Its stones were cut by hand, as "
	    "they had been in the year it was first built, and each of them "
	    "was lifted into its place by a crane of wood.</p>";
	static const struct {
		int line;
		const char *described;
		bool later, want;
	} rows[] = {
		{ __LINE__, lead, false, true },
		{ __LINE__, lead, true, false },
		{ __LINE__, "Masons of four countries have built", false,
		    true },
		{ __LINE__, "News of the town and the hill, every day", false,
		    false },
		{ __LINE__, "Masons of", false, false },
		{ __LINE__, "", false, false },
	};
	struct source_parts parts = { .article.on = true };
	struct source src = { SOURCE_PARTS(parts) };
	struct document doc = { .url = STR(PAGE) };
	struct raw_article out;
	struct err e = ERR_INIT;
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct article_known known = { .title = STR("Known"),
			.later = rows[i].later };
		struct str html, first;

		doc.text = arena_printf(&a,
		    "<title>Bridge opened</title><meta name=description "
		    "content='%s'><h1>Bridge opened</h1><div><p>%s</p></div>"
		    "<div>By Ann</div><div>%s%s%s</div>",
		    rows[i].described, lead, text, text, text);
		assert_int_equal(
		    extract_article(&a, &src, &doc, &known, &out, &e), 0);
		html = out.raw.v[0].field[FIELD_CONTENT].v[0].value;
		first = arena_printf(&a, "<p>%s</p>", lead);
		if (str_starts(html, first) != rows[i].want)
			fail_msg("line %d", rows[i].line);
		assert_true(str_find(html, STR(">The old bridge")) != STR_NONE);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_content),
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_no_article),
		cmocka_unit_test(test_lead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
