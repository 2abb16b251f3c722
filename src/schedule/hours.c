// SPDX-License-Identifier: ISC
#include "schedule/hours.h"

#define HOUR 3600
#define DAY 86400
#define WEEK (7LL * DAY)

static int32_t
seconds_of(const struct civil *c)
{
	return c->hour * HOUR + c->minute * 60 + c->second;
}

/* Is CLOCK, seconds after midnight, in the span? */
static bool
in_span(const struct day_part *p, int32_t clock)
{
	if (p->from < p->to)
		return clock >= p->from && clock < p->to;
	return clock >= p->from || clock < p->to;
}

int64_t
hours_next_clock(const struct zone *z, int64_t t, int32_t clock)
{
	struct civil today;

	zone_civil(z, t, &today);
	for (int day = 0;; day++) {
		struct civil c;
		int64_t at;

		civil_from_utc(
		    civil_days(today.year, today.month, today.day + day) * DAY,
		    &c);
		c.hour = clock / HOUR;
		c.minute = clock % HOUR / 60;
		c.second = clock % 60;
		at = zone_instant(z, &c);
		if (at > t)
			return at;
	}
}

/* T, or the start of the next span after it. */
static int64_t
span_open(const struct source *s, int64_t t)
{
	int64_t next = INT64_MAX;
	struct civil c;

	zone_civil(s->zone, t, &c);
	for (size_t i = 0; i < s->hours->n; i++) {
		const struct day_part *part = &s->hours->v[i];
		int64_t at;

		if (in_span(part, seconds_of(&c)))
			return t;
		at = hours_next_clock(s->zone, t, part->from);
		if (at < next)
			next = at;
	}
	return s->hours->n == 0 ? t : next;
}

/* T, or the next full hour that is not skipped. */
static int64_t
hint_open(const struct hints *h, int64_t t)
{
	struct civil c;

	civil_from_utc(t, &c);
	if ((h->skip_hours >> c.hour & 1) == 0 &&
	    (h->skip_days >> civil_weekday(c.year, c.month, c.day) & 1) == 0)
		return t;
	return t - t % HOUR + HOUR;
}

int64_t
hours_open(const struct source *s, const struct hints *h, int64_t t)
{
	int64_t at = t, before;

	if (s->hours->n == 0 && h->skip_hours == 0 && h->skip_days == 0)
		return t;
	do {
		before = at;
		at = hint_open(h, span_open(s, at));
	} while (at != before && at < t + WEEK);
	return at == before ? at : t;
}
