// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/civil.h"
#include "schedule/rates.h"
#include "schedule/rhythm.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define MINUTE 60
#define HOUR 3600
#define DAY 86400
#define LEAST 900
#define MOST DAY

static int64_t
instant(const char *s)
{
	int64_t t;

	assert_int_equal(time_parse_rfc3339(str_c(s), &t, NULL, NULL), 0);
	return t;
}

static struct item
dated(int64_t t, enum precision p)
{
	return (struct item){ .published = {
				  .t = t, .precision = p, .raw = STR_NULL } };
}

static int64_t
wait_at(const struct rhythm *r, const char *now)
{
	return rhythm_wait(r, &ZONE_UTC, instant(now), LEAST, MOST);
}

/* Nothing known: some times a day, neither all the time nor never. */
static void
unknown(void **state)
{
	struct rhythm r = { 0 };
	int64_t wait = wait_at(&r, "2026-11-20T00:00:00Z");

	(void)state;
	assert_in_range(wait, 30 * MINUTE, 6 * HOUR);
}

/* Thirty items of working days, three each at 9:10, 10:20 and 15:30. */
static size_t
office_page(struct item *v, int64_t today)
{
	static const int at[] = { 930, 620, 550 };
	size_t n = 0;

	for (int day = 1; n < 30; day++) {
		struct civil c;
		int weekday;

		civil_from_utc(today - day * DAY, &c);
		weekday = civil_weekday(c.year, c.month, c.day);
		if (weekday == 0 || weekday == 6)
			continue;
		for (size_t i = 0; i < COUNT(at); i++)
			v[n++] = dated(today - day * DAY + at[i] * MINUTE,
			    PRECISION_MINUTE);
	}
	return n;
}

/* A first page is a rhythm at once: often at its hours, hardly at night. */
static void
first_page(void **state)
{
	struct item v[32];
	struct rhythm r = { 0 };
	int64_t now = instant("2026-11-23T00:00:00Z"); /* a Monday */
	size_t n = office_page(v, now);
	int64_t at_nine, at_night, on_sunday;

	(void)state;
	rhythm_learn(&r, &ZONE_UTC, v, n, n, 0, now);
	assert_in_range(rhythm_per_day(&r), 1800, 2600);
	at_nine = wait_at(&r, "2026-11-23T09:00:00Z");
	at_night = wait_at(&r, "2026-11-23T19:00:00Z");
	on_sunday = wait_at(&r, "2026-11-29T09:00:00Z");
	assert_in_range(at_nine, LEAST, 40 * MINUTE);
	assert_in_range(at_night, 3 * at_nine, MOST);
	assert_in_range(on_sunday, 2 * at_nine, MOST);
}

/* Hours are those of the source's zone. */
static void
first_page_elsewhere(void **state)
{
	struct item v[32];
	struct rhythm here = { 0 }, there = { 0 };
	struct zone east = { .name = "+08:00", .fixed = true, .offset = 28800 };
	int64_t now = instant("2026-11-23T00:00:00Z");
	size_t n = office_page(v, now);

	(void)state;
	rhythm_learn(&here, &ZONE_UTC, v, n, n, 0, now);
	rhythm_learn(&there, &east, v, n, n, 0, now);
	assert_int_equal(here.hour[10].events, there.hour[18].events);
	/* The weekday is the local one, too, where it is another. */
	assert_int_equal(here.hour[23].events, 0);
	for (int d = 0; d < 7; d++)
		assert_int_equal(here.day[d].events, there.day[d].events);
}

/* Pages whose dates say nothing, or nothing true. */
static void
junk_dates(void **state)
{
	static const struct {
		int line;
		int n;
		int64_t first, step; /* before now */
		enum precision precision;
		int64_t least, most; /* thousandths of events a day */
	} rows[] = {
		{ __LINE__, 0, 0, 0, PRECISION_NONE, 500, 1500 },
		{ __LINE__, 40, 0, 0, PRECISION_NONE, 500, 1500 },
		/* all in the future, all in the year 1 */
		{ __LINE__, 40, -9 * DAY, 0, PRECISION_MINUTE, 500, 1500 },
		{ __LINE__, 40, 3000LL * 365 * DAY, 0, PRECISION_MINUTE, 500,
		    1500 },
		/* all of this second, of last week */
		{ __LINE__, 40, 0, 0, PRECISION_SECOND, 500, 4000 },
		{ __LINE__, 40, 7 * DAY, 0, PRECISION_SECOND, 0, 200 },
		/* all of today */
		{ __LINE__, 40, 0, 0, PRECISION_DAY, 500, 12000 },
		/* one each day at midnight, which is no time of day */
		{ __LINE__, 40, 0, DAY, PRECISION_MINUTE, 800, 1200 },
		{ __LINE__, 40, 0, DAY, PRECISION_DAY, 800, 1200 },
		/* dead for three years */
		{ __LINE__, 40, 1095 * DAY, 7 * DAY, PRECISION_MINUTE, 0, 30 },
	};
	static struct item v[40];
	int64_t now = instant("2026-11-20T00:00:00Z");

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct rhythm r = { 0 };
		int64_t a_day, wait;

		for (int k = 0; k < rows[i].n; k++)
			v[k] = dated(now - rows[i].first - k * rows[i].step,
			    rows[i].precision);
		rhythm_learn(&r, &ZONE_UTC, v, (size_t)rows[i].n,
		    (size_t)rows[i].n, 0, now);
		a_day = rhythm_per_day(&r);
		wait = rhythm_wait(&r, &ZONE_UTC, now, LEAST, MOST);
		if (a_day < rows[i].least || a_day > rows[i].most)
			fail_msg("line %d: %lld a day", rows[i].line,
			    (long long)a_day);
		if (wait < LEAST || wait > MOST)
			fail_msg("line %d", rows[i].line);
		/* Without a time of day no hour stands out. */
		if (rows[i].step == DAY &&
		    r.hour[0].events > 2 * r.hour[12].events + 1000)
			fail_msg("line %d: midnight", rows[i].line);
	}
}

/* Three pinned items of last year do not make a busy source a slow one. */
static void
pinned(void **state)
{
	struct item v[33];
	struct rhythm r = { 0 };
	int64_t now = instant("2026-11-20T12:00:00Z");

	(void)state;
	for (int i = 0; i < 33; i++)
		v[i] = dated(
		    i < 3 ? now - 400 * DAY - i * 40 * DAY : now - i * HOUR,
		    PRECISION_MINUTE);
	rhythm_learn(&r, &ZONE_UTC, v, 33, 33, 0, now);
	assert_in_range(rhythm_per_day(&r), 16000, 26000);
}

/* Fetch after fetch at the time planned: what comes is EACH items, every STEP
 * seconds, dated or not. Returns the requests of the last ten days. */
static int
live(struct rhythm *r, int64_t step, int each, enum precision p, int days)
{
	static struct item page[400];
	int64_t start = instant("2026-10-01T00:00:00Z"), now = start, last = 0,
		next = start + step / 3;
	int requests = 0;

	while (now < start + days * (int64_t)DAY) {
		size_t n = 0;

		for (; next <= now; next += step)
			for (int i = 0; i < each && n < COUNT(page); i++)
				page[n++] = dated(next, p);
		rhythm_learn(r, &ZONE_UTC, page, n, n, last, now);
		last = now;
		now += rhythm_wait(r, &ZONE_UTC, now, LEAST, MOST);
		requests += now > start + (days - 10) * (int64_t)DAY;
	}
	return requests;
}

/* What is not dated is learned from when it is first seen. */
static void
learned_by_fetching(void **state)
{
	static const struct {
		int line;
		int64_t step;
		int each;
		enum precision precision;
		int64_t least, most; /* thousandths a day */
		int from, to;        /* requests in ten days */
	} rows[] = {
		{ __LINE__, HOUR, 1, PRECISION_NONE, 18000, 28000, 300, 970 },
		{ __LINE__, HOUR, 1, PRECISION_MINUTE, 20000, 26000, 300, 970 },
		/* twenty at once are one event */
		{ __LINE__, DAY / 2, 20, PRECISION_NONE, 1500, 2600, 100, 300 },
		{ __LINE__, DAY / 2, 20, PRECISION_MINUTE, 1500, 2600, 60,
		    300 },
		{ __LINE__, 5 * DAY, 1, PRECISION_NONE, 100, 400, 15, 100 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct rhythm r = { 0 };
		int n =
		    live(&r, rows[i].step, rows[i].each, rows[i].precision, 60);
		int64_t a_day = rhythm_per_day(&r);

		if (a_day < rows[i].least || a_day > rows[i].most ||
		    n < rows[i].from || n > rows[i].to)
			fail_msg("line %d: %lld a day, %d requests",
			    rows[i].line, (long long)a_day, n);
	}
}

/* A source that falls silent is asked less and less often, and at once more
 * often when it speaks again. */
static void
silence(void **state)
{
	struct rhythm r = { 0 };
	struct item one;
	int64_t now = instant("2026-11-30T00:00:00Z"), before, long_after;

	(void)state;
	live(&r, 4 * HOUR, 1, PRECISION_MINUTE, 60);
	before = rhythm_wait(&r, &ZONE_UTC, now, LEAST, MOST);
	for (int day = 1; day <= 60; day++)
		rhythm_learn(&r, &ZONE_UTC, NULL, 0, 0,
		    now + (day - 1) * (int64_t)DAY, now + day * (int64_t)DAY);
	now += 60 * (int64_t)DAY;
	long_after = rhythm_wait(&r, &ZONE_UTC, now, LEAST, MOST);
	assert_true(long_after > 4 * before);
	one = dated(now + HOUR, PRECISION_MINUTE);
	rhythm_learn(&r, &ZONE_UTC, &one, 1, 1, now, now + 2 * HOUR);
	assert_true(rhythm_wait(&r, &ZONE_UTC, now + 2 * HOUR, LEAST, MOST) <
		    long_after / 2);
}

/* A clock that was wrong, and a pause longer than memory: learned anew. */
static void
clock_jumps(void **state)
{
	static const int64_t jumps[] = { -3650LL * DAY, -2 * DAY, 3650LL * DAY,
		INT32_MAX };
	struct item v[32];
	int64_t now = instant("2026-11-23T00:00:00Z");
	size_t n = office_page(v, now);

	(void)state;
	for (size_t i = 0; i < COUNT(jumps); i++) {
		struct rhythm r = { 0 };
		int64_t then = now + jumps[i], a_day;

		rhythm_learn(&r, &ZONE_UTC, v, n, n, 0, now);
		a_day = rhythm_per_day(&r);
		rhythm_learn(&r, &ZONE_UTC, v, n, 0, now, then);
		rhythm_learn(&r, &ZONE_UTC, v, n, 0, then, now);
		assert_int_equal(rhythm_per_day(&r), a_day);
		assert_int_equal(r.learned, now);
	}
}

/* After a week's sleep the dates of the page fill in what was missed. */
static void
long_pause(void **state)
{
	struct item v[32];
	struct rhythm r = { 0 };
	int64_t now = instant("2026-11-23T00:00:00Z"), before;
	size_t n = office_page(v, now);

	(void)state;
	rhythm_learn(&r, &ZONE_UTC, v, n, n, 0, now);
	before = rhythm_per_day(&r);
	n = office_page(v, now + 7 * DAY);
	rhythm_learn(&r, &ZONE_UTC, v, n, 15, now, now + 7 * DAY);
	assert_in_range(rhythm_per_day(&r), before * 8 / 10, before * 12 / 10);
}

static void
bounds(void **state)
{
	struct rhythm busy = { 0 }, dead = { 0 };

	(void)state;
	live(&busy, 5 * MINUTE, 1, PRECISION_MINUTE, 3);
	dead.learned = instant("2026-10-01T00:00:00Z");
	rhythm_learn(&dead, &ZONE_UTC, NULL, 0, 0, dead.learned,
	    dead.learned + 80 * (int64_t)DAY);
	assert_int_equal(wait_at(&busy, "2026-10-04T00:00:00Z"), LEAST);
	assert_int_equal(rhythm_wait(&dead, &ZONE_UTC, 0, LEAST, HOUR), HOUR);
	assert_int_equal(rhythm_wait(&dead, &ZONE_UTC, 0, 300, 300), 300);
}

/* What a damaged database holds may be nonsense, but does no harm. */
static void
nonsense(void **state)
{
	int64_t now = instant("2026-11-20T00:00:00Z");
	struct item v[2] = { dated(now - 60, PRECISION_MINUTE),
		dated(now, PRECISION_NONE) };
	struct rhythm r;

	(void)state;
	memset(&r, 0xff, sizeof(r));
	r.learned = now - DAY;
	r.newest = 0;
	assert_int_equal(
	    rhythm_wait(&r, &ZONE_UTC, now, LEAST, 31 * DAY) >= LEAST, 1);
	rhythm_learn(&r, &ZONE_UTC, v, 2, 2, now - DAY, now);
	for (int h = 0; h < 24; h++)
		r.hour[h] = (struct tally){ h == 7 ? UINT32_MAX : 0, h == 7 };
	for (int d = 0; d < 7; d++)
		r.day[d] = (struct tally){ d == 5 ? UINT32_MAX : 0, d == 5 };
	assert_in_range(wait_at(&r, "2026-11-20T00:00:00Z"), LEAST, MOST);
	rhythm_learn(&r, &ZONE_UTC, v, 2, 2, now - 89 * DAY, now);
	assert_in_range(wait_at(&r, "2026-11-20T00:00:00Z"), LEAST, MOST);
}

/* The hours of two weeks with a change of clocks in them are those that the
 * clocks showed, each after the other. */
static void
hours_over_a_change(void **state)
{
	static const char *const begins[] = { "2027-03-20T11:17:00Z",
		"2027-10-23T11:17:00Z" };
	struct err e = ERR_INIT;
	struct zone z;

	(void)state;
	assert_int_equal(zone_init(&z, STR("Europe/Berlin"), &e), 0);
	for (size_t i = 0; i < COUNT(begins); i++) {
		int64_t from = instant(begins[i]), end = from + 14 * DAY;
		struct piece p = { .to = from };
		int n = 0;

		for (int64_t at = from; piece_next(&z, &p, end); at = p.to) {
			struct civil c, last;

			zone_civil(&z, p.from, &c);
			zone_civil(&z, p.to - 1, &last);
			assert_int_equal(p.from, at);
			assert_int_equal(p.hour, c.hour);
			assert_int_equal(p.hour, last.hour);
			assert_int_equal(
			    p.day, civil_weekday(c.year, c.month, c.day));
			n++;
		}
		assert_int_equal(p.to, end);
		assert_int_equal(n, 14 * 24 + 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unknown),
		cmocka_unit_test(first_page),
		cmocka_unit_test(first_page_elsewhere),
		cmocka_unit_test(junk_dates),
		cmocka_unit_test(pinned),
		cmocka_unit_test(learned_by_fetching),
		cmocka_unit_test(silence),
		cmocka_unit_test(clock_jumps),
		cmocka_unit_test(long_pause),
		cmocka_unit_test(bounds),
		cmocka_unit_test(nonsense),
		cmocka_unit_test(hours_over_a_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
