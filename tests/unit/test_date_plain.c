// SPDX-License-Identifier: ISC
// The short way to a date comes to the same as the long one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/arena.h"
#include "normalize/date/reading.h"

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))
#define NOW INT64_C(1795600000) /* 2026-11-25 */

static const char *const zones[] = { "Asia/Shanghai", "Europe/Berlin",
	"America/New_York", "+05:45", "UTC" };
static const char *const languages[] = { "", "zh-CN", "en", "th", "fa" };
static const char *const days[] = { "2026-11-25", "2026-11-20", "2026/11/20",
	"2026-12-31", "2025-03-30", "2025-10-26", "2025/03/09", "2024-02-29",
	"1999-12-31", "1970-01-01" };
static const char *const clocks[] = { "", " 00:00", " 02:30", " 23:59",
	" 01:30:00", " 23:59:59" };

/* Those that take the long way, whatever that makes of them. */
static const char *const others[] = { "", "2026", "2026-11-2", "26-11-20",
	"2026-11/20", "2026.11.20", "2026-11-20T", "2026/11/20T08:30",
	"2026-11-20  08:30", "2026-11-20 8:30", "2026-11-20 08.30",
	"2026-11-20 08:30:60", "2026-11-20 24:00", "2026-11-20 08:61",
	"2026-00-20", "2026-13-20", "2026-11-00", "2026-11-31", "2025-02-29",
	"2027-01-01", "2569-11-20", "1405-08-29", "1969-12-31", "2026-11-20Z",
	"2026-11-20T08:30:00Z", "2026-11-20 08:30:5", "x026-11-20",
	"2026-11-2x", "+026-11-20", "2026-11-20 -8:30", "2026-11-20 08:30 " };

static void
assert_same(struct str text, const struct date_context *ctx)
{
	struct when plain, slow = { .t = 0 };
	struct arena a;

	arena_init(&a, 1 << 20);
	if (!date_plain(text, ctx, &plain))
		fail_msg("\"%.*s\" takes the long way", STR_ARG(text));
	/* A blank before it is nothing to the long way, and too much here. */
	assert_int_equal(
	    date_parse(&a,
		arena_concat(&a, (struct str[]){ STR(" "), text }, 2), ctx,
		&slow),
	    0);
	if (plain.t != slow.t || plain.offset != slow.offset ||
	    plain.precision != slow.precision ||
	    plain.inferred != slow.inferred || plain.how != slow.how ||
	    !str_eq(plain.raw, slow.raw))
		fail_msg("\"%.*s\" in %s: %lld %d %u, the long way %lld %d %u",
		    STR_ARG(text), ctx->zone->name, (long long)plain.t,
		    plain.offset, plain.how, (long long)slow.t, slow.offset,
		    slow.how);
	arena_release(&a);
}

/* All days and clocks in the zone and language of CTX. */
static void
check_all(const struct date_context *ctx)
{
	char text[32];

	for (size_t d = 0; d < COUNT(days); d++)
		for (size_t c = 0; c < COUNT(clocks); c++) {
			int n = snprintf(
			    text, sizeof(text), "%s%s", days[d], clocks[c]);

			assert_same(str_n(text, (size_t)n), ctx);
			if (n == 10 || text[4] == '/')
				continue;
			text[10] = 'T';
			assert_same(str_n(text, (size_t)n), ctx);
		}
}

static void
test_as_the_long_way(void **state)
{
	struct err e = ERR_INIT;
	struct zone z;

	(void)state;
	for (size_t i = 0; i < COUNT(zones); i++) {
		assert_int_equal(zone_init(&z, str_c(zones[i]), &e), 0);
		for (size_t k = 0; k < COUNT(languages); k++)
			for (int order = DATE_ORDER_AUTO;
			     order <= DATE_ORDER_YMD; order++)
				check_all(&(struct date_context){ .now = NOW,
				    .zone = &z,
				    .language = str_c(languages[k]),
				    .order = (enum date_order)order });
	}
}

static void
test_others(void **state)
{
	const struct date_context ctx = { .now = NOW, .zone = &ZONE_UTC };
	const struct date_context late = { .now = INT64_C(253402300799),
		.zone = &ZONE_UTC };
	struct when w;

	(void)state;
	/* A number of four figures that large is no year. */
	assert_false(date_plain(STR("9999-12-31"), &late, &w));
	assert_true(date_plain(STR("2600-12-31"), &late, &w));
	for (size_t i = 0; i < COUNT(others); i++)
		if (date_plain(str_c(others[i]), &ctx, &w))
			fail_msg("\"%s\" takes the short way", others[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_the_long_way),
		cmocka_unit_test(test_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
