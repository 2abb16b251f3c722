// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "generate/generate.h"
#include "model/limits.h"
#include "sample_feed.h"

static const char golden[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<?xml-stylesheet type=\"text/css\" href=\"feed.css\"?>\n"
    "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
    "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
    "xmlns:media=\"http://search.yahoo.com/mrss/\">\n"
    "  <channel>\n"
    "    <title>News &amp; 要闻</title>\n"
    "    <link>https://news.example.org/yaowen/</link>\n"
    "    <description>What is new</description>\n"
    "    <atom:link rel=\"self\" type=\"application/rss+xml\" "
    "href=\"https://feeds.example.org/yaowen.rss\"/>\n"
    "    <atom:link rel=\"alternate\" type=\"text/html\" "
    "href=\"https://news.example.org/yaowen/\"/>\n"
    "    <language>en</language>\n"
    "    <copyright>© 2026 Example</copyright>\n"
    "    <lastBuildDate>Fri, 20 Nov 2026 16:30:00 GMT</lastBuildDate>\n"
    "    <generator>coranto " CORANTO_VERSION "</generator>\n"
    "    <docs>https://www.rssboard.org/rss-specification</docs>\n"
    "    <ttl>30</ttl>\n"
    "    <image>\n"
    "      <url>https://news.example.org/icon.png</url>\n"
    "      <title>News &amp; 要闻</title>\n"
    "      <link>https://news.example.org/yaowen/</link>\n"
    "    </image>\n"
    "    <item>\n"
    "      <title>1 &lt; 2 &amp; &quot;3&quot; ]]&gt; &amp;amp; "
    "&lt;b&gt;</title>\n"
    "      <description>a &amp;lt; b &amp;amp;amp; c</description>\n"
    "      <link>https://news.example.org/a%7Cb?c=1&amp;d=2</link>\n"
    "      <content:encoded>&lt;p&gt;a &amp;lt; b&lt;img "
    "src=&quot;https://e.example/x&quot;&gt;&lt;/p&gt;</content:encoded"
    ">\n"
    "      <dc:creator>李雷</dc:creator>\n"
    "      <dc:source>新华社</dc:source>\n"
    "      <dc:language>zh-CN</dc:language>\n"
    "      <category>R&amp;D</category>\n"
    "      <category>要闻</category>\n"
    "      <enclosure url=\"https://cdn.example.org/1.mp3\" "
    "length=\"123456789012\" type=\"audio/mpeg\"/>\n"
    "      <guid isPermaLink=\"false\">tag:news.example.org,2026:001122"
    "33445566778899aabbccddeeff</guid>\n"
    "      <pubDate>Thu, 19 Nov 2026 16:30:00 GMT</pubDate>\n"
    "      <media:content "
    "url=\"https://cdn.example.org/1.jpg?a=1&amp;b=2\" "
    "medium=\"image\"/>\n"
    "      <media:thumbnail "
    "url=\"https://cdn.example.org/1.jpg?a=1&amp;b=2\"/>\n"
    "      <media:content url=\"https://cdn.example.org/1%7C2.bin\" "
    "type=\"application/octet-stream\"/>\n"
    "    </item>\n"
    "    <item>\n"
    "      <link>https://news.example.org/2</link>\n"
    "      <description>https://news.example.org/2</description>\n"
    "      <guid isPermaLink=\"false\">tag:news.example.org,2026:ffeedd"
    "ccbbaa99887766554433221100</guid>\n"
    "      <pubDate>Wed, 18 Nov 2026 16:30:00 GMT</pubDate>\n"
    "    </item>\n"
    "  </channel>\n"
    "</rss>\n";

static void
everything(void **state)
{
	struct err e = ERR_INIT;
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_FEED);
	/* What the buffer held before is gone. */
	buf_add(&b, STR("before"));
	assert_int_equal(generate_rss(&sample_feed, &b, &e), 0);
	assert_string_equal(b.p, golden);
	buf_release(&b);
}

/* What one item writes in a feed that has no more than it must. */
static void
variants(void **state)
{
	static struct enclosure two[] = { { { "http://e.org/1", 14 },
					      { "a/b", 3 }, 0 },
		{ { "http://e.org/2", 14 }, { "a/b", 3 }, 0 } };
	static const struct origin origin = { .id = { "o", 1 },
		.title = { "O & P", 5 },
		.link = { "http://o.org/", 13 } };
	static const struct mention also[] = {
		{ { "A & \"B\"", 7 }, { "http://a.org/?b=\"&c", 19 } },
		{ { " ", 1 }, { "http://c.org/", 13 } },
	};
	static const struct {
		int line;
		struct item it;
		const char *has, *has_not;
	} rows[] = {
		{ __LINE__, { .title = { "T", 1 } },
		    "</link>\n      <description>T</description>",
		    "content:encoded" },
		{ __LINE__, { .summary = { "S", 1 } },
		    "<description>S</description>", "<item>\n      <title" },
		/* One text only: it goes where all readers look. */
		{ __LINE__, { .title = { "T", 1 }, .content = { "<i>", 3 } },
		    "<description>&lt;i&gt;</description>", "content:encoded" },
		{ __LINE__, { .title = { "T", 1 }, .summary = { "S", 1 } },
		    "<description>S</description>", "content:encoded" },
		{ __LINE__, { .content = { "<i>", 3 }, .summary = { "S", 1 } },
		    "<description>S</description>\n      "
		    "<link>http://e.org/?</link>\n      "
		    "<content:encoded>&lt;i&gt;</content:encoded>",
		    "<item>\n      <title" },
		{ __LINE__, { .title = { "\x01 ", 2 } },
		    "<description>http://e.org/?", "<item>\n      <title" },
		{ __LINE__, { .author = { "A", 1 }, .outlet = { "O", 1 } },
		    "<dc:creator>A</dc:creator>\n      "
		    "<dc:source>O</dc:source>",
		    "<author" },
		{ __LINE__, { .outlet = { "O", 1 } },
		    "<dc:creator>O</dc:creator>", "<author" },
		{ __LINE__, { .author = { "A", 1 } },
		    "<dc:creator>A</dc:creator>", "dc:source>" },
		{ __LINE__, { .title = { "T", 1 } }, "<guid", "dc:creator" },
		{ __LINE__, { .enclosures = two, .nenclosures = 2 },
		    "<enclosure url=\"http://e.org/1\" length=\"0\" "
		    "type=\"a/b\"/>",
		    "<enclosure url=\"http://e.org/2" },
		{ __LINE__, { .enclosures = two, .nenclosures = 2 },
		    "<media:content url=\"http://e.org/2\" type=\"a/b\"/>",
		    "fileSize" },
		/* No mail address leaves the house. */
		{ __LINE__,
		    { .author = { "L <l@e.org>", 11 }, .outlet = { "O", 1 } },
		    "<dc:creator>L</dc:creator>", "@" },
		{ __LINE__,
		    { .author = { "l@e.org", 7 }, .outlet = { "O", 1 } },
		    "<dc:creator>O</dc:creator>", "@" },
		/* Of a merged feed; the outlet has <source> for a name twin. */
		{ __LINE__, { .origin = &origin, .outlet = { "N", 1 } },
		    "<source url=\"http://f.org/o.rss\">O &amp; P</source>\n"
		    "      <dc:publisher>N</dc:publisher>",
		    "dc:source>" },
		{ __LINE__,
		    { .also = also, .nalso = 2, .summary = { "S<", 2 } },
		    "</link>\n      <description>&lt;p&gt;S&amp;lt;&lt;/p&gt;"
		    "&lt;p&gt;also: &lt;a href=&quot;http://a.org/?b=%22"
		    "&amp;amp;c&quot;&gt;A &amp;amp; &quot;B&quot;&lt;/a&gt;, "
		    "&lt;a href=&quot;http://c.org/&quot;&gt;http://c.org/"
		    "&lt;/a&gt;&lt;/p&gt;</description>",
		    "content:encoded" },
		{ __LINE__,
		    { .also = also,
			.nalso = 1,
			.summary = { "S", 1 },
			.content = { "<i>", 3 } },
		    "<content:encoded>&lt;i&gt;&lt;p&gt;also: ", "<i>" },
		/* In the language of the story, where that is known. */
		{ __LINE__,
		    { .also = also, .nalso = 1, .language = { "zh-Hans", 7 } },
		    "&lt;p&gt;另见：&lt;a ", "also" },
		{ __LINE__,
		    { .also = also, .nalso = 1, .title = { "要闻A", 7 } },
		    "&lt;p&gt;另见：&lt;a ", "also" },
		{ __LINE__,
		    { .also = also, .nalso = 1, .title = { "要のA", 7 } },
		    "&lt;p&gt;関連：&lt;a ", "also" },
		{ __LINE__,
		    { .also = also, .nalso = 1, .language = { "DE", 2 } },
		    "&lt;p&gt;auch: &lt;a ", "also" },
		{ __LINE__,
		    { .also = also, .nalso = 1, .language = { "en-GB", 5 } },
		    "&lt;p&gt;also: &lt;a ", "另见" },
		{ __LINE__, { .language = { "zh", 2 } },
		    "<dc:language>zh</dc:language>", "<language" },
		{ __LINE__, { .language = { "cn", 2 } }, "<guid",
		    "dc:language" },
	};
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_FEED);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err e = ERR_INIT;
		struct item it = rows[i].it;
		struct feed f = { .id = STR("f"),
			.title = STR("F"),
			.link = STR("http://e.org/"),
			.base_url = STR("http://f.org/"),
			.items = &it,
			.n = 1 };

		it.link = STR("http://e.org/?");
		it.guid = STR("tag:e.org,2026:1");
		it.published.t = 1795105800;
		assert_int_equal(generate_rss(&f, &b, &e), 0);
		if (strstr(b.p, rows[i].has) == NULL ||
		    strstr(b.p, rows[i].has_not) != NULL)
			fail_msg("line %d: %s", rows[i].line, b.p);
	}
	buf_release(&b);
}

static void
channel(void **state)
{
	static const struct {
		int line;
		struct feed f;
		const char *has, *has_not;
	} rows[] = {
		/* An empty feed is whole, and says nothing it does not know. */
		{ __LINE__, { .n = 0 },
		    "<description>F &amp; G</description>\n"
		    "    <generator>",
		    "atom:link" },
		{ __LINE__, { .n = 0 }, "</docs>\n  </channel>\n</rss>\n",
		    "lastBuildDate" },
		{ __LINE__, { .updated = LIMIT_DATE_MIN },
		    "<lastBuildDate>Mon, 01 Jan 1990 00:00:00 GMT<", "<ttl" },
		{ __LINE__, { .description = { " ", 1 } },
		    "<description>F &amp; G</description>", "<copyright" },
		{ __LINE__, { .ttl = 4294967295 }, "<ttl>4294967295</ttl>",
		    "<image" },
		{ __LINE__, { .icon = { "http://e.org/a.PNG?b=1.ico", 26 } },
		    "<image>\n      <url>http://e.org/a.PNG?b=1.ico</url>\n"
		    "      <title>F &amp; G</title>\n"
		    "      <link>http://e.org/</link>\n    </image>",
		    "<language" },
		{ __LINE__, { .icon = { "http://e.org/a", 14 } }, "<image>",
		    "<language" },
		{ __LINE__, { .icon = { "http://e.org/a.ico", 18 } }, "<docs>",
		    "<image>" },
		{ __LINE__, { .language = { "english", 7 } }, "<docs>",
		    "<language" },
	};
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_FEED);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err e = ERR_INIT;
		struct feed f = rows[i].f;

		f.id = STR("f");
		f.title = STR("F & G");
		f.link = STR("http://e.org/");
		assert_int_equal(generate_rss(&f, &b, &e), 0);
		if (strstr(b.p, rows[i].has) == NULL ||
		    strstr(b.p, rows[i].has_not) != NULL)
			fail_msg("line %d: %s", rows[i].line, b.p);
	}
	buf_release(&b);
}

static size_t
count(const char *p, const char *what)
{
	size_t n = 0;

	for (; (p = strstr(p, what)) != NULL; p += strlen(what))
		n++;
	return n;
}

/*
 * At every size the buffer may have: the more room, the more contents and then
 * the more items, and the newest of them.
 */
static void
small_buffers(void **state)
{
	struct item items[5];
	struct feed f = { .id = STR("f"),
		.title = STR("F"),
		.link = STR("http://e.org/"),
		.items = items,
		.n = 5 };
	struct err e;
	struct buf b;
	size_t whole, texts = 0, n = 0, empty = 0;

	(void)state;
	for (size_t i = 0; i < 5; i++)
		items[i] = (struct item){ .guid = str_n(
					      "tag:e.org,2026:12345", 16 + i),
			.link = STR("http://e.org/"),
			.summary = STR("S"),
			.content = STR("<p>a content</p>") };
	buf_init(&b, LIMIT_FEED);
	assert_int_equal(generate_rss(&f, &b, &e), 0);
	whole = b.len;
	assert_int_equal(count(b.p, "<content:encoded>"), 5);
	buf_release(&b);
	for (size_t limit = 1; limit <= whole; limit++) {
		e = ERR_INIT;
		buf_init(&b, limit);
		if (generate_rss(&f, &b, &e) != 0) {
			assert_int_equal(e.code, ERR_LIMIT);
			assert_non_null(strstr(e.msg, "feed f: "));
			assert_int_equal(n, 0);
			empty++;
		} else {
			/* A success leaves no error behind. */
			assert_int_equal(e.code, ERR_NONE);
			assert_false(b.over);
			assert_true(count(b.p, "<content:encoded>") >= texts);
			assert_true(count(b.p, "<item>") >= n);
			texts = count(b.p, "<content:encoded>");
			n = count(b.p, "<item>");
			assert_true(texts == 0 || n == 5);
			/* The newest are kept. */
			assert_true(n == 0 ||
				    strstr(b.p, ">tag:e.org,2026:1<") != NULL);
			assert_non_null(strstr(b.p, "</rss>\n"));
		}
		buf_release(&b);
	}
	assert_int_equal(texts, 5);
	assert_int_equal(n, 5);
	assert_in_range(empty, 300, 900);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything),
		cmocka_unit_test(variants),
		cmocka_unit_test(channel),
		cmocka_unit_test(small_buffers),
	};

	return cmocka_run_group_tests_name("rss", tests, NULL, NULL);
}
