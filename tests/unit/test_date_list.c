// SPDX-License-Identifier: ISC
// Dates by a format, in links, and in lists that mend each other.
#include "date_rows.h"

static struct date_context
context(struct zone *z, const char *now)
{
	struct date_context ctx = { .zone = z };
	struct err e;
	bool day;

	assert_int_equal(zone_init(z, STR("Asia/Shanghai"), &e), 0);
	assert_int_equal(
	    time_parse_rfc3339(str_c(now), &ctx.now, NULL, &day), 0);
	return ctx;
}

static void
test_format(void **state)
{
	static const struct {
		int line;
		const char *in, *format, *want;
	} rows[] = {
		{ __LINE__, "2026-11-20", "%Y-%m-%d", "2026-11-20" },
		{ __LINE__, " 20.11.26 8:05 ", "%d.%m.%y %H:%M",
		    "2026-11-20T08:05+08:00" },
		{ __LINE__, "03/04/2026", "%d/%m/%Y", "2026-04-03" },
		{ __LINE__, "03/04/2026", "%m/%d/%Y", "2026-03-04" },
		{ __LINE__, "Nov 20, 2026 2:22 PM", "%b %d, %Y %I:%M %p",
		    "2026-11-20T14:22+08:00" },
		{ __LINE__, "20 novembre 2026", "%e %B %Y", "2026-11-20" },
		{ __LINE__, "星期五 11月20日", "%A %m月%d日", "2026-11-20" },
		{ __LINE__, "十一月二十日", "%m月%d日", "2026-11-20" },
		{ __LINE__, "2026324", "%Y%j", "2026-11-20" },
		{ __LINE__, "1795132800", "%s", "2026-11-20T08:00:00+08:00" },
		{ __LINE__, "2026-11-20T08:30:05+0200", "%Y-%m-%dT%H:%M:%S%z",
		    "2026-11-20T08:30:05+02:00" },
		{ __LINE__, "08:30 EST 20/11 2026", "%H:%M %Z %d/%m %Y",
		    "2026-11-20T08:30-05:00" },
		{ __LINE__, "100% 20 2026 11", "100%% %d %Y %m", "2026-11-20" },
		{ __LINE__, "2026-11-20", "%Y-%m-%d %H:%M", "none" },
		{ __LINE__, "2026-11-20 x", "%Y-%m-%d", "none" },
		{ __LINE__, "2026-13-20", "%Y-%m-%d", "none" },
		{ __LINE__, "2026-02-30", "%Y-%m-%d", "none" },
		{ __LINE__, "2026", "%Q", "none" },
		{ __LINE__, "2026", "%Y%", "none" },
		{ __LINE__, "", "%Y", "none" },
		{ __LINE__, "", "", "none" },
	};
	struct zone z;
	struct date_context ctx = context(&z, "2026-11-20T10:30:20+08:00");
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str got = STR("none");
		struct when w;

		if (date_parse_format(&a, str_c(rows[i].in),
			str_c(rows[i].format), &ctx, &w) == 0)
			got = date_show(&a, &w);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

static void
test_url(void **state)
{
	static const struct date_row rows[] = {
		{ __LINE__, "https://a.example/2026/1120/c1001-40367890.html",
		    "2026-11-20" },
		{ __LINE__, "https://a.example/art/202611/t20261120_12345.html",
		    "2026-11-20" },
		{ __LINE__, "https://a.example/2026/11/20/slug", "2026-11-20" },
		{ __LINE__, "https://a.example/2026-11/20/content_1.htm",
		    "2026-11-20" },
		{ __LINE__, "https://a.example/202611/20/x", "2026-11-20" },
		{ __LINE__, "/a/20261120A0123", "2026-11-20" },
		{ __LINE__, "https://a.example/2026-11-20-title",
		    "2026-11-20" },
		{ __LINE__, "https://a.example/20261120083000.shtml",
		    "2026-11-20" },
		{ __LINE__, "https://a.example/2026/11/slug", "2026-11" },
		{ __LINE__, "https://a.example/202611/slug", "2026-11" },
		{ __LINE__, "https://a.example/12345678/x", "none" },
		{ __LINE__, "https://a.example/20261320", "none" },
		{ __LINE__, "https://a.example/2027/11/20/", "none" },
		{ __LINE__, "https://a.example/p/1001202611201", "none" },
		{ __LINE__, "https://20261120.example/", "none" },
		{ __LINE__, "https://a.example/x?d=20261120", "none" },
		{ __LINE__, "https://a.example/2026", "none" },
		{ __LINE__, "", "none" },
	};
	struct zone z;
	struct date_context ctx = context(&z, "2026-11-20T10:30:20+08:00");
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str got = STR("none");
		struct when w;

		if (date_in_url(str_c(rows[i].in), &ctx, &w) == 0)
			got = date_show(&a, &w);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

/* Read TEXTS, separated by "|", mend them, and show them likewise. */
static struct str
mended(struct arena *a, const char *texts, const char *link,
    const struct date_context *ctx)
{
	struct date_evidence v[32];
	struct str out[64];
	struct str rest = str_c(texts), part;
	size_t n = 0;

	while (str_cut(&rest, '|', &part)) {
		v[n] = (struct date_evidence){ ARENA_NEW(a, struct when),
			str_c(link) };
		if (date_parse(a, part, ctx, v[n].when) != 0)
			v[n].when->precision = PRECISION_NONE;
		n++;
	}
	date_mend_list(v, n, ctx);
	for (size_t i = 0; i < n; i++) {
		out[2 * i] = STR("|");
		out[2 * i + 1] = v[i].when->precision == PRECISION_NONE
				     ? STR("none")
				     : str_sub(date_show(a, v[i].when), 0, 10);
	}
	return str_from(arena_concat(a, out, 2 * n), 1);
}

static void
test_mend(void **state)
{
	static const struct {
		int line;
		const char *in, *link, *want;
	} rows[] = {
		/* oldest first, over a new year */
		{ __LINE__, "09-16|10-30|12-24|01-29|02-06|03-24", "",
		    "2020-09-16|2020-10-30|2020-12-24|2021-01-29|2021-02-06|2021-03-24" },
		/* newest first */
		{ __LINE__, "04-01|03-24|01-29|12-24", "",
		    "2021-04-01|2021-03-24|2021-01-29|2020-12-24" },
		/* more than a year, newest first */
		{ __LINE__, "03-24|11-05|04-10|03-25|01-02|12-11", "",
		    "2021-03-24|2020-11-05|2020-04-10|2020-03-25|2020-01-02|2019-12-11" },
		/* more than a year, oldest first */
		{ __LINE__, "11-05|02-10|08-20|01-15|03-24", "",
		    "2019-11-05|2020-02-10|2020-08-20|2021-01-15|2021-03-24" },
		/* one that is pinned to the top moves no other */
		{ __LINE__, "02-01|04-01|03-31|03-24|03-20", "",
		    "2021-02-01|2021-04-01|2021-03-31|2021-03-24|2021-03-20" },
		/* years that are given hold */
		{ __LINE__, "2019-12-30|12-24|2019-12-01", "",
		    "2019-12-30|2019-12-24|2019-12-01" },
		/* the link knows */
		{ __LINE__, "03-24|03-20", "https://a.example/2018/03/24/x",
		    "2018-03-24|2018-03-20" },
		{ __LINE__, "03-24|无|03-20", "",
		    "2021-03-24|none|2021-03-20" },
		{ __LINE__, "3天前|昨天|周一 08:00", "",
		    "2021-03-30|2021-04-01|2021-03-29" },
		/* which of two figures is the month */
		{ __LINE__, "03/02/2021|28/01/2021|05/01/2021", "",
		    "2021-02-03|2021-01-28|2021-01-05" },
		{ __LINE__, "03/02/2021|01/28/2021|01/05/2021", "",
		    "2021-03-02|2021-01-28|2021-01-05" },
	};
	struct zone z;
	struct date_context ctx = context(&z, "2021-04-02T10:30:20+08:00");
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str got = mended(&a, rows[i].in, rows[i].link, &ctx);

		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	date_mend_list(NULL, 0, &ctx);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_url),
		cmocka_unit_test(test_mend),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
