// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/civil.h"
#include "schedule/schedule.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define HOUR 3600
#define DAY 86400
#define T 1795000000LL /* a moment of November 2026 */

static const struct source automatic = { .every = { EVERY_AUTO, 0 } };

static struct source
interval(int32_t seconds)
{
	return (struct source){ .every = { EVERY_INTERVAL, seconds } };
}

static struct err
failure(int http)
{
	struct err e = ERR_INIT;

	err_set(&e, http != 0 ? ERR_HTTP : ERR_NET, "failed");
	e.http = http;
	return e;
}

static void
after_success(void **state)
{
	struct memory m = { .failures = 5 };
	struct source s = interval(30 * 60);

	(void)state;
	assert_int_equal(schedule_next(&automatic, &m, T, NULL, 0), T + HOUR);
	assert_int_equal(schedule_next(&s, &m, T, NULL, 0), T + 1800);
	/* What goes with a failure does not count with a success. */
	assert_int_equal(schedule_next(&s, &m, T, NULL, 7200), T + 1800);
}

static void
after_failures(void **state)
{
	static const struct {
		int line;
		int32_t every; /* 0: auto */
		uint32_t failures;
		int http;
		int64_t retry_after, pause;
	} table[] = {
		{ __LINE__, 0, 1, 0, 0, HOUR },
		{ __LINE__, 0, 2, 0, 0, 2 * HOUR },
		{ __LINE__, 0, 3, 500, 0, 4 * HOUR },
		{ __LINE__, 0, 5, 404, 0, 16 * HOUR },
		{ __LINE__, 0, 6, 0, 0, DAY },
		{ __LINE__, 0, UINT32_MAX, 0, 0, DAY },
		{ __LINE__, 600, 1, 0, 0, 600 },
		{ __LINE__, 600, 4, 0, 0, 4800 },
		{ __LINE__, 7 * DAY, 1, 0, 0, DAY },
		{ __LINE__, 0, 0, 0, 0, HOUR },
		/* too much asked */
		{ __LINE__, 600, 1, 429, 0, HOUR },
		{ __LINE__, 600, 2, 503, 0, 2 * HOUR },
		{ __LINE__, 600, 1, 429, 120, HOUR },
		{ __LINE__, 600, 1, 429, 5 * HOUR, 5 * HOUR },
		{ __LINE__, 600, 1, 404, 5 * HOUR, 5 * HOUR },
		{ __LINE__, 600, 1, 429, 30 * DAY, DAY },
		{ __LINE__, 600, 1, 429, INT64_MAX, DAY },
		{ __LINE__, 600, 1, 429, -5, HOUR },
		{ __LINE__, 600, 1, 410, 0, DAY },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct source s =
		    table[i].every == 0 ? automatic : interval(table[i].every);
		struct memory m = { .failures = table[i].failures };
		struct err e = failure(table[i].http);
		int64_t next =
		    schedule_next(&s, &m, T, &e, table[i].retry_after);

		if (next != T + table[i].pause)
			fail_msg("line %d: %lld", table[i].line,
			    (long long)(next - T));
	}
}

static int64_t
instant(const char *s)
{
	int64_t t;

	assert_int_equal(time_parse_rfc3339(str_c(s), &t, NULL, NULL), 0);
	return t;
}

static void
daily(void **state)
{
	static const struct {
		int line;
		const char *zone;
		int hour, minute;
		const char *now, *next;
	} table[] = {
		{ __LINE__, "Asia/Shanghai", 7, 30, "2026-11-20T07:29:59+08:00",
		    "2026-11-20T07:30:00+08:00" },
		{ __LINE__, "Asia/Shanghai", 7, 30, "2026-11-20T07:30:00+08:00",
		    "2026-11-21T07:30:00+08:00" },
		{ __LINE__, "Asia/Shanghai", 0, 0, "2026-12-31T12:00:00+08:00",
		    "2027-01-01T00:00:00+08:00" },
		/* Clocks go forward on 28 March 2027, back on 31 October. */
		{ __LINE__, "Europe/Berlin", 7, 30, "2027-03-27T08:00:00+01:00",
		    "2027-03-28T07:30:00+02:00" },
		{ __LINE__, "Europe/Berlin", 7, 30, "2027-10-30T08:00:00+02:00",
		    "2027-10-31T07:30:00+01:00" },
		/* 02:30 does not exist: as much later. */
		{ __LINE__, "Europe/Berlin", 2, 30, "2027-03-27T12:00:00+01:00",
		    "2027-03-28T03:30:00+02:00" },
		{ __LINE__, "Europe/Berlin", 2, 30, "2027-03-28T03:30:00+02:00",
		    "2027-03-29T02:30:00+02:00" },
		/* 02:30 comes twice: once is enough. */
		{ __LINE__, "Europe/Berlin", 2, 30, "2027-10-30T12:00:00+02:00",
		    "2027-10-31T02:30:00+02:00" },
		{ __LINE__, "Europe/Berlin", 2, 30, "2027-10-31T02:30:00+02:00",
		    "2027-11-01T02:30:00+01:00" },
		{ __LINE__, "UTC", 23, 59, "2026-02-28T23:59:00Z",
		    "2026-03-01T23:59:00Z" },
		/* A day that the calendar left out: 30 December 2011. */
		{ __LINE__, "Pacific/Apia", 12, 0, "2011-12-29T13:00:00-10:00",
		    "2011-12-31T12:00:00+14:00" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct source s = { .every = { EVERY_DAILY,
					table[i].hour * HOUR +
					    table[i].minute * 60 } };
		struct memory m = { 0 };
		struct err e = ERR_INIT;
		int64_t now = instant(table[i].now), next;

		assert_int_equal(
		    zone_init(&s.zone, str_c(table[i].zone), &e), 0);
		next = schedule_next(&s, &m, now, NULL, 0);
		if (next != instant(table[i].next))
			fail_msg("line %d: off by %lld s", table[i].line,
			    (long long)(next - instant(table[i].next)));
	}
}

/* A daily source that failed tries again before its hour comes round. */
static void
daily_failure(void **state)
{
	struct source s = { .every = { EVERY_DAILY, 7 * HOUR },
		.zone = ZONE_UTC };
	int64_t now = instant("2026-11-20T07:00:00Z");
	struct memory m = { .failures = 2 };
	struct err e = failure(0);

	(void)state;
	assert_int_equal(schedule_next(&s, &m, now, &e, 0), now + 2 * HOUR);
	m.failures = 9;
	now += 2 * HOUR;
	assert_int_equal(schedule_next(&s, &m, now, &e, 0), now + 22 * HOUR);
	assert_int_equal(schedule_next(&s, &m, now, &e, DAY), now + DAY);
}

static void
due(void **state)
{
	static const struct source paused = { .paused = true },
				   gone = { .url = { "http://a.test/", 14 } },
				   half_hour = { .every = { EVERY_INTERVAL,
						     1800 } },
				   day = { .every = { EVERY_DAILY, 0 } };
	static const struct {
		int line;
		const struct source *source;
		struct memory m;
		bool want;
	} table[] = {
		{ __LINE__, &automatic, { 0 }, true },
		{ __LINE__, &paused, { 0 }, false },
		{ __LINE__, &automatic, { .last_run = T, .next_due = T },
		    true },
		{ __LINE__, &automatic,
		    { .last_run = T - 60, .next_due = T + 3540 }, false },
		/* cron is a second early */
		{ __LINE__, &automatic,
		    { .last_run = T - 3599, .next_due = T + 1 }, true },
		{ __LINE__, &automatic,
		    { .last_run = T - 3540, .next_due = T + 60 }, true },
		{ __LINE__, &automatic,
		    { .last_run = T - 3539, .next_due = T + 61 }, false },
		/* but no failed source comes early, and no daily one */
		{ __LINE__, &automatic,
		    { .last_run = T - 3599, .next_due = T + 1, .failures = 1 },
		    false },
		{ __LINE__, &day, { .last_run = T - DAY, .next_due = T + 1 },
		    false },
		/* `every` was made shorter */
		{ __LINE__, &half_hour,
		    { .last_run = T - 1800, .next_due = T + 1800 }, true },
		{ __LINE__, &half_hour,
		    { .last_run = T - 600, .next_due = T + 3000 }, false },
		/* the clock was put back by a year */
		{ __LINE__, &automatic,
		    { .last_run = T + 365 * DAY,
			.next_due = T + 365 * DAY + HOUR },
		    true },
		/* gone, until the address is another one */
		{ __LINE__, &gone,
		    { .last_run = T - 9 * DAY,
			.next_due = T - 8 * DAY,
			.state = STATE_GONE,
			.url = { "http://a.test/", 14 } },
		    false },
		{ __LINE__, &gone,
		    { .last_run = T - 9 * DAY,
			.next_due = T - 8 * DAY,
			.state = STATE_GONE,
			.url = { "http://b.test/", 14 } },
		    true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++)
		if (schedule_due(table[i].source, &table[i].m, T) !=
		    table[i].want)
			fail_msg("line %d", table[i].line);
}

/* Started by cron each hour, give or take, an hourly source is never missed. */
static void
cron_misses_no_turn(void **state)
{
	static const int late[] = { 2, 1, 3, 0, 2, 1, 0, 1 };
	struct memory m = { 0 };
	struct source s = interval(HOUR);

	(void)state;
	for (size_t i = 0; i < COUNT(late); i++) {
		int64_t now = T + (int64_t)i * HOUR + late[i];

		assert_true(schedule_due(&s, &m, now));
		m.last_run = now;
		m.next_due = schedule_next(&s, &m, now, NULL, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(after_success),
		cmocka_unit_test(after_failures),
		cmocka_unit_test(daily),
		cmocka_unit_test(daily_failure),
		cmocka_unit_test(due),
		cmocka_unit_test(cron_misses_no_turn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
