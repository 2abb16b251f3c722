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
    "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
    "xmlns:media=\"http://search.yahoo.com/mrss/\" xml:lang=\"en\">\n"
    "  <id>tag:news.example.org,2026:feed:yaowen</id>\n"
    "  <title>News &amp; 要闻</title>\n"
    "  <subtitle>What is new</subtitle>\n"
    "  <updated>2026-11-20T16:30:00Z</updated>\n"
    "  <link rel=\"alternate\" "
    "href=\"https://news.example.org/yaowen/\"/>\n"
    "  <link rel=\"self\" type=\"application/atom+xml\" "
    "href=\"https://feeds.example.org/yaowen.atom\"/>\n"
    "  <author>\n"
    "    <name>News &amp; 要闻</name>\n"
    "  </author>\n"
    "  <generator version=\"" CORANTO_VERSION "\">coranto</generator>\n"
    "  <icon>https://news.example.org/icon.png</icon>\n"
    "  <rights>© 2026 Example</rights>\n"
    "  <entry xml:lang=\"zh-CN\">\n"
    "    <id>tag:news.example.org,2026:00112233445566778899aabbccddeeff"
    "</id>\n"
    "    <title>1 &lt; 2 &amp; &quot;3&quot; ]]&gt; &amp;amp; "
    "&lt;b&gt;</title>\n"
    "    <link rel=\"alternate\" "
    "href=\"https://news.example.org/a%7Cb?c=1&amp;d=2\"/>\n"
    "    <link rel=\"enclosure\" "
    "href=\"https://cdn.example.org/1.mp3\" type=\"audio/mpeg\" "
    "length=\"123456789012\"/>\n"
    "    <link rel=\"enclosure\" "
    "href=\"https://cdn.example.org/1%7C2.bin\" "
    "type=\"application/octet-stream\"/>\n"
    "    <published>2026-11-19T16:30:00Z</published>\n"
    "    <updated>2026-11-20T16:30:00Z</updated>\n"
    "    <author>\n"
    "      <name>李雷</name>\n"
    "    </author>\n"
    "    <dc:source>新华社</dc:source>\n"
    "    <category term=\"R&amp;D\" label=\"R&amp;D\"/>\n"
    "    <category term=\"要闻\" label=\"要闻\"/>\n"
    "    <summary>a &lt; b &amp;amp; c</summary>\n"
    "    <content type=\"html\">&lt;p&gt;a &amp;lt; b&lt;img "
    "src=&quot;https://e.example/x&quot;&gt;&lt;/p&gt;</content>\n"
    "    <media:content url=\"https://cdn.example.org/1.jpg?a=1&amp;b=2"
    "\" medium=\"image\"/>\n"
    "    <media:thumbnail "
    "url=\"https://cdn.example.org/1.jpg?a=1&amp;b=2\"/>\n"
    "  </entry>\n"
    "  <entry>\n"
    "    <id>tag:news.example.org,2026:ffeeddccbbaa99887766554433221100"
    "</id>\n"
    "    <title>2026-11-18</title>\n"
    "    <link rel=\"alternate\" "
    "href=\"https://news.example.org/2\"/>\n"
    "    <published>2026-11-18T16:30:00Z</published>\n"
    "    <updated>2026-11-18T16:30:00Z</updated>\n"
    "    <summary>https://news.example.org/2</summary>\n"
    "  </entry>\n"
    "</feed>\n";

static void
everything(void **state)
{
	struct err e = ERR_INIT;
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_FEED);
	buf_add(&b, STR("before"));
	assert_int_equal(generate_atom(&sample_feed, &b, &e), 0);
	assert_string_equal(b.p, golden);
	buf_release(&b);
}

/* What one entry writes in a feed that has no more than it must. */
static void
variants(void **state)
{
	static const struct origin origin = { .id = { "o", 1 },
		.title = { "O & P", 5 },
		.link = { "http://o.org/", 13 } };
	static const struct mention also = { { "A", 1 },
		{ "http://a.org/", 13 } };
	static const struct {
		int line;
		struct item it;
		const char *has, *has_not;
	} rows[] = {
		/* Something is always there to read. */
		{ __LINE__, { .title = { "T", 1 } }, "<summary>T</summary>",
		    "<content" },
		{ __LINE__, { .title = { "\x01", 1 } },
		    "<title>2026-11-19</title>", "<title/>" },
		{ __LINE__, { .summary = { "S", 1 } }, "<title>S</title>",
		    "<content" },
		{ __LINE__, { .content = { "<i>C", 4 } },
		    "<content type=\"html\">&lt;i&gt;C</content>", "<summary" },
		{ __LINE__, { .content = { "<i>C", 4 } }, "<title>C</title>",
		    "<summary" },
		{ __LINE__, { .content = { "C", 1 }, .summary = { "S", 1 } },
		    "<summary>S</summary>\n    <content type=\"html\">C<",
		    "<title>C<" },
		/* Only the feed names an author. */
		{ __LINE__, { .title = { "T", 1 } }, "<author>",
		    "<entry>\n    <author>" },
		{ __LINE__, { .outlet = { "O", 1 } },
		    "</updated>\n    <author>\n      <name>O</name>",
		    "xml:lang" },
		{ __LINE__, { .author = { "A", 1 }, .outlet = { "O", 1 } },
		    "<name>A</name>", "<name>O</name>" },
		/* A change that is older than the item is none. */
		{ __LINE__, { .updated = { .t = 1795105799 } },
		    "<updated>2026-11-19T16:30:00Z</updated>\n    <summary",
		    "16:29:59Z" },
		{ __LINE__, { .updated = { .t = 1795105801 } },
		    "<published>2026-11-19T16:30:00Z</published>\n"
		    "    <updated>2026-11-19T16:30:01Z</updated>",
		    "xml:lang" },
		{ __LINE__, { .language = { "zh", 2 } },
		    "<entry xml:lang=\"zh\">", "dc:language" },
		{ __LINE__, { .language = { "cn", 2 } }, "<entry>",
		    "xml:lang" },
		/* Of a merged feed: what RFC 4287, 4.2.11 asks for, and whom
		 * an entry without an author is by (4.1.2). */
		{ __LINE__, { .origin = &origin },
		    "<source>\n      <id>tag:o.org,2026:feed:o</id>\n"
		    "      <title>O &amp; P</title>\n"
		    "      <updated>1990-01-01T00:00:00Z</updated>\n"
		    "      <link rel=\"alternate\" href=\"http://o.org/\"/>\n"
		    "      <author>\n        <name>O &amp; P</name>\n"
		    "      </author>\n    </source>",
		    "\"self\"" },
		{ __LINE__,
		    { .also = &also, .nalso = 1, .summary = { "S", 1 } },
		    "<summary>S</summary>\n    <content type=\"html\">"
		    "&lt;p&gt;S&lt;/p&gt;&lt;p&gt;also: "
		    "&lt;a href=&quot;http://a.org/&quot;&gt;A&lt;/a&gt;"
		    "&lt;/p&gt;</content>",
		    "<source" },
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
			.items = &it,
			.n = 1 };

		it.link = STR("http://e.org/?");
		it.guid = STR("tag:e.org,2026:1");
		it.published.t = 1795105800;
		assert_int_equal(generate_atom(&f, &b, &e), 0);
		if (strstr(b.p, rows[i].has) == NULL ||
		    strstr(b.p, rows[i].has_not) != NULL)
			fail_msg("line %d: %s", rows[i].line, b.p);
	}
	buf_release(&b);
}

/* An empty feed has all that RFC 4287, 4.1.1 asks for. */
static void
empty(void **state)
{
	static const char want[] =
	    "  <id>tag:e.org,2026:feed:f</id>\n"
	    "  <title>F</title>\n"
	    "  <updated>1990-01-01T00:00:00Z</updated>\n"
	    "  <link rel=\"alternate\" href=\"http://E.org:80/\"/>\n"
	    "  <author>\n    <name>F</name>\n  </author>\n"
	    "  <generator version=\"" CORANTO_VERSION "\">coranto</generator>\n"
	    "</feed>\n";
	struct feed f = { .id = STR("f"),
		.title = STR("F"),
		.link = STR("http://E.org:80/") };
	struct err e = ERR_INIT;
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_FEED);
	assert_int_equal(generate_atom(&f, &b, &e), 0);
	assert_non_null(strstr(b.p, want));
	buf_release(&b);
}

/* A feed of a thousand long texts ends below the limit, complete. */
static void
large(void **state)
{
	static struct item items[1000];
	static char text[20000];
	struct feed f = { .id = STR("f"),
		.title = STR("F"),
		.link = STR("http://e.org/"),
		.items = items,
		.n = 1000 };
	struct err e = ERR_INIT;
	struct buf b;

	(void)state;
	memset(text, '&', sizeof(text));
	for (size_t i = 0; i < 1000; i++)
		items[i] = (struct item){ .guid = STR("tag:e.org,2026:1"),
			.link = STR("http://e.org/"),
			.title = STR("T"),
			.content = str_n(text, sizeof(text)) };
	buf_init(&b, LIMIT_FEED);
	assert_int_equal(generate_atom(&f, &b, &e), 0);
	/* There was no room for one content more. */
	assert_in_range(
	    b.len, LIMIT_FEED - sizeof("&amp;") * sizeof(text), LIMIT_FEED);
	assert_non_null(strstr(b.p, "</feed>\n"));
	buf_release(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything),
		cmocka_unit_test(variants),
		cmocka_unit_test(empty),
		cmocka_unit_test(large),
	};

	return cmocka_run_group_tests_name("atom", tests, NULL, NULL);
}
