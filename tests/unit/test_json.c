// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <jansson.h>

#include "generate/generate.h"
#include "model/limits.h"
#include "sample_feed.h"

static const char golden[] =
    "{\"version\":\"https://jsonfeed.org/version/1.1\","
    "\"title\":\"News & 要闻\","
    "\"home_page_url\":\"https://news.example.org/yaowen/\","
    "\"feed_url\":\"https://feeds.example.org/yaowen.json\","
    "\"description\":\"What is new\","
    "\"user_comment\":\"This is a feed. To follow it, give its address to a "
    "feed reader.\","
    "\"icon\":\"https://news.example.org/icon.png\",\"language\":\"en\","
    "\"_coranto\":{\"generator\":\"coranto " CORANTO_VERSION "\","
    "\"copyright\":\"© 2026 Example\",\"updated\":\"2026-11-20T16:30:00Z\","
    "\"ttl\":30},\"items\":[\n"
    "{\"id\":\"tag:news.example.org,2026:00112233445566778899aabbccddeeff\","
    "\"url\":\"https://news.example.org/a%7Cb?c=1&d=2\","
    "\"title\":\"1 < 2 & \\\"3\\\" ]]> &amp; <b>\","
    "\"content_html\":\"<p>a &lt; b<img src=\\\"https://e.example/x\\\"></p>\","
    "\"summary\":\"a < b &amp; c\","
    "\"image\":\"https://cdn.example.org/1.jpg?a=1&b=2\","
    "\"date_published\":\"2026-11-19T16:30:00Z\","
    "\"date_modified\":\"2026-11-20T16:30:00Z\","
    "\"authors\":[{\"name\":\"李雷\"}],\"tags\":[\"R&D\",\"要闻\"],"
    "\"language\":\"zh-CN\",\"attachments\":[{"
    "\"url\":\"https://cdn.example.org/1.mp3\",\"mime_type\":\"audio/mpeg\","
    "\"size_in_bytes\":123456789012},{"
    "\"url\":\"https://cdn.example.org/1%7C2.bin\","
    "\"mime_type\":\"application/octet-stream\"}],"
    "\"_coranto\":{\"outlet\":\"新华社\"}},\n"
    "{\"id\":\"tag:news.example.org,2026:ffeeddccbbaa99887766554433221100\","
    "\"url\":\"https://news.example.org/2\","
    "\"content_text\":\"https://news.example.org/2\","
    "\"date_published\":\"2026-11-18T16:30:00Z\"}\n"
    "]}\n";

static void
everything(void **state)
{
	struct err e = ERR_INIT;
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_FEED);
	buf_add(&b, STR("before"));
	assert_int_equal(generate_json(&sample_feed, &b, &e), 0);
	assert_string_equal(b.p, golden);
	buf_release(&b);
}

/* What one item writes in a feed that has no more than it must. */
static void
variants(void **state)
{
	static struct str blank[] = { { " ", 1 }, { "", 0 } };
	static struct enclosure huge = { { "http://e.org/1", 14 },
		{ "a/b; c=d", 8 }, UINT64_MAX };
	static const struct origin origin = { .id = { "o", 1 },
		.title = { "O", 1 },
		.link = { "http://o.org/", 13 } };
	static const struct mention also[] = {
		{ { "A", 1 }, { "http://a.org/|", 14 } },
		{ { "", 0 }, { "http://c.org/", 13 } },
	};
	static const struct {
		int line;
		struct item it;
		const char *has, *has_not;
	} rows[] = {
		{ __LINE__, { .title = { "T", 1 } },
		    "\"title\":\"T\",\"content_text\":\"T\",\"date_pub",
		    "summary" },
		{ __LINE__, { .summary = { "S", 1 } }, "\"content_text\":\"S\"",
		    "\"summary" },
		{ __LINE__, { .content = { "<i>", 3 } },
		    "\"content_html\":\"<i>\"", "content_text" },
		/* What there is not is not there: no null, "" or []. */
		{ __LINE__,
		    { .title = { "\x01", 1 },
			.author = { "\xC2\xA0", 2 },
			.categories = blank,
			.ncategories = 2 },
		    "\"content_text\":\"http://e.org/?\",\"date_published\":"
		    "\"2026-11-19T16:30:00Z\"}\n]}\n",
		    "null" },
		/* What is no character of XML is none here, too. */
		{ __LINE__,
		    { .title = { "a\0\x1F\x7F\xFF\xED\xA0\x80\"\\\n", 11 } },
		    "\"title\":\"a\x7F\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
		    "\xEF\xBF\xBD\\\"\\\\\\n\"",
		    "\\u" },
		{ __LINE__, { .updated = { .t = 1795105800 } }, "\"url\"",
		    "date_modified" },
		{ __LINE__, { .author = { "L <l@e.org>", 11 } },
		    "\"authors\":[{\"name\":\"L\"}]", "@" },
		{ __LINE__, { .enclosures = &huge, .nenclosures = 1 },
		    "\"attachments\":[{\"url\":\"http://e.org/1\","
		    "\"mime_type\":\"a/b\"}]",
		    "size_in_bytes" },
		{ __LINE__, { .origin = &origin },
		    "\"_coranto\":{\"origin\":{\"id\":"
		    "\"tag:o.org,2026:feed:o\",\"title\":\"O\","
		    "\"home_page_url\":\"http://o.org/\"}}",
		    "feed_url" },
		{ __LINE__, { .also = also, .nalso = 2, .summary = { "S", 1 } },
		    "\"_coranto\":{\"also\":[{\"url\":\"http://a.org/%7C\","
		    "\"title\":\"A\"},{\"url\":\"http://c.org/\"}]}",
		    "origin" },
		{ __LINE__, { .also = also, .nalso = 1, .summary = { "S", 1 } },
		    "\"content_html\":\"<p>S</p><p>also: "
		    "<a href=\\\"http://a.org/%7C\\\">A</a></p>\","
		    "\"summary\":\"S\"",
		    "content_text" },
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
		assert_int_equal(generate_json(&f, &b, &e), 0);
		if (strstr(b.p, rows[i].has) == NULL ||
		    strstr(b.p, rows[i].has_not) != NULL)
			fail_msg("line %d: %s", rows[i].line, b.p);
	}
	buf_release(&b);
}

static void
empty(void **state)
{
	struct feed f = {
		.id = STR("f"), .title = STR("F"), .link = STR("http://e.org/")
	};
	struct err e = ERR_INIT;
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_FEED);
	assert_int_equal(generate_json(&f, &b, &e), 0);
	assert_non_null(
	    strstr(b.p, "\"_coranto\":{\"generator\":\"coranto " CORANTO_VERSION
			"\"},\"items\":[\n]}\n"));
	assert_null(strstr(b.p, "feed_url"));
	buf_release(&b);
}

/* At every size the buffer may have, what is written is whole. */
static void
small_buffers(void **state)
{
	struct err e;
	struct buf b;
	size_t items = 0;

	(void)state;
	for (size_t limit = 1; limit < sizeof(golden); limit++) {
		json_t *v;

		e = ERR_INIT;
		buf_init(&b, limit);
		if (generate_json(&sample_feed, &b, &e) != 0) {
			assert_int_equal(e.code, ERR_LIMIT);
			assert_non_null(strstr(e.msg, "feed yaowen: "));
			assert_int_equal(items, 0);
			buf_release(&b);
			continue;
		}
		v = json_loadb(b.p, b.len, 0, NULL);
		assert_non_null(v);
		assert_true(
		    json_array_size(json_object_get(v, "items")) >= items);
		items = json_array_size(json_object_get(v, "items"));
		json_decref(v);
		buf_release(&b);
	}
	assert_int_equal(items, 2);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything),
		cmocka_unit_test(variants),
		cmocka_unit_test(empty),
		cmocka_unit_test(small_buffers),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
