// SPDX-License-Identifier: ISC
// What a date rests on is recorded with it.
#include "date_rows.h"

#define NOW "2026-11-20T10:30:20+08:00"

/* The names of HOW's rules with a blank between them. */
static struct str
names(struct arena *a, unsigned how)
{
	struct str s = STR_NULL;

	for (unsigned n = 0; n < HOW_COUNT; n++)
		if (how >> n & 1)
			s = arena_concat(a,
			    (struct str[]){ s, s.len > 0 ? STR(" ") : STR_NULL,
				str_c(how_name(n)) },
			    3);
	return s;
}

static struct date_context
context(struct zone *z, const char *tz)
{
	struct date_context ctx = { .zone = z };
	struct err e;

	assert_int_equal(zone_init(z, str_c(tz), &e), 0);
	assert_int_equal(
	    time_parse_rfc3339(STR(NOW), &ctx.now, NULL, &(bool){ false }), 0);
	return ctx;
}

static void
test_texts(void **state)
{
	static const struct {
		int line;
		const char *tz, *language;
		enum date_order order;
		const char *in, *want;
	} rows[] = {
		{ __LINE__, "Asia/Shanghai", "zh", DATE_ORDER_AUTO,
		    "2026-11-20 08:30", "" },
		{ __LINE__, "Asia/Shanghai", "zh", DATE_ORDER_AUTO,
		    "11-20 08:30", "year-newest" },
		{ __LINE__, "Asia/Shanghai", "zh", DATE_ORDER_AUTO, "3小时前",
		    "relative" },
		{ __LINE__, "Asia/Shanghai", "zh", DATE_ORDER_AUTO, "3小时",
		    "relative span" },
		{ __LINE__, "UTC", "en", DATE_ORDER_AUTO, "1d 15h",
		    "relative span" },
		{ __LINE__, "UTC", "en", DATE_ORDER_AUTO, "1d 15h ago",
		    "relative" },
		{ __LINE__, "Asia/Shanghai", "zh", DATE_ORDER_AUTO,
		    "昨天 08:30", "relative" },
		{ __LINE__, "Asia/Shanghai", "zh", DATE_ORDER_AUTO, "上周三",
		    "relative" },
		{ __LINE__, "Asia/Shanghai", "zh", DATE_ORDER_AUTO,
		    "周三 08:30", "day-newest" },
		{ __LINE__, "Asia/Shanghai", "zh", DATE_ORDER_AUTO, "08:30",
		    "day-newest" },
		{ __LINE__, "Asia/Shanghai", "zh", DATE_ORDER_AUTO, "20日",
		    "month-newest" },
		{ __LINE__, "Asia/Shanghai", "zh", DATE_ORDER_AUTO,
		    "1795132800", "epoch" },
		{ __LINE__, "Asia/Shanghai", "zh", DATE_ORDER_AUTO,
		    "26年11月20日", "year-century" },
		{ __LINE__, "Asia/Shanghai", "zh", DATE_ORDER_AUTO,
		    "更新：2026-11-20 发布：2026-11-19", "best" },
		{ __LINE__, "Asia/Shanghai", "zh", DATE_ORDER_AUTO,
		    "2026年11月20日 星期三", "weekday-wrong" },
		{ __LINE__, "UTC", "en", DATE_ORDER_AUTO, "20/11/2026", "" },
		{ __LINE__, "UTC", "en", DATE_ORDER_AUTO, "11/11/2026", "" },
		{ __LINE__, "UTC", "en", DATE_ORDER_AUTO, "3/4/2026",
		    "order-language" },
		{ __LINE__, "UTC", "en", DATE_ORDER_DMY, "3/4/2026",
		    "order-given" },
		{ __LINE__, "UTC", "en", DATE_ORDER_AUTO, "Wed 3/4/2026",
		    "order-language" },
		{ __LINE__, "UTC", "en", DATE_ORDER_AUTO, "Sat 11/4/2026",
		    "order-weekday" },
		{ __LINE__, "UTC", "en", DATE_ORDER_AUTO, "12/11/2026",
		    "order-past" },
		{ __LINE__, "UTC", "en", DATE_ORDER_AUTO, "03/04",
		    "year-newest order-language" },
		{ __LINE__, "UTC", "en", DATE_ORDER_AUTO,
		    "Fri, 20 Nov 2026 08:30:00 GMT", "zone-text" },
		{ __LINE__, "UTC", "en", DATE_ORDER_AUTO, "Nov 18-20, 2026",
		    "range" },
		{ __LINE__, "UTC", "en", DATE_ORDER_AUTO, "18-20 Nov",
		    "year-newest range" },
		{ __LINE__, "America/New_York", "en", DATE_ORDER_AUTO,
		    "2026-03-08 02:30", "clock-gap" },
		{ __LINE__, "America/New_York", "en", DATE_ORDER_AUTO,
		    "2026-11-01 01:30", "clock-twice" },
		{ __LINE__, "America/New_York", "en", DATE_ORDER_AUTO,
		    "2026-11-01 02:30", "" },
		{ __LINE__, "America/New_York", "en", DATE_ORDER_AUTO,
		    "2026-11-01 00:30", "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct zone z;
		struct date_context ctx = context(&z, rows[i].tz);
		struct when w;

		ctx.language = str_c(rows[i].language);
		ctx.order = rows[i].order;
		if (date_parse(&a, str_c(rows[i].in), &ctx, &w) != 0)
			fail_msg("line %d: none", rows[i].line);
		if (!str_eq(names(&a, w.how), str_c(rows[i].want)))
			fail_msg("line %d: %s: %.*s", rows[i].line, rows[i].in,
			    STR_ARG(names(&a, w.how)));
	}
	arena_release(&a);
}

/* Two rows; what the second rests on once both are mended. */
static void
test_lists(void **state)
{
	static const struct {
		int line;
		const char *language, *first, *second, *link, *want;
	} rows[] = {
		{ __LINE__, "zh", "11-20", "11-19", "", "year-newest" },
		{ __LINE__, "zh", "2024-12-30", "12-24", "", "year-list" },
		{ __LINE__, "zh", "11-20", "11-19",
		    "https://a.example/2025/11/19/x", "year-link" },
		/* the link agrees: it still is the better reason */
		{ __LINE__, "zh", "11-20", "11-19",
		    "https://a.example/2026/11/19/x", "year-link" },
		{ __LINE__, "en", "28/01/2026", "05/01/2026", "",
		    "order-list" },
		{ __LINE__, "en", "28/01/2026", "2026-01-05", "", "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct zone z;
		struct date_context ctx = context(&z, "Asia/Shanghai");
		struct when w[2];
		struct date_evidence v[2] = { { &w[0], STR_NULL },
			{ &w[1], str_c(rows[i].link) } };

		ctx.language = str_c(rows[i].language);
		assert_int_equal(
		    date_parse(&a, str_c(rows[i].first), &ctx, &w[0]), 0);
		assert_int_equal(
		    date_parse(&a, str_c(rows[i].second), &ctx, &w[1]), 0);
		date_mend_list(v, 2, &ctx);
		if (!str_eq(names(&a, w[1].how), str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line,
			    STR_ARG(names(&a, w[1].how)));
	}
	arena_release(&a);
}

static void
test_other_ways(void **state)
{
	struct zone z;
	struct date_context ctx = context(&z, "Asia/Shanghai");
	struct arena a;
	struct when w;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(
	    date_in_url(STR("https://a.example/2026/1120/x"), &ctx, &w), 0);
	assert_true(str_eq(names(&a, w.how), STR("link")));
	assert_int_equal(
	    date_parse_format(&a, STR("20.11."), STR("%d.%m."), &ctx, &w), 0);
	assert_true(str_eq(names(&a, w.how), STR("format year-newest")));
	arena_release(&a);
}

/* Each rule has a name of its own that is found again, and words. */
static void
test_words(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (unsigned n = 0; n < HOW_COUNT; n++) {
		assert_int_equal(how_find(str_c(how_name(n))), n);
		assert_true(how_text(&a, 1U << n).len > 0);
	}
	assert_int_equal(how_find(STR("no such rule")), HOW_COUNT);
	assert_int_equal(how_text(&a, 0).len, 0);
	assert_true(str_eq(how_text(&a, HOW_YEAR_NEWEST | HOW_ZONE_TEXT),
	    STR("the year is the newest that is not to come; the text names "
		"the zone")));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_other_ways),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
