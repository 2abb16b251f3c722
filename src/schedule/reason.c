// SPDX-License-Identifier: ISC
#include "base/civil.h"
#include "schedule/rhythm.h"
#include "schedule/schedule.h"

#define HOUR 3600
#define DAY 86400

/* "07:30 +08:00", or "22 Nov 07:30 +08:00" when it is more than half a day
 * after the last run, by clocks in the zone. */
static struct str
clock_text(
    struct arena *a, const struct source *s, const struct memory *m, int64_t t)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct civil c;
	struct str clock;

	zone_civil(s->zone, t, &c);
	clock = time_clock(a, c.hour, c.minute, zone_offset(s->zone, t));
	if (t - m->last_run < DAY / 2)
		return clock;
	return arena_printf(a, "%d %s %s", c.day, months[c.month - 1], clock.p);
}

static struct str
pause_text(struct arena *a, int32_t s)
{
	static const struct {
		int32_t worth;
		const char *name;
	} units[] = { { DAY, "d" }, { HOUR, "h" }, { 60, "min" }, { 1, "s" } };
	size_t u = 0;

	while (s % units[u].worth != 0)
		u++;
	return arena_printf(a, "%d %s", s / units[u].worth, units[u].name);
}

/* "about 3 times a day": the largest unit in which it is once or more. */
static struct str
rate_text(struct arena *a, int64_t per_day)
{
	static const struct {
		int64_t days;
		const char *name;
	} units[] = { { 1, "day" }, { 7, "week" }, { 30, "month" } };

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		int64_t n = (per_day * units[i].days + 500) / 1000;

		/* "5 times a week" says more than "once a day". */
		if (per_day * units[i].days < 850)
			continue;
		if (n == 1)
			return arena_printf(
			    a, "about once a %s", units[i].name);
		return arena_printf(
		    a, "about %lld times a %s", (long long)n, units[i].name);
	}
	return STR("less than once a month");
}

/* How often something came in an hour, were each looked at equally long. */
static int64_t
frequency(const struct tally *t)
{
	return t->seconds == 0 ? 0 : (int64_t)t->events * HOUR / t->seconds;
}

/*
 * The shortest run of the N cells that holds PART tenths of what came, and its
 * first cell. N when nothing came.
 */
static int
main_part(const struct tally *v, int n, int part, int *first)
{
	int64_t all = 0;

	for (int i = 0; i < n; i++)
		all += frequency(&v[i]);
	for (int len = 1; len < n && all > 0; len++)
		for (int from = 0; from < n; from++) {
			int64_t sum = 0;

			for (int i = 0; i < len; i++)
				sum += frequency(&v[(from + i) % n]);
			if (sum * 10 < all * part)
				continue;
			*first = from;
			return len;
		}
	return n;
}

/* ", mostly Mon-Fri 09-18 h": what stands out enough to be told. */
static struct str
habit_text(struct arena *a, const struct rhythm *r)
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu",
		"Fri", "Sat" };
	int hour = 0, day = 0;
	int hours = main_part(r->hour, 24, 8, &hour);
	int ndays = main_part(r->day, 7, 9, &day);
	struct str when = STR_NULL;

	if (ndays == 1)
		when = arena_printf(a, " %s", days[day]);
	else if (ndays <= 5)
		when = arena_printf(
		    a, " %s-%s", days[day], days[(day + ndays - 1) % 7]);
	if (hours <= 14)
		when = arena_printf(a, "%.*s %02d-%02d h", STR_ARG(when), hour,
		    (hour + hours - 1) % 24 + 1);
	return str_empty(when) ? when
			       : arena_printf(a, ", mostly%.*s", STR_ARG(when));
}

/* Fewer events than this are no habit. */
#define HABIT_EVENTS 5000

static struct str
auto_text(struct arena *a, const struct memory *m)
{
	const struct rhythm *r = &m->rhythm;
	int64_t silent = (m->last_run - r->newest) / DAY, events = 0;

	for (int d = 0; d < 7; d++)
		events += r->day[d].events;
	if (events == 0 && silent > 0 && r->learned > 0)
		return arena_printf(a, "auto: nothing new for %lld day%s",
		    (long long)silent, silent == 1 ? "" : "s");
	if (events == 0)
		return STR("auto: nothing learned yet");
	return arena_printf(a, "auto: new %.*s%.*s",
	    STR_ARG(rate_text(a, rhythm_per_day(r))),
	    STR_ARG(events < HABIT_EVENTS ? STR_NULL : habit_text(a, r)));
}

static struct str
every_text(
    struct arena *a, const struct source *s, const struct memory *m, int64_t t)
{
	int32_t at = s->every.seconds;

	switch (s->every.kind) {
	case EVERY_AUTO:
		return auto_text(a, m);
	case EVERY_DAILY:
		return arena_printf(a, "daily %s",
		    time_clock(
			a, at / HOUR, at % HOUR / 60, zone_offset(s->zone, t))
			.p);
	default:
		return arena_printf(
		    a, "every %.*s", STR_ARG(pause_text(a, at)));
	}
}

struct str
schedule_reason(struct arena *a, const struct source *s, const struct memory *m,
    const struct due *d)
{
	if (s->paused)
		return STR("paused");
	if (m->last_run == 0 && d->why != DUE_HELD)
		return STR("never fetched");
	if (d->t == DUE_NEVER)
		return STR("gone for good, says the server (410); it is asked "
			   "again when its configuration changes, or by run "
			   "--force");
	switch (d->why) {
	case DUE_BACKOFF:
		return arena_printf(a, "back-off after %u failure%s",
		    (unsigned)m->failures, m->failures == 1 ? "" : "s");
	case DUE_RETRY_AFTER:
		return arena_printf(a,
		    "the server asks to wait until %.*s "
		    "(Retry-After)",
		    STR_ARG(clock_text(a, s, m, d->t)));
	case DUE_FRESH:
		return arena_printf(a,
		    "the server says that the page is good "
		    "until %.*s",
		    STR_ARG(clock_text(a, s, m, d->t)));
	case DUE_HOURS:
		return arena_printf(
		    a, "not before %.*s", STR_ARG(clock_text(a, s, m, d->t)));
	case DUE_SPREAD:
		return STR("put off, as many were due after a long pause");
	case DUE_HELD:
		return STR("put off, as its host asked for a pause");
	case DUE_ROBOTS:
		return STR("its robots.txt is looked at again after a day");
	case DUE_EDITED:
		return STR("its configuration was changed");
	default:
		return every_text(a, s, m, d->t);
	}
}
