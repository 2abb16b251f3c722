// SPDX-License-Identifier: ISC
// Dates in one run of digits: 20241120, 20241120083000, seconds since 1970.
#include "reading.h"

/* Nothing was dated on the web before it, nor much after now. */
#define FIRST_YEAR 1990
#define SLACK_DAYS 2

static bool
day_of(const struct reader *r, uint64_t v, struct stamp *s)
{
	s->day = (int)(v % 100);
	s->month = (int)(v / 100 % 100);
	s->year = (int)(v / 10000);
	return s->year >= FIRST_YEAR && s->month >= 1 && s->month <= 12 &&
	       s->day >= 1 && s->day <= civil_month_days(s->year, s->month) &&
	       civil_days(s->year, s->month, s->day) <=
		   civil_days(r->now.year, r->now.month, r->now.day) +
		       SLACK_DAYS;
}

static bool
time_of(uint64_t v, bool seconds, struct stamp *s)
{
	if (seconds) {
		s->second = (int)(v % 100);
		v /= 100;
	}
	s->minute = (int)(v % 100);
	s->hour = (int)(v / 100);
	return s->hour < 24 && s->minute < 60 && s->second < 60;
}

static bool
epoch(const struct reader *r, uint64_t v, struct stamp *s)
{
	s->saying = SAYING_EPOCH;
	s->instant = (int64_t)v;
	return s->instant >= 1000000000 &&
	       s->instant <= r->ctx->now + SLACK_DAYS * 86400;
}

size_t
read_compact(const struct reader *r, size_t i, struct reading *out)
{
	const struct token *t = r->x->v + i;
	struct stamp *s = &out->stamp;
	bool ok;

	if (!token_number(r->x, i) || t->han || part_of_chain(r->x, i, i + 1))
		return 0;
	s->saying = SAYING_FIELDS;
	out->needs = NEEDS_NOTHING;
	out->rank = 3;
	if (t->digits == 8) {
		ok = day_of(r, t->number, s);
	} else if (t->digits == 12) {
		ok = day_of(r, t->number / 10000, s) &&
		     time_of(t->number % 10000, false, s);
	} else if (t->digits == 14) {
		ok = day_of(r, t->number / 1000000, s) &&
		     time_of(t->number % 1000000, true, s);
	} else if (t->digits == 10 || t->digits == 13) {
		ok =
		    epoch(r, t->digits == 13 ? t->number / 1000 : t->number, s);
		out->needs = NEEDS_WHOLE;
	} else {
		return 0;
	}
	if (!ok)
		return 0;
	if (t->digits == 8) {
		size_t end = read_time(r, i + 1, true, s);

		return end > 0 ? end : i + 1;
	}
	if (t->digits < 15 && t->digits != 10 && t->digits != 13) {
		size_t end = read_zone(r, i + 1, s);

		return end > 0 ? end : i + 1;
	}
	return i + 1;
}
