// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/civil.h"
#include "schedule/hours.h"
#include "schedule/schedule.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define MINUTE 60
#define HOUR 3600
#define DAY 86400
#define T 1795000000LL /* a moment of November 2026 */

static const struct source automatic = { SOURCE_PARTS(bare_parts),
	.id = { "a", 1 }, .every = { EVERY_AUTO, 0, 900, DAY } };
static const struct outcome well = { 0 };

static struct source
interval(int32_t seconds)
{
	return (struct source){ SOURCE_PARTS(bare_parts), .id = STR("a"),
		.every = { EVERY_INTERVAL, seconds, 0, 0 } };
}

static struct err
failure(int http)
{
	struct err e = ERR_INIT;

	err_set(&e, http != 0 ? ERR_HTTP : ERR_NET, "failed");
	e.http = http;
	return e;
}

static bool
is_due(const struct source *s, const struct memory *m, int64_t now)
{
	return schedule_plan(s, m, !str_eq(m->url, s->url), now).t <= now;
}

/* A rhythm of one event a day at any hour, seen for twenty days. */
static struct memory
daily_memory(uint32_t failures)
{
	struct memory m = { .failures = failures, .last_run = T };

	m.rhythm.learned = m.rhythm.newest = T;
	for (int h = 0; h < 24; h++)
		m.rhythm.hour[h] = (struct tally){ 20000 / 24, 20 * HOUR };
	for (int d = 0; d < 7; d++)
		m.rhythm.day[d] = (struct tally){ 20000 / 7, 20 * DAY / 7 };
	return m;
}

static void
after_success(void **state)
{
	struct memory m = daily_memory(5);
	struct source s = interval(30 * 60);
	struct outcome asks = { .retry_after = 7200 };
	int64_t next;

	(void)state;
	next = schedule_next(&automatic, &m, T, &well).t;
	assert_true(next > T + HOUR / 2 && next < T + 2 * HOUR);
	next = schedule_next(&s, &m, T, &well).t;
	assert_true(next >= T + 1350 && next <= T + 1800 + 60);
	/* What goes with a failure does not count with a success. */
	assert_int_equal(schedule_next(&s, &m, T, &asks).t, next);
}

/* Fetched whenever due, sources of one interval spread over it within a few
 * rounds, are never later than it, and then keep their phase. */
static void
intervals_spread(void **state)
{
	int in_part[6] = { 0 };

	(void)state;
	for (int i = 0; i < 600; i++) {
		char id[8];
		struct memory m = { 0 };
		struct source s = interval(HOUR);
		int64_t now = T - T % HOUR, phase = 0;

		snprintf(id, sizeof(id), "s%d", i);
		s.id = str_c(id);
		for (int round = 0; round < 8; round++) {
			int64_t next = schedule_next(&s, &m, now, &well).t;

			assert_true(next - now <= HOUR + MINUTE);
			assert_true(next - now >= HOUR * 3 / 4);
			now = next;
			if (round == 6)
				phase = now % HOUR;
		}
		assert_int_equal(now % HOUR, phase);
		in_part[phase * 6 / HOUR]++;
	}
	for (int i = 0; i < 6; i++)
		assert_in_range(in_part[i], 70, 130);
}

/* The same state gives the same plan, another source another one. */
static void
chance_has_a_seed(void **state)
{
	struct memory m = daily_memory(0);
	struct source other = automatic;
	int64_t next = schedule_next(&automatic, &m, T, &well).t;
	int same = 0;

	(void)state;
	assert_int_equal(schedule_next(&automatic, &m, T, &well).t, next);
	for (int i = 0; i < 26; i++) {
		char id = (char)('a' + i);

		other.id = (struct str){ &id, 1 };
		same += schedule_next(&other, &m, T, &well).t == next;
	}
	assert_in_range(same, 1, 3);
}

/* Instead of a status: robots.txt does not allow it. */
#define ROBOTS 1

static void
after_failures(void **state)
{
	static const struct {
		int line;
		int32_t every; /* 0: auto, then about an hour and a half */
		uint32_t failures;
		int http;
		int64_t retry_after, pause;
	} table[] = {
		/* soon: the source's own pause, but an hour at most */
		{ __LINE__, 0, 1, 0, 0, HOUR },
		{ __LINE__, 0, 2, 0, 0, 2 * HOUR },
		{ __LINE__, 0, 6, 0, 0, DAY },
		{ __LINE__, 0, UINT32_MAX, 0, 0, DAY },
		{ __LINE__, 600, 0, 0, 0, 600 },
		{ __LINE__, 600, 1, 0, 0, 600 },
		{ __LINE__, 600, 4, 0, 0, 4800 },
		{ __LINE__, 7 * DAY, 1, 0, 0, HOUR },
		/* later: an hour at least */
		{ __LINE__, 600, 1, 404, 0, HOUR },
		{ __LINE__, 600, 3, 404, 0, 4 * HOUR },
		{ __LINE__, 600, 5, 403, 0, 16 * HOUR },
		{ __LINE__, 7 * DAY, 1, 404, 0, DAY },
		/* too much asked: an hour, or what the server says */
		{ __LINE__, 600, 1, 429, 0, HOUR },
		{ __LINE__, 600, 2, 503, 0, 2 * HOUR },
		{ __LINE__, 600, 1, 429, 120, 600 },
		{ __LINE__, 600, 3, 429, 120, 2400 },
		{ __LINE__, 600, 1, 429, -5, HOUR },
		/* robots.txt: a day, however often */
		{ __LINE__, 600, 1, ROBOTS, 0, DAY },
		{ __LINE__, 7 * DAY, 9, ROBOTS, 0, DAY },
		/* never */
		{ __LINE__, 600, 1, 410, 0, 31 * DAY },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct source s =
		    table[i].every == 0 ? automatic : interval(table[i].every);
		struct memory m = daily_memory(table[i].failures);
		struct err e = failure(table[i].http);
		struct outcome bad = { &e, table[i].retry_after, 0 };
		int64_t pause;
		struct due d;

		if (table[i].http == 410)
			e.retry = RETRY_NEVER;
		if (table[i].http == ROBOTS)
			err_set(&e, ERR_ROBOTS, "not allowed");
		d = schedule_next(&s, &m, T, &bad);
		pause = d.t - T;
		/* Up to a tenth less, by chance. */
		if (pause > table[i].pause ||
		    pause < table[i].pause - table[i].pause / 10 ||
		    d.why != (e.code == ERR_ROBOTS ? DUE_ROBOTS : DUE_BACKOFF))
			fail_msg(
			    "line %d: %lld", table[i].line, (long long)pause);
	}
}

/* What the server asks for is kept to the second, up to a day. */
static void
retry_after(void **state)
{
	static const struct {
		int line;
		int http;
		int64_t asked, pause;
	} table[] = {
		{ __LINE__, 429, 5 * HOUR, 5 * HOUR },
		{ __LINE__, 503, 5 * HOUR, 5 * HOUR },
		{ __LINE__, 404, 5 * HOUR, 5 * HOUR },
		{ __LINE__, 429, 30 * DAY, DAY },
		{ __LINE__, 429, INT64_MAX, DAY },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct source s = interval(600);
		struct memory m = { .failures = 1 };
		struct err e = failure(table[i].http);
		struct outcome bad = { &e, table[i].asked, 0 };
		struct due d = schedule_next(&s, &m, T, &bad);

		if (d.t - T != table[i].pause || d.why != DUE_RETRY_AFTER)
			fail_msg("line %d: %lld", table[i].line,
			    (long long)(d.t - T));
	}
}

/* max-age, Expires and a feed's ttl are lower bounds, up to a day. */
static void
fresh_pages_wait(void **state)
{
	static const struct {
		int line;
		enum every_kind kind;
		int64_t fresh_for;
		uint32_t ttl;
		int64_t pause; /* 0: as planned */
	} table[] = {
		{ __LINE__, EVERY_INTERVAL, 0, 0, 0 },
		{ __LINE__, EVERY_INTERVAL, 300, 60, 0 },
		{ __LINE__, EVERY_INTERVAL, 5 * HOUR, 0, 5 * HOUR },
		{ __LINE__, EVERY_INTERVAL, HOUR, 2 * HOUR, 2 * HOUR },
		{ __LINE__, EVERY_INTERVAL, 365 * DAY, 0, DAY },
		{ __LINE__, EVERY_AUTO, 9 * HOUR, 0, 9 * HOUR },
		/* once a day is not too often for anybody */
		{ __LINE__, EVERY_DAILY, 365 * DAY, UINT32_MAX, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct memory m = daily_memory(0);
		struct source s = { SOURCE_PARTS(bare_parts), .id = STR("a"),
			.every = { table[i].kind, 1800, 900, DAY } };
		struct outcome o = { .fresh_for = table[i].fresh_for };
		struct due d;

		m.hints.ttl = table[i].ttl;
		d = schedule_next(&s, &m, T, &o);
		if ((d.why == DUE_FRESH) != (table[i].pause != 0) ||
		    (d.why == DUE_FRESH && d.t - T != table[i].pause))
			fail_msg("line %d: %lld", table[i].line,
			    (long long)(d.t - T));
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
		struct source_parts parts = bare_parts;
		struct source s = { SOURCE_PARTS(parts),
			.every = { EVERY_DAILY,
			    table[i].hour * HOUR + table[i].minute * 60, 0,
			    0 } };
		struct memory m = { 0 };
		struct err e = ERR_INIT;
		int64_t now = instant(table[i].now), next;

		assert_int_equal(
		    zone_init(&parts.zone, str_c(table[i].zone), &e), 0);
		next = schedule_next(&s, &m, now, &well).t;
		if (next != instant(table[i].next))
			fail_msg("line %d: off by %lld s", table[i].line,
			    (long long)(next - instant(table[i].next)));
	}
}

/* A daily source that failed tries again before its hour comes round. */
static void
daily_failure(void **state)
{
	struct source s = { SOURCE_PARTS(bare_parts),
		.every = { EVERY_DAILY, 7 * HOUR, 0, 0 } };
	int64_t now = instant("2026-11-20T07:00:00Z"), next;
	struct memory m = { .failures = 2 };
	struct err e = failure(0);
	struct outcome bad = { .failed = &e };

	(void)state;
	next = schedule_next(&s, &m, now, &bad).t;
	assert_in_range(next - now, 2 * HOUR - 720, 2 * HOUR);
	m.failures = 9;
	now += 5 * HOUR;
	assert_int_equal(schedule_next(&s, &m, now, &bad).t, now + 19 * HOUR);
	bad.retry_after = DAY;
	assert_int_equal(schedule_next(&s, &m, now, &bad).t, now + DAY);
}

static void
due(void **state)
{
	static const struct source paused = { SOURCE_PARTS(bare_parts),
		.paused = true },
				   gone = { SOURCE_PARTS(bare_parts),
					   .url = { "http://a.test/", 14 } },
				   half_hour = { SOURCE_PARTS(bare_parts),
					   .every = { EVERY_INTERVAL, 1800, 0,
					       0 } },
				   day = { SOURCE_PARTS(bare_parts),
					   .every = { EVERY_DAILY, 0, 0, 0 } };
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
		    { .last_run = T - 3599,
			.next_due = T + 1,
			.failures = 1,
			.due_reason = DUE_BACKOFF },
		    false },
		/* what a server asked for is waited for in full */
		{ __LINE__, &half_hour,
		    { .last_run = T - 3599,
			.next_due = T + 1,
			.due_reason = DUE_FRESH },
		    false },
		/* a wrong clock planned for next year */
		{ __LINE__, &automatic,
		    { .last_run = T - DAY, .next_due = T + 365 * DAY }, true },
		{ __LINE__, &automatic,
		    { .last_run = T + 2 * HOUR, .next_due = T + 3 * HOUR },
		    true },
		/* not to be tried again for a month, and `hours` after that */
		{ __LINE__, &automatic,
		    { .last_run = T - DAY,
			.next_due = T + 30 * DAY,
			.failures = 1,
			.due_reason = DUE_HOURS },
		    false },
		/* a longest pause that was made shorter */
		{ __LINE__, &automatic,
		    { .last_run = T - DAY, .next_due = T + DAY }, true },
		{ __LINE__, &day, { .last_run = T - 60, .next_due = T + 1 },
		    false },
		/* the hour of the day was made another one */
		{ __LINE__, &day, { .last_run = T - DAY, .next_due = T + HOUR },
		    true },
		/* `every` was made shorter */
		{ __LINE__, &half_hour,
		    { .last_run = T - 1800, .next_due = T + 1800 }, true },
		{ __LINE__, &half_hour,
		    { .last_run = T - 600, .next_due = T + 3000 }, false },
		/* `hours` are no more, or let it in sooner */
		{ __LINE__, &half_hour,
		    { .last_run = T - HOUR,
			.next_due = T + HOUR,
			.due_reason = DUE_HOURS },
		    true },
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
		if (is_due(table[i].source, &table[i].m, T) != table[i].want)
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

		assert_true(is_due(&s, &m, now));
		m.last_run = now;
		m.next_due = schedule_next(&s, &m, now, &well).t;
	}
}

/* hours */

static void
hours(void **state)
{
	static const struct {
		int line;
		const char *zone;
		struct day_part part[2];
		size_t n;
		const char *at, *open;
	} table[] = {
		{ __LINE__, "Asia/Shanghai", { { 7 * HOUR, 23 * HOUR } }, 1,
		    "2026-11-20T07:00:00+08:00", "2026-11-20T07:00:00+08:00" },
		{ __LINE__, "Asia/Shanghai", { { 7 * HOUR, 23 * HOUR } }, 1,
		    "2026-11-20T06:59:59+08:00", "2026-11-20T07:00:00+08:00" },
		{ __LINE__, "Asia/Shanghai", { { 7 * HOUR, 23 * HOUR } }, 1,
		    "2026-11-20T23:00:00+08:00", "2026-11-21T07:00:00+08:00" },
		{ __LINE__, "UTC", { { 0, DAY } }, 1, "2026-11-20T23:59:59Z",
		    "2026-11-20T23:59:59Z" },
		/* over midnight */
		{ __LINE__, "UTC", { { 22 * HOUR, 2 * HOUR } }, 1,
		    "2026-11-20T01:59:59Z", "2026-11-20T01:59:59Z" },
		{ __LINE__, "UTC", { { 22 * HOUR, 2 * HOUR } }, 1,
		    "2026-11-20T02:00:00Z", "2026-11-20T22:00:00Z" },
		/* two spans: the nearer one */
		{ __LINE__, "UTC",
		    { { 15 * HOUR, 17 * HOUR }, { 9 * HOUR, 11 * HOUR } }, 2,
		    "2026-11-20T11:30:00Z", "2026-11-20T15:00:00Z" },
		{ __LINE__, "UTC",
		    { { 15 * HOUR, 17 * HOUR }, { 9 * HOUR, 11 * HOUR } }, 2,
		    "2026-11-20T18:00:00Z", "2026-11-21T09:00:00Z" },
		/* Clocks go forward on 28 March 2027, back on 31 October. A
		 * span that is skipped as a whole is left out. */
		{ __LINE__, "Europe/Berlin", { { 7 * HOUR, 23 * HOUR } }, 1,
		    "2027-03-27T23:30:00+01:00", "2027-03-28T07:00:00+02:00" },
		{ __LINE__, "Europe/Berlin", { { 9000, 3 * HOUR } }, 1,
		    "2027-03-27T12:00:00+01:00", "2027-03-29T02:30:00+02:00" },
		{ __LINE__, "Europe/Berlin", { { 9000, 4 * HOUR } }, 1,
		    "2027-03-27T12:00:00+01:00", "2027-03-28T03:30:00+02:00" },
		{ __LINE__, "Europe/Berlin", { { 7 * HOUR, 23 * HOUR } }, 1,
		    "2027-10-30T23:30:00+02:00", "2027-10-31T07:00:00+01:00" },
		/* 02:30 comes twice, and both are in the span */
		{ __LINE__, "Europe/Berlin", { { 2 * HOUR, 3 * HOUR } }, 1,
		    "2027-10-31T02:30:00+01:00", "2027-10-31T02:30:00+01:00" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct day_part part[2] = { table[i].part[0],
			table[i].part[1] };
		struct source_parts parts = { .hours = { part, table[i].n } };
		struct source s = { SOURCE_PARTS(parts) };
		struct hints none = { 0 };
		struct err e = ERR_INIT;
		int64_t open;

		assert_int_equal(
		    zone_init(&parts.zone, str_c(table[i].zone), &e), 0);
		open = hours_open(&s, &none, instant(table[i].at));
		if (open != instant(table[i].open))
			fail_msg("line %d: off by %lld s", table[i].line,
			    (long long)(open - instant(table[i].open)));
	}
}

/* What a feed asks to skip, and both together. */
static void
hours_to_skip(void **state)
{
	static const struct {
		int line;
		uint32_t hours, days;
		const char *at, *open;
	} table[] = {
		{ __LINE__, 0, 0, "2026-11-20T12:30:00Z",
		    "2026-11-20T12:30:00Z" },
		{ __LINE__, 1u << 12, 0, "2026-11-20T12:30:00Z",
		    "2026-11-20T13:00:00Z" },
		{ __LINE__, 0xffffff & ~(1u << 3), 0, "2026-11-20T12:30:00Z",
		    "2026-11-21T03:00:00Z" },
		/* Friday to Sunday: a Monday it is */
		{ __LINE__, 1, 1u << 5 | 1u << 6 | 1, "2026-11-20T12:30:00Z",
		    "2026-11-23T01:00:00Z" },
		/* all is to be skipped: then nothing is */
		{ __LINE__, 0xffffff, 0, "2026-11-20T12:30:00Z",
		    "2026-11-20T12:30:00Z" },
		{ __LINE__, 0, 0x7f, "2026-11-20T12:30:00Z",
		    "2026-11-20T12:30:00Z" },
	};
	struct day_part from_six = { 6 * HOUR, DAY };
	const struct hours hours = { &from_six, 1 };
	struct source s = { SOURCE_PARTS(bare_parts) };
	struct hints h = { .skip_hours = 1u << 6 };

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct hints skip = { 0, table[i].hours, table[i].days };

		if (hours_open(&s, &skip, instant(table[i].at)) !=
		    instant(table[i].open))
			fail_msg("line %d", table[i].line);
	}
	s.hours = &hours;
	assert_int_equal(hours_open(&s, &h, instant("2026-11-20T02:00:00Z")),
	    instant("2026-11-20T07:00:00Z"));
}

static void
hours_bind_all_plans(void **state)
{
	struct day_part day = { 7 * HOUR, 23 * HOUR };
	const struct hours hours = { &day, 1 };
	struct source s = interval(HOUR);
	struct memory m = { .last_run = 1 };
	struct err e = failure(0);
	struct outcome bad = { .failed = &e };
	int64_t night = instant("2026-11-20T22:50:00Z");
	struct due d;

	(void)state;
	s.hours = &hours;
	d = schedule_next(&s, &m, night, &well);
	assert_int_equal(d.t, instant("2026-11-21T07:00:00Z"));
	assert_int_equal(d.why, DUE_HOURS);
	assert_int_equal(schedule_next(&s, &m, night, &bad).t, d.t);
	/* long due, but asleep until now */
	assert_false(is_due(&s, &m, instant("2026-11-21T03:00:00Z")));
	assert_true(is_due(&s, &m, instant("2026-11-21T07:00:00Z")));
	/* the first time is at once */
	m.last_run = 0;
	assert_true(is_due(&s, &m, instant("2026-11-21T03:00:00Z")));
}

/* after a long pause */

#define MANY 2000

struct many {
	struct source source;
	struct memory memory[MANY];
	struct turn turn[MANY];
};

/* Sources that a run started each STEP had kept fresh until T. */
static struct many *
make_many(struct arena *a, int64_t step)
{
	struct many *v = ARENA_NEW(a, struct many);

	v->source = interval(HOUR);
	for (int i = 0; i < MANY; i++) {
		struct memory *m = &v->memory[i];

		m->last_run = T - i % 4 * step;
		m->next_due = m->last_run + (i % 10 + 1) * HOUR;
		v->turn[i] =
		    (struct turn){ m->last_run, m->next_due, true, false };
	}
	return v;
}

static void
spread_after_a_pause(void **state)
{
	struct arena a;
	struct many *v;
	int64_t now = T + 7 * DAY;
	int in_part[6] = { 0 }, at_once = 0;

	(void)state;
	arena_init(&a, 1 << 24);
	v = make_many(&a, 600);
	v->memory[MANY - 1].last_run = v->turn[MANY - 1].last_run = 0;
	assert_int_equal(
	    schedule_spread(&a, v->turn, MANY, now), MANY - 1 - 64);
	for (int i = 0; i < MANY; i++) {
		struct memory *m = &v->memory[i];

		assert_true(v->turn[i].put_off != v->turn[i].due);
		if (v->turn[i].due) {
			/* the most urgent are those of the shortest pause */
			assert_true(i % 10 == 0 || i == MANY - 1);
			at_once++;
			continue;
		}
		m->next_due = v->turn[i].next_due;
		m->due_reason = DUE_SPREAD;
		assert_true(m->next_due > now && m->next_due <= now + HOUR);
		in_part[(m->next_due - now - 1) * 6 / HOUR]++;
		/* and are not early, nor late */
		assert_false(is_due(&v->source, m, now));
		assert_true(is_due(&v->source, m, m->next_due));
	}
	assert_int_equal(at_once, 65);
	for (int i = 0; i < 6; i++)
		assert_in_range(in_part[i], 315, 330);
	/* In the run after it nothing is put off again. */
	for (int i = 0; i < MANY; i++)
		if (v->turn[i].due)
			v->turn[i].last_run = now;
		else
			v->turn[i].due = i % 2;
	assert_int_equal(schedule_spread(&a, v->turn, MANY, now + 600), 0);
	arena_release(&a);
}

static void
no_spread(void **state)
{
	static const struct {
		int line;
		int64_t step, pause;
		size_t n;
	} table[] = {
		/* how it is run each day, or each hour */
		{ __LINE__, 600, 700, MANY },
		{ __LINE__, DAY, DAY, MANY },
		{ __LINE__, DAY, 7 * DAY, MANY },
		{ __LINE__, HOUR, 2 * HOUR, MANY },
		/* a handful is no burst */
		{ __LINE__, 600, 7 * DAY, 60 },
		/* a second run ever */
		{ __LINE__, 0, 7 * DAY, MANY },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 26);
	for (size_t i = 0; i < COUNT(table); i++) {
		struct many *v = make_many(&a, table[i].step);

		if (schedule_spread(
			&a, v->turn, table[i].n, T + table[i].pause) != 0)
			fail_msg("line %d", table[i].line);
	}
	arena_release(&a);
}

/* silence */
static void
stale(void **state)
{
	static const struct {
		int line;
		uint32_t missed;
		int64_t silent;
		bool want;
	} rows[] = {
		{ __LINE__, 0, 0, false },
		{ __LINE__, 0, 900 * DAY, false },
		{ __LINE__, 5999, 900 * DAY, false },
		{ __LINE__, 6000, 10 * DAY, true },
		/* a week of holidays at an office */
		{ __LINE__, 28000, 9 * DAY, false },
		/* a wire that is never silent */
		{ __LINE__, 100000, 2 * DAY - 1, false },
		{ __LINE__, 100000, 2 * DAY, true },
	};
	struct source s = { SOURCE_PARTS(bare_parts),
		.every = { .kind = EVERY_AUTO } };
	struct memory m = { .state = STATE_STALE };
	struct arena a;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		m.rhythm.missed = rows[i].missed;
		m.rhythm.newest = T - rows[i].silent;
		if (schedule_stale(&m, T) != rows[i].want)
			fail_msg("row %d", rows[i].line);
	}
	/* Nothing is known yet. */
	m.rhythm.newest = 0;
	assert_false(schedule_stale(&m, T));
	arena_init(&a, SIZE_MAX);
	m.rhythm.newest = 1794441600; /* 2026-11-12 */
	m.rhythm.missed = 6499;
	assert_string_equal(schedule_stale_text(&a, &s, &m).p,
	    "nothing new since 2026-11-12, where about 6 were to be expected; "
	    "is this still the list?");
	m.state = STATE_OK;
	assert_int_equal(schedule_stale_text(&a, &s, &m).len, 0);
	arena_release(&a);
}

/* reasons */

/* As planned. */
static struct str
reason(struct arena *a, const struct source *s, const struct memory *m)
{
	struct due d = { m->next_due, m->due_reason };

	if (m->state == STATE_GONE)
		d.t = DUE_NEVER;
	return schedule_reason(a, s, m, &d);
}

static void
reasons(void **state)
{
	static const struct source_parts east = { .zone = { "+08:00", true,
						      8 * HOUR } };
	static const struct source paused = { SOURCE_PARTS(bare_parts),
		.paused = true },
				   plain = { SOURCE_PARTS(bare_parts),
					   .every = { EVERY_INTERVAL, 5400, 0,
					       0 },
					   .url = { "http://a.test/", 14 } },
				   day = { SOURCE_PARTS(bare_parts),
					   .every = { EVERY_DAILY, 27000, 0,
					       0 } },
				   shanghai = { SOURCE_PARTS(east) };
	static const struct {
		int line;
		const struct source *source;
		struct memory m;
		const char *want;
	} table[] = {
		{ __LINE__, &paused, { .last_run = T }, "paused" },
		{ __LINE__, &plain, { 0 }, "never fetched" },
		{ __LINE__, &plain,
		    { .last_run = T,
			.state = STATE_GONE,
			.url = { "http://a.test/", 14 } },
		    "gone for good, says the server (410); it is asked again "
		    "when its configuration changes, or by run --force" },
		{ __LINE__, &plain, { .last_run = T }, "every 90 min" },
		{ __LINE__, &day, { .last_run = T }, "daily 07:30Z" },
		{ __LINE__, &plain,
		    { .last_run = T, .failures = 1, .due_reason = DUE_BACKOFF },
		    "back-off after 1 failure" },
		{ __LINE__, &plain,
		    { .last_run = T, .failures = 4, .due_reason = DUE_BACKOFF },
		    "back-off after 4 failures" },
		{ __LINE__, &plain,
		    { .last_run = T,
			.next_due = T + HOUR,
			.due_reason = DUE_RETRY_AFTER },
		    "the server asks to wait until 12:06Z (Retry-After)" },
		{ __LINE__, &plain,
		    { .last_run = T,
			.next_due = T + DAY,
			.due_reason = DUE_FRESH },
		    "the server says that the page is good until 19 Nov "
		    "11:06Z" },
		{ __LINE__, &plain,
		    { .last_run = T,
			.next_due = T + HOUR,
			.due_reason = DUE_HOURS },
		    "not before 12:06Z" },
		{ __LINE__, &shanghai,
		    { .last_run = T,
			.next_due = T + HOUR,
			.due_reason = DUE_HOURS },
		    "not before 20:06 +08:00" },
		{ __LINE__, &plain, { .last_run = T, .due_reason = DUE_SPREAD },
		    "put off, as many were due after a long pause" },
		{ __LINE__, &plain, { .last_run = T, .due_reason = DUE_ROBOTS },
		    "its robots.txt is looked at again after a day" },
		{ __LINE__, &plain, { .last_run = T, .due_reason = DUE_HELD },
		    "put off, as its host asked for a pause" },
		{ __LINE__, &automatic, { .last_run = T },
		    "auto: nothing learned yet" },
		{ __LINE__, &automatic,
		    { .last_run = T,
			.rhythm = { .learned = T, .newest = T - 40 * DAY } },
		    "auto: nothing new for 40 days" },
	};
	struct memory m = daily_memory(0);
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str got = reason(&a, table[i].source, &table[i].m);

		if (!str_eq(got, str_c(table[i].want)))
			fail_msg("line %d: %.*s", table[i].line, STR_ARG(got));
	}
	assert_string_equal(
	    reason(&a, &automatic, &m).p, "auto: new about once a day");
	for (int h = 0; h < 24; h++)
		if (h < 9 || h > 17)
			m.rhythm.hour[h].events = 0;
	m.rhythm.day[0].events = m.rhythm.day[6].events = 0;
	assert_string_equal(reason(&a, &automatic, &m).p,
	    "auto: new about 5 times a week, mostly Mon-Fri 09-17 h");
	for (int d = 2; d < 7; d++)
		m.rhythm.day[d].events = 0;
	m.rhythm.day[1].events *= 3;
	assert_string_equal(reason(&a, &automatic, &m).p,
	    "auto: new about 3 times a week, mostly Mon 09-17 h");
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(after_success),
		cmocka_unit_test(intervals_spread),
		cmocka_unit_test(chance_has_a_seed),
		cmocka_unit_test(after_failures),
		cmocka_unit_test(retry_after),
		cmocka_unit_test(fresh_pages_wait),
		cmocka_unit_test(daily),
		cmocka_unit_test(daily_failure),
		cmocka_unit_test(due),
		cmocka_unit_test(cron_misses_no_turn),
		cmocka_unit_test(hours),
		cmocka_unit_test(hours_to_skip),
		cmocka_unit_test(hours_bind_all_plans),
		cmocka_unit_test(spread_after_a_pause),
		cmocka_unit_test(no_spread),
		cmocka_unit_test(stale),
		cmocka_unit_test(reasons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
