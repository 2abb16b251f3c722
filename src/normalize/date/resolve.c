// SPDX-License-Identifier: ISC
// From what a text says to an instant.
#include "normalize/date/reading.h"

static int64_t
today(const struct reader *r)
{
	return civil_days(r->now.year, r->now.month, r->now.day);
}

static void
set_day(struct civil *c, int64_t days)
{
	struct civil d;

	civil_from_utc(days * 86400, &d);
	c->year = d.year;
	c->month = d.month;
	c->day = d.day;
}

/* C is one that exists: 31 April, or 29 February outside leap years, is not. */
static bool
day_exists(const struct civil *c)
{
	return c->month >= 1 && c->month <= 12 && c->day >= 1 &&
	       c->day <= civil_month_days(c->year, c->month);
}

/* Clocks of others may be ahead of ours by so much. */
#define CLOCK_SKEW 7200

/*
 * The weekday denies the newest day that is past and fits the one to come:
 * Saturday, 5 December, read in November. It is no date of what is on the page.
 */
static bool
is_to_come(const struct stamp *s, const struct civil *c)
{
	return s->weekday >= 0 &&
	       civil_weekday(c->year, c->month, c->day) != s->weekday &&
	       civil_weekday(c->year + 1, c->month, c->day) == s->weekday;
}

/* The newest year in which the day is not after today. */
static bool
infer_year(const struct reader *r, const struct stamp *s, struct civil *c)
{
	struct civil late;

	zone_civil(r->ctx->zone, r->ctx->now + CLOCK_SKEW, &late);
	for (int back = 0; back <= 9; back++) {
		int64_t now = civil_to_utc(&late);

		c->year = late.year - back;
		if (!day_exists(c))
			continue;
		if (civil_days(c->year, c->month, c->day) <= today(r) ||
		    civil_days(c->year, c->month, c->day) * 86400 +
			    (s->hour < 0 ? 0 : s->hour * 3600) <=
			now)
			return true;
	}
	return false;
}

/* The newest month in which the day is not after today. */
static bool
infer_month(const struct reader *r, struct civil *c)
{
	c->year = r->now.year;
	c->month = r->now.month;
	for (int back = 0; back < 3; back++) {
		if (day_exists(c) &&
		    civil_days(c->year, c->month, c->day) <= today(r))
			return true;
		if (--c->month == 0) {
			c->month = 12;
			c->year--;
		}
	}
	return false;
}

static void
infer_weekday(const struct reader *r, const struct stamp *s, struct civil *c)
{
	int now = civil_weekday(r->now.year, r->now.month, r->now.day);
	int back = (now - s->weekday + 7) % 7;

	if (s->last == 1 && back == 0)
		back = 7;
	if (s->last == 2) {
		/* CLDR, weekData: Monday begins it in China, else Sunday. */
		int first = r->x->language == LANGUAGE_CHINESE ? 6 : 0;

		back = (now + first) % 7 + 7 - (s->weekday + first) % 7;
	}
	set_day(c, today(r) - back);
}

/* The hour that a clock of twelve hours means in a part of the day. */
static int
full_hour(const struct reader *r, int hour, enum period p)
{
	switch (p) {
	case PERIOD_AM:
	case PERIOD_MIDNIGHT:
		return hour == 12 ? 0 : hour;
	case PERIOD_PM:
		return hour < 12 ? hour + 12 : hour;
	case PERIOD_NOON:
		return hour < 6 ? hour + 12 : hour;
	case PERIOD_NIGHT:
		/* 晚上12点 ends a day; elsewhere programs begin one with it. */
		return hour == 12               ? (r->x->cjk ? 24 : 0)
		       : hour >= 5 && hour < 12 ? hour + 12
						: hour;
	default:
		return hour;
	}
}

static enum precision
clock_precision(const struct stamp *s)
{
	return s->second >= 0 ? PRECISION_SECOND
	       : s->hour >= 0 ? PRECISION_MINUTE
			      : PRECISION_DAY;
}

/* What the clocks of Z did to C, which became W. */
static unsigned
clock_rule(const struct zone *z, const struct civil *c, const struct when *w)
{
	int64_t shown = civil_to_utc(c) - w->offset;
	int32_t later;

	/* A bare day that begins at one is as the page has it. */
	if (z->fixed || w->precision == PRECISION_DAY ||
	    w->precision == PRECISION_MONTH)
		return 0;
	if (shown != w->t)
		return HOW_CLOCK_GAP;
	later = zone_offset(z, w->t + 86400);
	return later < w->offset &&
		       zone_offset(z, w->t + w->offset - later) == later
		   ? HOW_CLOCK_TWICE
		   : 0;
}

/* Put C, read in the zone of S, into OUT. */
static int
finish(const struct reader *r, const struct stamp *s, struct civil *c,
    enum precision p, struct when *out)
{
	const struct zone *z = s->has_zone ? &s->zone : r->ctx->zone;
	int hour = s->hour < 0 ? 0 : full_hour(r, s->hour, s->period);

	c->hour = hour % 24;
	c->minute = s->minute < 0 ? 0 : s->minute;
	c->second = s->second < 0 ? 0 : s->second > 59 ? 59 : s->second;
	if (hour >= 24)
		set_day(c, civil_days(c->year, c->month, c->day) + 1);
	if (!civil_valid(c))
		return -1;
	out->t = zone_instant(z, c);
	out->offset = zone_offset(z, out->t);
	out->precision = p;
	out->how |= clock_rule(z, c, out);
	return 0;
}

static int
resolve_fields(const struct reader *r, const struct stamp *s, struct when *out)
{
	struct civil c = { .year = s->year, .month = s->month, .day = s->day };
	enum precision p = clock_precision(s);
	bool floating = false;

	/* Nothing is announced that long before. */
	if (s->year > r->now.year + 1)
		return -1;
	out->inferred = s->year == 0 && s->last == 0;
	if (s->year != 0 && s->month != 0 && s->day == 0) {
		c.day = 1;
		return finish(r, s, &c, PRECISION_MONTH, out);
	}
	if (s->year == 0 && s->month != 0 && s->day != 0) {
		if (!infer_year(r, s, &c) || is_to_come(s, &c))
			return -1;
		out->how |= HOW_YEAR_NEWEST;
	} else if (s->year == 0 && s->day != 0) {
		if (!infer_month(r, &c))
			return -1;
		out->how |= HOW_MONTH_NEWEST;
	} else if (s->year == 0 && s->weekday >= 0) {
		infer_weekday(r, s, &c);
		out->how |= s->last == 0 ? HOW_DAY_NEWEST : HOW_RELATIVE;
		floating = s->last == 0;
	} else if (s->year == 0 && s->hour >= 0) {
		set_day(&c, today(r));
		out->how |= HOW_DAY_NEWEST;
		floating = true;
	}
	if (c.year == 0 || !day_exists(&c) || finish(r, s, &c, p, out) != 0)
		return -1;
	if (s->weekday >= 0 &&
	    civil_weekday(c.year, c.month, c.day) != s->weekday)
		out->how |= HOW_WEEKDAY_WRONG;
	/* A weekday or a time alone is past: 23:50 read at 0:10. */
	if (floating && p != PRECISION_DAY && out->t > r->ctx->now) {
		set_day(&c, civil_days(c.year, c.month, c.day) -
				(s->weekday >= 0 ? 7 : 1));
		return finish(r, s, &c, p, out);
	}
	return 0;
}

static void
subtract_months(struct civil *c, int64_t months)
{
	int64_t m = (int64_t)c->year * 12 + c->month - 1 - months;
	int most;

	c->year = (int)(m / 12);
	c->month = (int)(m % 12) + 1;
	most = civil_month_days(c->year, c->month);
	if (c->day > most)
		c->day = most;
}

/* A span that is longer was no date of the web; the sums stay small. */
#define MOST_MONTHS_BACK 2400
#define MOST_DAYS_BACK 73000

static int
resolve_span(const struct reader *r, const struct stamp *s, struct when *out)
{
	struct civil c = r->now;
	enum unit fine = s->back.finest;
	int64_t months = s->back.year * 12 + s->back.month;
	enum precision p = fine == UNIT_SECOND ? PRECISION_SECOND
			   : fine <= UNIT_HOUR ? PRECISION_MINUTE
			   : fine <= UNIT_WEEK ? PRECISION_DAY
					       : PRECISION_MONTH;

	if (months > MOST_MONTHS_BACK || s->back.day > MOST_DAYS_BACK ||
	    s->back.second / 86400 > MOST_DAYS_BACK)
		return -1;
	out->inferred = months != 0;
	subtract_months(&c, months);
	set_day(&c, civil_days(c.year, c.month, c.day) - s->back.day);
	if (s->hour >= 0)
		return finish(r, s, &c, clock_precision(s), out);
	/* Months are no measure of days: nothing finer than them is sure. */
	if (months != 0)
		p = PRECISION_MONTH;
	if (p == PRECISION_MONTH || (p == PRECISION_DAY && s->back.second == 0))
		return finish(r, s, &c, p, out);
	out->t = months == 0 && s->back.day == 0
		     ? r->ctx->now
		     : zone_instant(r->ctx->zone, &c);
	out->t -= s->back.second;
	out->offset = zone_offset(r->ctx->zone, out->t);
	out->precision = p;
	return 0;
}

static int
resolve_days(const struct reader *r, const struct stamp *s, struct when *out)
{
	struct civil c = r->now;

	set_day(&c, today(r) - s->back.day);
	return finish(r, s, &c, clock_precision(s), out);
}

int
resolve(const struct reader *r, const struct stamp *s, struct when *out)
{
	out->how = s->how;
	if (s->has_zone)
		out->how |= HOW_ZONE_TEXT;
	if (s->saying == SAYING_SPAN || s->saying == SAYING_DAYS)
		out->how |= HOW_RELATIVE;
	switch (s->saying) {
	case SAYING_FIELDS:
		return resolve_fields(r, s, out);
	case SAYING_SPAN:
		return resolve_span(r, s, out);
	case SAYING_DAYS:
		return resolve_days(r, s, out);
	case SAYING_EPOCH:
		out->t = s->instant;
		out->offset = zone_offset(r->ctx->zone, out->t);
		out->precision = PRECISION_SECOND;
		out->how |= HOW_EPOCH;
		return 0;
	default:
		return -1;
	}
}
