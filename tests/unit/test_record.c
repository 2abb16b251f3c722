// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/limits.h"
#include "model/record.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

static struct str tags[] = { { "国内", 6 }, { "a\"b", 3 } };
static struct enclosure media[] = {
	{ { "https://x.cn/a.mp3", 18 }, { "audio/mpeg", 10 }, 1234 },
};

static struct raw_value link_value = { .raw = { "../1", 4 },
	.value = { "https://x.cn/1", 14 } };
static struct raw_item found = { .field[FIELD_LINK] = { &link_value, 1,
				     { "h3 a", 4 }, { "", 0 } },
	.position = 7 };

static struct item
sample(void)
{
	return (struct item){
		.key = STR("l:x.cn/1"),
		.guid = STR("tag:x.cn,2026:00"),
		.link = STR("https://x.cn/1"),
		.title = STR("朱镕基 \"<>&\" \\ \n"),
		.summary = STR("s"),
		.content = STR("<p>c</p>"),
		.published = { 1763598600, 28800, PRECISION_MINUTE, true,
		    STR("11月20日 08:30"), HOW_YEAR_LIST | HOW_CLOCK_GAP },
		.author = STR("A"),
		.outlet = STR("新华社"),
		.language = STR("zh-CN"),
		.image = STR("https://x.cn/i.jpg"),
		.categories = tags,
		.ncategories = 2,
		.enclosures = media,
		.nenclosures = 1,
		.position = 7,
		.first_seen = 1763598999,
		.digest = INT64_MIN + 5,
		.raw = &found,
	};
}

static void
test_item(void **state)
{
	struct item in = sample(), out;
	struct err e = ERR_INIT;
	struct arena a;
	struct buf b, again;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	buf_init(&b, 1 << 20);
	buf_init(&again, 1 << 20);
	assert_int_equal(record_write_item(&b, &in), 0);
	assert_int_equal(b.p[b.len - 1], '\n');
	assert_int_equal(record_read_item(&a, buf_str(&b), &out, &e), 0);
	assert_true(str_eq(out.title, in.title));
	assert_true(str_eq(out.published.raw, in.published.raw));
	assert_true(out.published.t == in.published.t);
	assert_true(out.published.inferred);
	assert_int_equal(out.published.how, in.published.how);
	assert_int_equal(out.published.precision, PRECISION_MINUTE);
	assert_int_equal(out.updated.precision, PRECISION_NONE);
	assert_true(out.digest == in.digest);
	assert_int_equal(out.enclosures[0].length, 1234);
	/* What a date and a link rest on is told when the item is stored. */
	assert_true(str_eq(out.raw->field[FIELD_LINK].rule, STR("h3 a")));
	assert_true(str_eq(out.raw->field[FIELD_LINK].v[0].raw, STR("../1")));
	assert_int_equal(out.raw->field[FIELD_DATE].n, 0);
	assert_int_equal(out.raw->position, 7);
	/* What was read is written as the same bytes. */
	assert_int_equal(record_write_item(&again, &out), 0);
	assert_string_equal(again.p, b.p);
	buf_release(&b);
	buf_release(&again);
	arena_release(&a);
}

static void
test_dates_shown(void **state)
{
	static const struct {
		int line;
		struct when when;
		const char *want;
	} rows[] = {
		{ __LINE__,
		    { 1763598600, 28800, PRECISION_MINUTE, false, { "", 0 },
			0 },
		    "2025-11-20T08:30:00+08:00" },
		{ __LINE__,
		    { 1763568000, 28800, PRECISION_DAY, false, { "", 0 }, 0 },
		    "2025-11-20" },
		{ __LINE__,
		    { 1763568000, 28800, PRECISION_MONTH, false, { "", 0 }, 0 },
		    "2025-11" },
		{ __LINE__,
		    { 1763598600, 0, PRECISION_SECOND, false, { "", 0 }, 0 },
		    "2025-11-20T00:30:00Z" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		json_t *v = record_when_json(&rows[i].when);

		if (strcmp(json_string_value(v), rows[i].want) != 0)
			fail_msg(
			    "row %d: %s", rows[i].line, json_string_value(v));
		json_decref(v);
	}
}

/* What a worker that a page took over might say. */
static void
test_untrusted(void **state)
{
	static const struct {
		int line;
		const char *json;
		enum err_code code;
	} rows[] = {
		{ __LINE__, "", ERR_EXTRACT },
		{ __LINE__, "[]", ERR_EXTRACT },
		{ __LINE__, "{\"title\":1}", ERR_EXTRACT },
		{ __LINE__, "{\"title\":\"\xff\"}", ERR_EXTRACT },
		{ __LINE__, "{\"link\":\"javascript:alert(1)\"}", ERR_EXTRACT },
		{ __LINE__, "{\"link\":\"http://x/ y\"}", ERR_EXTRACT },
		{ __LINE__, "{\"image\":\"file:///etc/passwd\"}", ERR_EXTRACT },
		{ __LINE__, "{\"position\":-1}", ERR_EXTRACT },
		{ __LINE__, "{\"digest\":\"xyz\"}", ERR_EXTRACT },
		{ __LINE__, "{\"published\":{\"t\":1}}", ERR_EXTRACT },
		{ __LINE__,
		    "{\"published\":{\"t\":9999999999999,\"precision\":"
		    "\"day\"}}",
		    ERR_EXTRACT },
		{ __LINE__, "{\"categories\":[1]}", ERR_EXTRACT },
		{ __LINE__, "{\"fields\":[]}", ERR_EXTRACT },
		{ __LINE__, "{\"fields\":{\"link\":1}}", ERR_EXTRACT },
		{ __LINE__, "{\"fields\":{\"link\":{\"raw\":1}}}",
		    ERR_EXTRACT },
		{ __LINE__, "{\"enclosures\":[{\"url\":\"ftp://x\"}]}",
		    ERR_EXTRACT },
		{ __LINE__,
		    "{\"language\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
		    ERR_LIMIT },
		{ __LINE__, "{\"title\":\"a\",\"title\":\"b\"}", ERR_EXTRACT },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct err e = ERR_INIT;
		struct item out;
		struct arena a;

		arena_init(&a, 1 << 20);
		if (record_read_item(&a, str_c(rows[i].json), &out, &e) == 0 ||
		    e.code != rows[i].code)
			fail_msg("row %d: %d %s", rows[i].line, e.code, e.msg);
		arena_release(&a);
	}
}

/* The parts of one packed item, whose key is "k". */
#define TEXTS "\1k\0\0\0\0\0\0\0\0\0\0\0"
#define DATES "\0\0"
#define REST "\0\0\0\0\0" /* position, digest, categories, enclosures, found */
#define END "{\"end\":true}\n"

/* Likewise, as processes of ours tell each other of items. */
static void
test_untrusted_packed(void **state)
{
	static const struct {
		int line;
		int want;
		struct str bytes;
	} rows[] = {
#define ROW(want, s)                     \
	{                                \
		__LINE__, want,          \
		{                        \
			s, sizeof(s) - 1 \
		}                        \
	}
		ROW(0, "#\1" TEXTS DATES REST END),
		ROW(0, "#\0" END),
		ROW(-1, "#\1" TEXTS DATES REST),
		ROW(-1, "#"),
		ROW(-1, "#\1"),
		ROW(-1, "#\2" TEXTS DATES REST END),
		ROW(-1, "#\x81\0" TEXTS DATES REST END),
		ROW(-1, "#\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81"),
		/* no key and no link; no UTF-8; addresses that are none */
		ROW(-1, "#\1\0\0\0\0\0\0\0\0\0\0\0\0" DATES REST END),
		ROW(-1, "#\1\1\xff\0\0\0\0\0\0\0\0\0\0\0" DATES REST END),
		ROW(-1, "#\1\1k\0\4ftp:\0\0\0\0\0\0\0\0\0" DATES REST END),
		ROW(-1,
		    "#\1\1k\0\0\0\0\0\0\0\0\0\12http://x y\0" DATES REST END),
		/* longer than it may be; than there is */
		ROW(-1, "#\1\1k\0\0\0\0\0\0\0\0\0\0\44"
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" DATES REST END),
		ROW(-1, "#\1\x7fk"),
		/* of no precision; before and after what has a year; zones a day
		 * off; neither made up nor not */
		ROW(0, "#\1" TEXTS "\1\2\2\1\1\0" REST END),
		ROW(-1, "#\1" TEXTS "\5\2\2\1\1\0" REST END),
		ROW(0,
		    "#\1" TEXTS "\0\1\xfe\x85\xa2\xff\xdf\x0e\0\0\0" REST END),
		ROW(-1,
		    "#\1" TEXTS "\0\1\x80\x86\xa2\xff\xdf\x0e\0\0\0" REST END),
		ROW(0, "#\1" TEXTS "\1\2\x80\xc6\x0a\1\1\0" REST END),
		ROW(-1, "#\1" TEXTS "\1\2\x82\xc6\x0a\1\1\0" REST END),
		ROW(-1, "#\1" TEXTS "\1\2\2\2\1\0" REST END),
		/* further down than pages go; more values than bytes */
		ROW(-1, "#\1" TEXTS DATES "\xe9\7\0\0\0\0" END),
		ROW(-1, "#\1" TEXTS DATES "\0\0\x3f"),
		ROW(-1, "#\1" TEXTS DATES "\0\0\0\x3f"),
		/* a link that was found, and its words; fields there are none of */
		ROW(0, "#\1" TEXTS DATES "\0\0\0\0\2\1a\1b" END),
		ROW(-1, "#\1" TEXTS DATES "\0\0\0\0\2\1a" END),
		ROW(-1, "#\1" TEXTS DATES "\0\0\0\0\x80\x80\1" END),
#undef ROW
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct err e = ERR_INIT;
		struct items out;
		struct arena a;

		arena_init(&a, 1 << 20);
		if (record_read_items(&a, rows[i].bytes, &out, &e) !=
			rows[i].want ||
		    (rows[i].want != 0) != (e.code == ERR_EXTRACT))
			fail_msg("line %d: %d %s", rows[i].line, e.code, e.msg);
		arena_release(&a);
	}
}

/* What a date rests on is one of the ways there are. */
static void
test_ways_of_dates(void **state)
{
	struct item v = sample();
	struct items in = { .v = &v, .n = 1 }, out;

	(void)state;
	for (unsigned bit = HOW_COUNT - 1; bit <= HOW_COUNT; bit++) {
		struct err e = ERR_INIT;
		struct arena a;
		struct buf b;

		arena_init(&a, 1 << 20);
		buf_init(&b, 1 << 20);
		v.published.how = 1U << bit;
		assert_int_equal(record_write_items(&b, &in, false), 0);
		assert_int_equal(record_read_items(&a, buf_str(&b), &out, &e),
		    bit < HOW_COUNT ? 0 : -1);
		buf_release(&b);
		arena_release(&a);
	}
}

/* What is longer than it may be is cut, never within a character, and what is
 * no UTF-8 is replaced. */
static void
test_packed_texts(void **state)
{
	struct item v = sample();
	struct items in = { .v = &v, .n = 1 }, out;
	struct err e = ERR_INIT;
	struct arena a;
	struct buf b;
	char *content;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	buf_init(&b, 1 << 20);
	content = arena_alloc(&a, LIMIT_TEXT + 2);
	memset(content, 'a', LIMIT_TEXT - 1);
	memcpy(content + LIMIT_TEXT - 1, "中", 3);
	v.content = (struct str){ content, LIMIT_TEXT + 2 };
	v.author = STR("A\xff z");
	assert_int_equal(record_write_items(&b, &in, false), 0);
	assert_int_equal(record_read_items(&a, buf_str(&b), &out, &e), 0);
	assert_int_equal(out.v[0].content.len, LIMIT_TEXT - 1);
	assert_true(str_eq(out.v[0].author, STR("A\xef\xbf\xbd z")));
	buf_release(&b);
	arena_release(&a);
}

static void
test_items(void **state)
{
	struct item v[2] = { sample(), sample() };
	struct dropped dropped = {
		.title = STR("t"), .link = STR(""), .why = STR("no link")
	};
	struct str warning = STR("w");
	struct items in = { .v = v,
		.n = 2,
		.dropped = &dropped,
		.ndropped = 1,
		.warnings = &warning,
		.nwarnings = 1,
		.title = STR("page"),
		.item_rule = STR("li") };
	struct items out;
	struct err e = ERR_INIT;
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	buf_init(&b, 1 << 20);
	assert_int_equal(record_write_items(&b, &in, true), 0);
	assert_int_equal(record_read_items(&a, buf_str(&b), &out, &e), 0);
	assert_int_equal(out.n, 2);
	assert_true(str_eq(out.dropped[0].why, dropped.why));
	assert_true(str_eq(out.warnings[0], warning));
	assert_true(str_eq(out.title, in.title));
	/* A writer that died before the end said nothing at all. */
	b.len = str_rfind(str_sub(buf_str(&b), 0, b.len - 1), STR("\n")) + 1;
	assert_int_equal(record_read_items(&a, buf_str(&b), &out, &e), -1);
	buf_release(&b);
	arena_release(&a);
}

/* A key that only begins like that of a link is written out. */
static void
test_packed_key(void **state)
{
	struct item v = sample();
	struct items in = { .v = &v, .n = 1 }, out;
	struct err e = ERR_INIT;
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	buf_init(&b, 1 << 20);
	v.key = STR("l:");
	v.link = STR_NULL;
	assert_int_equal(record_write_items(&b, &in, false), 0);
	assert_int_equal(record_read_items(&a, buf_str(&b), &out, &e), 0);
	assert_true(str_eq(out.v[0].key, v.key));
	buf_release(&b);
	arena_release(&a);
}

/* As processes of ours tell each other of items: nothing that is stored is
 * lost, and what is read is written as the same bytes. */
static void
test_packed(void **state)
{
	struct raw_value same = { .raw = STR("1"), .value = STR("1") };
	struct raw_item raw = {
		.field = { [FIELD_TITLE] = { &same, 1, STR("b"), STR("") },
		    [FIELD_GUID] = { &same, 1, STR("@id"), STR("") },
		    [FIELD_DATE] = { &same, 1, STR("time"), STR("") },
		    [FIELD_LINK] = found.field[FIELD_LINK] },
		.position = 7
	};
	struct item v[2] = { sample(), sample() };
	struct items in = { .v = v, .n = 2 }, out;
	const struct raw_field *f;
	struct err e = ERR_INIT;
	struct buf b, again;
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	buf_init(&b, 1 << 20);
	buf_init(&again, 1 << 20);
	v[0].raw = &raw;
	v[0].published.t = -v[0].published.t;
	v[0].published.offset = -v[0].published.offset;
	v[1].key = STR("l:https://x.cn/1");
	v[1].guid = STR_NULL;
	v[1].published.precision = PRECISION_NONE;
	v[1].updated = v[0].published;
	v[1].raw = NULL;
	assert_int_equal(record_write_items(&b, &in, false), 0);
	assert_int_equal(
	    str_find(buf_str(&b), STR("l:https://x.cn/1")), STR_NONE);
	assert_int_equal(record_read_items(&a, buf_str(&b), &out, &e), 0);
	assert_true(out.v[0].published.t == v[0].published.t);
	assert_int_equal(out.v[0].published.offset, v[0].published.offset);
	assert_int_equal(out.v[0].published.how, v[0].published.how);
	assert_true(out.v[0].published.inferred);
	assert_true(str_eq(out.v[0].published.raw, v[0].published.raw));
	assert_int_equal(out.v[0].updated.precision, PRECISION_NONE);
	assert_true(str_eq(out.v[0].key, v[0].key));
	assert_true(str_eq(out.v[0].guid, v[0].guid));
	assert_true(out.v[0].digest == v[0].digest);
	assert_int_equal(out.v[0].ncategories, 2);
	assert_int_equal(out.v[0].enclosures[0].length, 1234);
	f = out.v[0].raw->field;
	assert_int_equal(f[FIELD_TITLE].n, 1);
	assert_int_equal(f[FIELD_SUMMARY].n, 0);
	assert_true(str_eq(f[FIELD_DATE].rule, STR("time")));
	assert_true(str_eq(f[FIELD_LINK].v[0].raw, STR("../1")));
	assert_true(str_eq(f[FIELD_LINK].v[0].value, STR("https://x.cn/1")));
	assert_true(str_eq(f[FIELD_GUID].v[0].value, STR("1")));
	assert_int_equal(out.v[0].raw->position, 7);
	assert_true(str_eq(out.v[1].key, v[1].key));
	assert_int_equal(out.v[1].guid.len, 0);
	assert_int_equal(out.v[1].published.precision, PRECISION_NONE);
	assert_true(out.v[1].updated.t == v[0].published.t);
	assert_int_equal(record_write_items(&again, &out, false), 0);
	assert_true(str_eq(buf_str(&again), buf_str(&b)));
	buf_release(&b);
	buf_release(&again);
	arena_release(&a);
}

static void
test_source(void **state)
{
	struct header secret = { STR("Authorization"), STR("Bearer 123") };
	struct filter filter = { FIELD_TITLE, true, STR("广告"), STR("i") };
	struct source_parts parts = {
		.sieve = { .required = 1u << FIELD_DATE,
		    .drop = { &filter, 1 } },
		.approach = { .headers = &secret, .nheaders = 1 },
	};
	struct source in = { SOURCE_PARTS(parts), .id = STR("yaowen"),
		.url = STR("https://news.example.cn/yaowen/"), .limit = 20,
		.zone_given = true, .language = STR("zh-CN"),
		.date_order = DATE_ORDER_DMY, .max_size = 1000 };
	struct source out;
	struct err e = ERR_INIT;
	struct arena a;
	struct buf b, again;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	assert_int_equal(zone_init(&parts.zone, STR("Asia/Shanghai"), &e), 0);
	parts.rules.item.v = ARENA_NEW(&a, struct rule);
	parts.rules.item.n = 1;
	assert_int_equal(
	    rule_parse(&a, STR("ul > li"), parts.rules.item.v, &e), 0);
	parts.rules.field[FIELD_LANGUAGE].v = ARENA_NEW(&a, struct rule);
	parts.rules.field[FIELD_LANGUAGE].n = 1;
	assert_int_equal(rule_parse(&a, STR(".@lang | lower"),
			     parts.rules.field[FIELD_LANGUAGE].v, &e),
	    0);
	buf_init(&b, 1 << 20);
	buf_init(&again, 1 << 20);
	assert_int_equal(record_write_source(&b, &in), 0);
	assert_null(strstr(b.p, "Bearer"));
	assert_int_equal(record_read_source(&a, buf_str(&b), &out, &e), 0);
	assert_int_equal(record_write_source(&again, &out), 0);
	assert_string_equal(again.p, b.p);
	assert_int_equal(out.sieve->required, in.sieve->required);
	assert_int_equal(out.rules->field[FIELD_LANGUAGE].v[0].nops, 1);
	buf_release(&b);
	buf_release(&again);
	arena_release(&a);
}

static void
test_response(void **state)
{
	struct response in = { .status = 200,
		.url = STR("https://x.cn/"),
		.content_type = STR("text/html; charset=gb2312"),
		.time = 5 };
	struct response out;
	struct err e = ERR_INIT;
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a, 1 << 20);
	buf_init(&b, 1 << 20);
	assert_int_equal(record_write_response(&b, &in), 0);
	assert_int_equal(record_read_response(&a, buf_str(&b), &out, &e), 0);
	assert_true(str_eq(out.content_type, in.content_type));
	assert_int_equal(out.status, 200);
	assert_int_equal(
	    record_read_response(&a, STR("{\"status\":7}"), &out, &e), -1);
	buf_release(&b);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_item),
		cmocka_unit_test(test_dates_shown),
		cmocka_unit_test(test_untrusted),
		cmocka_unit_test(test_untrusted_packed),
		cmocka_unit_test(test_ways_of_dates),
		cmocka_unit_test(test_packed_texts),
		cmocka_unit_test(test_items),
		cmocka_unit_test(test_packed_key),
		cmocka_unit_test(test_packed),
		cmocka_unit_test(test_source),
		cmocka_unit_test(test_response),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
