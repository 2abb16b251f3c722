// SPDX-License-Identifier: ISC
#include "source_rows.h"

#include "base/buf.h"
#include "extract/sitemap.h"

#define URLSET                                                        \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "        \
	"xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "      \
	"xmlns:n=\"http://www.google.com/schemas/sitemap-news/0.9\" " \
	"xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">"

static const char news[] = URLSET
    "<url><loc>https://n.example/a/1.html</loc>"
    "<lastmod>2026-11-20T09:00:00Z</lastmod><n:news><n:publication>"
    "<n:name>Der Bote</n:name><n:language>de</n:language></n:publication>"
    "<n:publication_date>2026-11-20T08:00:00+01:00</n:publication_date>"
    "<n:title>Ein Haus &amp; ein Garten</n:title>"
    "<n:keywords>Haus, Garten</n:keywords></n:news>"
    "<image:image><image:loc>https://n.example/i/1.jpg</image:loc>"
    "<image:title>Not this</image:title></image:image>"
    "<image:image><image:loc>https://n.example/i/2.jpg</image:loc>"
    "</image:image></url>"
    "<url><loc> https://n.example/zwei-worte-12345.html\n</loc>"
    "<lastmod>2026-11-21</lastmod></url>"
    "<url><lastmod>2026-11-22</lastmod></url>"
    "<url><loc>https://n.example/impressum</loc>"
    "<changefreq>never</changefreq><priority>0.1</priority></url></urlset>";

static void
test_fields(void **state)
{
	static const struct {
		int line;
		enum field field;
		const char *want;
	} rows[] = {
		{ __LINE__, FIELD_LINK,
		    "https://n.example/zwei-worte-12345.html|"
		    "https://n.example/a/1.html|https://n.example/impressum" },
		{ __LINE__, FIELD_TITLE,
		    "Zwei worte|Ein Haus & ein Garten|Impressum" },
		{ __LINE__, FIELD_DATE,
		    "2026-11-21|2026-11-20T08:00:00+01:00; "
		    "2026-11-20T09:00:00Z|" },
		{ __LINE__, FIELD_OUTLET, "|Der Bote|" },
		{ __LINE__, FIELD_LANGUAGE, "|de|" },
		{ __LINE__, FIELD_CATEGORY, "|Haus; Garten|" },
		{ __LINE__, FIELD_IMAGE, "|https://n.example/i/1.jpg|" },
	};
	struct raw_items out;
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct str got = read_source(
		    &a, "text/xml", str_c(news), "", rows[i].field, &out);

		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	assert_true(out.data);
	assert_string_equal(out.feed->format, "sitemap");
	assert_string_equal(arena_cstr(&a, out.v[1].field[FIELD_DATE].rule),
	    "news:publication_date");
	read_source(&a, "", str_c(news), "title: h3", FIELD_TITLE, &out);
	assert_int_equal(out.nwarnings, 1);
	assert_string_equal(arena_cstr(&a, out.warnings[0]),
	    "title: the source is a sitemap, which is read without rules");
	arena_release(&a);
}

static void
test_kinds(void **state)
{
	static const struct {
		int line;
		const char *text, *want; /* of the links, or the message */
	} rows[] = {
		/* Older ones, with a prefix, without a namespace. */
		{ __LINE__,
		    "<urlset xmlns='http://www.google.com/schemas/sitemap/0.84'>"
		    "<url><loc>http://a.example/</loc></url></urlset>",
		    "http://a.example/" },
		{ __LINE__,
		    "<s:urlset xmlns:s='http://www.sitemaps.org/schemas/sitemap/"
		    "0.9'><s:url><s:loc>http://a.example/</s:loc></s:url>"
		    "</s:urlset>",
		    "http://a.example/" },
		{ __LINE__,
		    "<!-- made -->\n<?xml-stylesheet href='x'?>\n"
		    "<urlset><url><loc><![CDATA[http://a.example/?a=1&b=2]]>"
		    "</loc></url></urlset>",
		    "http://a.example/?a=1&b=2" },
		{ __LINE__, "<urlset></urlset>", "" },
		/* Mended; what is cut within an entry is left out. */
		{ __LINE__,
		    "<urlset><url><loc>http://a.example/?a=1&b=2</loc></url>"
		    "</urlset>",
		    "http://a.example/?a=1&b=2" },
		{ __LINE__,
		    "<urlset><url><loc>http://a.example/1</loc></url>"
		    "<url><loc>http://a.example/10",
		    "http://a.example/1" },
		/* A line an address. */
		{ __LINE__, "http://a.example/2\r\n\r\nhttps://a.example/1\n",
		    "http://a.example/2|https://a.example/1" },
		/* An index names the newest. */
		{ __LINE__,
		    "<sitemapindex><sitemap><loc>http://a.example/1.xml</loc>"
		    "<lastmod>2026-01-01</lastmod></sitemap><sitemap>"
		    "<loc>http://a.example/2.xml</loc><lastmod>"
		    "2026-02-01T00:00:00Z</lastmod></sitemap><sitemap>"
		    "<loc>http://a.example/3.xml</loc></sitemap></sitemapindex>",
		    "! this is an index of 3 sitemaps; write the address of one "
		    "of them as url, such as http://a.example/2.xml of "
		    "2026-02-01 or http://a.example/1.xml" },
		{ __LINE__,
		    "<sitemapindex><sitemap><loc>http://a.example/1.xml</loc>"
		    "</sitemap></sitemapindex>",
		    "! this is an index of 1 sitemap; write the address of one "
		    "of them as url, such as http://a.example/1.xml" },
		{ __LINE__, "<sitemapindex/>",
		    "! this is an index of sitemaps, and empty" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct raw_items out;
		struct str got = read_source(
		    &a, "", str_c(rows[i].text), "", FIELD_LINK, &out);

		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

static void
test_sniff(void **state)
{
	static const struct {
		int line;
		const char *text;
		enum sitemap_kind want;
	} rows[] = {
		{ __LINE__, "", SITEMAP_NONE },
		{ __LINE__, "<html><urlset>", SITEMAP_NONE },
		{ __LINE__, "<urlset", SITEMAP_URLS },
		{ __LINE__, "<urlsets>", SITEMAP_NONE },
		{ __LINE__, "<!-- <urlset> --><rss>", SITEMAP_NONE },
		{ __LINE__, " <?xml version='1.0'?> <sitemapindex/>",
		    SITEMAP_INDEX },
		{ __LINE__,
		    "<!DOCTYPE urlset [<!ENTITY a '<rss>'>]><!----><urlset>",
		    SITEMAP_URLS },
		{ __LINE__, "<!DOCTYPE urlset><urlset x='[]'>", SITEMAP_URLS },
		{ __LINE__, "<!DOCTYPE urlset [<!ENTITY a 'x'>", SITEMAP_NONE },
		{ __LINE__, "http://a.example/", SITEMAP_TEXT },
		{ __LINE__, "http://a.example/ is a site", SITEMAP_NONE },
		{ __LINE__, "http://a.example/\nword", SITEMAP_NONE },
		{ __LINE__, "word\nhttp://a.example/", SITEMAP_NONE },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		if (sitemap_sniff(str_c(rows[i].text)) != rows[i].want)
			fail_msg("line %d", rows[i].line);
}

static void
test_titles(void **state)
{
	static const struct {
		int line;
		const char *path, *want;
	} rows[] = {
		{ __LINE__, "2026/11/a-big_story+here.html",
		    "A big story here" },
		{ __LINE__, "news/some-story-20261120/", "Some story" },
		{ __LINE__, "news/123456-some-story", "Some story" },
		{ __LINE__, "news/top-10", "Top 10" },
		{ __LINE__, "news/12345.html", "News 12345" },
		{ __LINE__, "2026/12345", "https://a.example/2026/12345" },
		{ __LINE__, "", "https://a.example/" },
		{ __LINE__, "about/index.html", "About" },
		{ __LINE__, "%E4%B8%AD%E5%9B%BD-%E6%96%B0%E9%97%BB.shtml",
		    "中国 新闻" },
		{ __LINE__, "%C3%A9cole", "École" },
		{ __LINE__, "caf%E9", "Caf%E9" },
		{ __LINE__, "release-1.2.3", "Release 1.2.3" },
		{ __LINE__, "a/%zz-b", "%zz b" },
		{ __LINE__, "x?id=1", "X" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct str url =
		    arena_printf(&a, "https://a.example/%s", rows[i].path);
		struct str got = sitemap_title(&a, url);

		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

/* The newest are taken, wherever they stand. */
static void
test_long(void **state)
{
	struct raw_items out;
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	buf_init(&b, 64 << 20);
	buf_add(&b, STR("<urlset>"));
	for (int i = 0; i < LIMIT_SITEMAP + 5; i++)
		buf_addf(&b,
		    "<url><loc>http://a.example/%d</loc><lastmod>"
		    "2026-01-01T%02d:%02d:%02dZ</lastmod></url>",
		    i, i / 3600, i / 60 % 60, i % 60);
	buf_add(&b, STR("</urlset>"));
	read_source(&a, "", buf_str(&b), "", FIELD_LINK, &out);
	assert_int_equal(out.n, LIMIT_ITEMS);
	assert_string_equal(
	    arena_cstr(&a, out.v[0].field[FIELD_LINK].v[0].value),
	    "http://a.example/49999");
	assert_int_equal(out.feed->more, LIMIT_SITEMAP + 5 - LIMIT_ITEMS);
	buf_release(&b);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_sniff),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
