// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "extract/extract.h"
#include "model/rule.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

#define LIST                                                       \
	"<ul><li><a href=1>A headline of a page that is there</a>" \
	"<li><a href=2>Another one</a></ul>"
#define HEAD "<!DOCTYPE html><meta charset=utf-8>"

/* Sentences enough that no page with them is a gate. */
static const char words[] =
    "<p>The council met on Friday and spoke of the bridge for three hours "
    "before it agreed that the bridge stays where it is, as bridges do.";

static struct str
long_page(struct arena *a, const char *html)
{
	struct str s = str_c(html);

	for (int i = 0; i < 12; i++)
		s = arena_concat(a, (struct str[]){ s, str_c(words) }, 2);
	return s;
}

static enum err_code
judge(struct arena *a, const char *item, const struct document *doc,
    struct err *e)
{
	struct source_parts parts = bare_parts;
	struct source src = { SOURCE_PARTS(parts), .limit = 0 };
	struct raw_items out;

	parts.rules.item.v = ARENA_NEW(a, struct rule);
	parts.rules.item.n = 1;
	if (rule_parse(a, str_c(item), parts.rules.item.v, e) != 0)
		fail_msg("%s: %s", item, e->msg);
	*e = ERR_INIT;
	return extract(a, &src, doc, NULL, &out, e) == 0 ? ERR_NONE : e->code;
}

struct row {
	int line;
	const char *html;
	enum err_code want;
	const char *says; /* part of the message */
};

/* Pages in which the rules find nothing. */
static const struct row unmatched[] = {
	/* what is no page at all */
	{ __LINE__,
	    "<?xml version='1.0'?>\n<!-- x --><rss version='2.0'><channel>",
	    ERR_EXTRACT, "this is RSS: a feed, which a source" },
	{ __LINE__, "<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", ERR_EXTRACT,
	    "this is RSS" },
	{ __LINE__, " <feed xmlns='http://www.w3.org/2005/Atom'><title>",
	    ERR_EXTRACT, "this is Atom" },
	{ __LINE__, "<!DOCTYPE x><urlset\n>", ERR_EXTRACT, "a sitemap" },
	{ __LINE__, "<feedback>words</feedback>", ERR_NONE, NULL },
	{ __LINE__, "<!-- <rss>", ERR_NONE, NULL },
	{ __LINE__,
	    "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\"",
	    ERR_EXTRACT, "this is JSON Feed: a feed" },
	{ __LINE__, "\n[{\"title\": \"One\"}]", ERR_EXTRACT,
	    "this is JSON, not a page; JSON is read by paths, as in item: "
	    "$.data.list" },
	{ __LINE__, "{}", ERR_EXTRACT, "this is JSON" },
	{ __LINE__, "[]", ERR_EXTRACT, "this is JSON" },
	{ __LINE__, "{{ a template }} that was not filled", ERR_NONE, NULL },
	{ __LINE__, "[Home] a text that begins with a bracket", ERR_NONE,
	    NULL },
	{ __LINE__, "{", ERR_NONE, NULL },
	{ __LINE__,
	    HEAD "<title>Just a moment...</title><script>"
		 "window._cf_chl_opt={cvId:'3'}</script>",
	    ERR_BLOCKED, "Cloudflare" },
	{ __LINE__,
	    HEAD "<script>var arg1='4A7B'; document.cookie="
		 "'acw_sc__v2='+x</script>",
	    ERR_BLOCKED, "Alibaba Cloud WAF" },
	{ __LINE__,
	    "<meta id=x content=y r='m'><script>"
	    "$_ts=window['$_ts'];if(!$_ts)$_ts={}</script>",
	    ERR_BLOCKED, "River Security" },
	{ __LINE__, "<script>document.cookie=('__jsl_clearance=17')</script>",
	    ERR_BLOCKED, "Knownsec" },
	{ __LINE__, HEAD "<h1>Are you human?</h1><div class=g-recaptcha></div>",
	    ERR_BLOCKED, "a CAPTCHA" },
	{ __LINE__,
	    HEAD "<form action=/login><input name=u>"
		 "<input type=password name=p></form>",
	    ERR_BLOCKED, "login" },
	{ __LINE__, HEAD "<FORM><INPUT TYPE=' PASSWORD '></FORM>", ERR_BLOCKED,
	    "login" },
	{ __LINE__, HEAD "<meta http-equiv=refresh content='0; URL=/news/'>",
	    ERR_RENDER, "on to /news/; give that URL" },
	{ __LINE__, HEAD "<meta http-equiv=Refresh content=1>", ERR_RENDER,
	    "itself" },
	{ __LINE__,
	    HEAD "<title>News</title><div id=root></div>"
		 "<script src=/app.js></script><noscript>You need to "
		 "enable JavaScript to run this app.</noscript>",
	    ERR_RENDER, "empty shell" },
	{ __LINE__, HEAD "<title>404 Not Found</title><p>nginx", ERR_HTTP,
	    "404 Not Found" },
	{ __LINE__, HEAD "<title>某市政府</title><h1>您访问的页面不存在</h1>",
	    ERR_HTTP, "您访问的页面不存在" },
	{ __LINE__, HEAD "<title>PAGE NOT FOUND | Example</title>", ERR_HTTP,
	    "NOT FOUND" },
	/* What has no list is no gate by that alone. */
	{ __LINE__, HEAD "<title>News</title><p>No news today.", ERR_NONE,
	    NULL },
	{ __LINE__, HEAD "<title>News</title>" LIST, ERR_NONE, NULL },
	{ __LINE__, "", ERR_NONE, NULL },
};

static void
test_unmatched(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(unmatched); i++) {
		const struct row *r = &unmatched[i];
		struct document doc = { .text = str_c(r->html) };
		struct arena a;
		struct err e;

		arena_init(&a, SIZE_MAX);
		if (judge(&a, ".absent", &doc, &e) != r->want)
			fail_msg(
			    "row %d: code %d: %s", r->line, (int)e.code, e.msg);
		if (r->says != NULL && strstr(e.msg, r->says) == NULL)
			fail_msg("row %d: %s", r->line, e.msg);
		if (r->want == ERR_HTTP)
			assert_int_equal(e.http, 404);
		arena_release(&a);
	}
}

/* What nothing in the text gives away is told by its type. */
static void
test_table(void **state)
{
	static const struct {
		int line;
		const char *type, *says;
	} rows[] = {
		{ __LINE__, "text/csv",
		    "this is a table, which item: =csv reads" },
		{ __LINE__, "text/tab-separated-values",
		    "this is a table, which item: =tsv reads" },
		{ __LINE__, "text/html", "" },
		{ __LINE__, "", "" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct document doc = {
			.text = STR("Date,Title\n2026-11-20,One\n"),
			.type = str_c(rows[i].type),
		};
		struct arena a;
		struct err e = ERR_INIT;

		arena_init(&a, SIZE_MAX);
		(void)judge(&a, ".absent", &doc, &e);
		if (strstr(e.msg, rows[i].says) == NULL ||
		    (*rows[i].says == '\0' && e.code != ERR_NONE))
			fail_msg("row %d: %s", rows[i].line, e.msg);
		arena_release(&a);
	}
}

/* A page with something to read is judged by its rules alone. */
static void
test_wordy(void **state)
{
	static const char *const html[] = {
		HEAD "<title>404 Not Found: a history</title>",
		HEAD "<form><input type=password></form>",
		HEAD "<script src=//challenges.cloudflare.com/turnstile/v0>"
		     "</script>",
		HEAD "<script src=/cdn-cgi/challenge-platform/scripts/jsd/"
		     "main.js></script>",
		HEAD "<meta http-equiv=refresh content=600>",
	};

	(void)state;
	for (size_t i = 0; i < ROWS(html); i++) {
		struct arena a;
		struct document doc;
		struct err e;

		arena_init(&a, SIZE_MAX);
		doc = (struct document){ .text = long_page(&a, html[i]) };
		if (judge(&a, ".absent", &doc, &e) != ERR_NONE)
			fail_msg("%s: %s", html[i], e.msg);
		arena_release(&a);
	}
}

/* Wide rules match what a gate says; a page's own are never refused for what
 * ordinary pages have as well. */
static void
test_matched(void **state)
{
	static const struct row rows[] = {
		{ __LINE__,
		    HEAD "<a href=https://www.example.com>help</a><script>"
			 "window._cf_chl_opt={}</script>",
		    ERR_BLOCKED, "Cloudflare" },
		{ __LINE__,
		    HEAD LIST "<script src=/cdn-cgi/challenge-platform/"
			      "scripts/jsd/main.js></script>",
		    ERR_NONE, NULL },
		{ __LINE__, HEAD LIST "<div class=g-recaptcha></div>", ERR_NONE,
		    NULL },
		{ __LINE__, HEAD LIST "<input type=password>", ERR_NONE, NULL },
		{ __LINE__, HEAD "<title>404 not found</title>" LIST, ERR_NONE,
		    NULL },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct document doc = { .text = str_c(rows[i].html) };
		struct arena a;
		struct err e;

		arena_init(&a, SIZE_MAX);
		if (judge(&a, "a", &doc, &e) != rows[i].want)
			fail_msg("row %d: code %d: %s", rows[i].line,
			    (int)e.code, e.msg);
		arena_release(&a);
	}
}

/* What the answer's header says of it. */
static void
test_header(void **state)
{
	struct document doc = { .text = STR("<p>" LIST),
		.challenge = STR("challenge") };
	struct arena a;
	struct err e;

	(void)state;
	arena_init(&a, SIZE_MAX);
	assert_int_equal(judge(&a, "a", &doc, &e), ERR_BLOCKED);
	assert_non_null(strstr(e.msg, "\"challenge\""));
	doc = (struct document){ .text = STR("<p>Wait"),
		.cookies = STR("sid acw_sc__v3") };
	assert_int_equal(judge(&a, "a", &doc, &e), ERR_BLOCKED);
	doc.text = STR(LIST);
	assert_int_equal(judge(&a, "a", &doc, &e), ERR_NONE);
	arena_release(&a);
}

/* An error's page: what it tells beyond the status. */
static void
test_refusal(void **state)
{
	struct document doc = { .text = STR("<title>403</title>denied") };
	struct arena a;
	struct err e = ERR_INIT;

	(void)state;
	arena_init(&a, SIZE_MAX);
	assert_int_equal(extract_refusal(&a, &doc, &e), 0);
	assert_int_equal(e.code, ERR_NONE);
	doc.text = STR("<title>Attention</title><p>captcha-delivery.com");
	assert_int_equal(extract_refusal(&a, &doc, &e), -1);
	assert_int_equal(e.code, ERR_BLOCKED);
	arena_release(&a);
}

/* What a message shows of a page is cut between characters. */
static void
test_cut(void **state)
{
	static const struct {
		const char *before, *after;
	} pages[] = {
		{ HEAD "<title>404 ", "</title>" },
		{ HEAD "<meta http-equiv=refresh content='0;url=/", "'>" },
	};
	char han[181] = "";

	(void)state;
	for (int i = 0; i < 60; i++)
		strcat(han, "页");
	for (size_t i = 0; i < ROWS(pages); i++) {
		/* One more byte each time, so that all cuts are tried. */
		for (const char *pad = "xxx"; *pad != '\0'; pad++) {
			struct document doc = { .url = STR("https://h/") };
			struct err e;
			struct arena a;
			struct buf b;

			arena_init(&a, 1 << 20);
			buf_init(&b, 1 << 10);
			buf_add(&b, str_c(pages[i].before));
			buf_add(&b, str_c(pad));
			buf_add(&b, str_c(han));
			buf_add(&b, str_c(pages[i].after));
			doc.text = buf_str(&b);
			assert_int_not_equal(
			    judge(&a, "li", &doc, &e), ERR_NONE);
			assert_non_null(strstr(e.msg, "页"));
			if (!utf8_valid(str_c(e.msg)))
				fail_msg("%s", e.msg);
			buf_release(&b);
			arena_release(&a);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_unmatched),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_wordy),
		cmocka_unit_test(test_matched),
		cmocka_unit_test(test_header),
		cmocka_unit_test(test_refusal),
		cmocka_unit_test(test_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
