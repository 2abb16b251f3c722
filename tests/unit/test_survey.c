// SPDX-License-Identifier: ISC
// What a page says of itself for programs, and where on it a text stands.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect_page.h"
#include "extract/offers.h"
#include "extract/whereabouts.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))
#define BASE STR("https://news.example.org/town/")

static struct str
offers_text(struct arena *a, const struct offers *d)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < d->n; i++)
		s = arena_printf(a, "%.*s%s%s %.*s %.*s", STR_ARG(s),
		    i > 0 ? "; " : "", offer_name(d->v[i].kind),
		    STR_ARG(d->v[i].url), STR_ARG(d->v[i].title));
	return s;
}

static void
test_offers(void **state)
{
	static const struct {
		int line;
		const char *html, *found;
	} rows[] = {
		{ __LINE__,
		    "<link rel=alternate type=application/rss+xml "
		    "href=/feed title=' All '>",
		    "RSS https://news.example.org/feed All" },
		/* case, more words, parameters; in the body as well */
		{ __LINE__,
		    "<p><link rel='Home ALTERNATE' "
		    "type='Application/Atom+XML; charset=utf-8' href=a.xml>",
		    "Atom https://news.example.org/town/a.xml " },
		/* RSS 1.0, JSON Feed, each once; feeds before all others */
		{ __LINE__,
		    "<link rel=sitemap href=/s.xml>"
		    "<link rel=https://api.w.org/ href=/wp-json/>"
		    "<link rel=alternate type=application/rdf+xml href=/r>"
		    "<link rel=alternate type=application/feed+json href=/j>"
		    "<link rel=alternate type=application/rss+xml href=/r>",
		    "RSS https://news.example.org/r ; "
		    "JSON Feed https://news.example.org/j ; "
		    "sitemap https://news.example.org/s.xml ; "
		    "WordPress REST API https://news.example.org/wp-json/ " },
		/* what is none: translations, oEmbed, styles, no address, an
		   address of another kind, a link that people follow */
		{ __LINE__,
		    "<link rel=alternate hreflang=fr href=/fr>"
		    "<link rel=alternate type=application/json+oembed href=/o>"
		    "<link rel=alternate type=application/json href=/p>"
		    "<link rel='alternate stylesheet' type=text/css href=/c>"
		    "<link rel=alternate type=application/rss+xml>"
		    "<link rel=alternate type=application/rss+xml "
		    "href=javascript:x>"
		    "<a rel=alternate type=application/rss+xml href=/f>Feed</a>",
		    "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct offers d;
		struct str got;

		offers_find(&a, page_parse(&a, rows[i].html), BASE, &d);
		got = offers_text(&a, &d);
		if (!str_eq(got, str_c(rows[i].found)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
		arena_reset(&a);
	}
	arena_release(&a);
}

/* Beside the page first, then at the root of its site; each once. */
static void
test_guesses(void **state)
{
#define ROOT                                                               \
	"https://e.com/feed https://e.com/rss.xml https://e.com/atom.xml " \
	"https://e.com/feed.xml "
	static const struct {
		int line;
		const char *url, *guesses;
	} rows[] = {
		{ __LINE__, "https://e.com/",
		    "https://e.com/feed https://e.com/index.xml "
		    "https://e.com/rss.xml https://e.com/atom.xml "
		    "https://e.com/feed.xml https://e.com/rss " },
		{ __LINE__, "https://e.com/a/b/",
		    "https://e.com/a/b/feed https://e.com/a/b/index.xml " ROOT },
		{ __LINE__, "https://e.com/a/b?page=2/x.y",
		    "https://e.com/a/b/feed https://e.com/a/b/index.xml " ROOT },
		{ __LINE__, "https://e.com/a/b.html",
		    "https://e.com/a/feed https://e.com/a/index.xml " ROOT },
		{ __LINE__, "no address", "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct str url[6], got = STR_NULL;
		size_t n = offers_guess(&a, str_c(rows[i].url), url, 6);

		for (size_t k = 0; k < n; k++)
			got = arena_printf(
			    &a, "%.*s%.*s ", STR_ARG(got), STR_ARG(url[k]));
		if (!str_eq(got, str_c(rows[i].guesses)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
#undef ROOT
}

static void
test_most_offers(void **state)
{
	struct offers d;
	struct arena a;
	struct str html = STR_NULL;

	(void)state;
	arena_init(&a, 64 << 20);
	for (int i = 0; i < 2 * LIMIT_OFFERS; i++)
		html = arena_printf(
		    &a, "%.*s<link rel=sitemap href=/%d>", STR_ARG(html), i);
	offers_find(&a, page_parse(&a, html.p), BASE, &d);
	assert_int_equal(d.n, LIMIT_OFFERS);
	arena_release(&a);
}

static void
test_whereabouts(void **state)
{
	static const char page[] =
	    "<title>Only a title</title>"
	    "<div id=top class=x><p class='lead big'>One  <b>bold</b>\n"
	    "headline</p></div>"
	    "<a href='news/1.html?a=1'><img alt='In a picture'></a>"
	    "<script>{\"t\":\"In \\u6570\\u636E \\ud83d\\ude00\"}</script>"
	    "<meta content='Said nowhere else'>";
	static const struct {
		int line;
		const char *text, *where, *path, *shown;
	} rows[] = {
		{ __LINE__, "One bold headline", "text",
		    "html > body > div#top > p.lead", "" },
		{ __LINE__, " bold\t", "text", "body > div#top > p.lead > b",
		    "" },
		{ __LINE__, "ONE Bold headline", "case",
		    "html > body > div#top > p.lead", "One bold headline" },
		{ __LINE__, "https://news.example.org/town/news/1.html?a=1",
		    "link", "html > body > a", "" },
		{ __LINE__, "news/1.html?a=1", "link", "html > body > a", "" },
		{ __LINE__, "In a picture", "attribute",
		    "html > body > a > img", "" },
		{ __LINE__, "Said nowhere else", "attribute",
		    "html > body > meta", "" },
		{ __LINE__, "In \xE6\x95\xB0\xE6\x8D\xAE \xF0\x9F\x98\x80",
		    "script", "html > body > script", "" },
		{ __LINE__, "Nothing of it", "nowhere", "", "" },
		{ __LINE__, "  ", "nowhere", "", "" },
		{ __LINE__, "\xFF\xC3", "nowhere", "", "" },
	};
	struct html_doc *doc;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	doc = page_parse(&a, page);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct whereabouts w =
		    whereabouts(&a, doc, str_c(rows[i].text), BASE);

		if (!str_eq(str_c(whereabouts_name(w.kind)),
			str_c(rows[i].where)) ||
		    !str_eq(w.path, str_c(rows[i].path)) ||
		    !str_eq(w.text, str_c(rows[i].shown)))
			fail_msg("line %d: %s, %.*s, %.*s", rows[i].line,
			    whereabouts_name(w.kind), STR_ARG(w.path),
			    STR_ARG(w.text));
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_offers),
		cmocka_unit_test(test_guesses),
		cmocka_unit_test(test_most_offers),
		cmocka_unit_test(test_whereabouts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
