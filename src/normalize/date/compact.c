// SPDX-License-Identifier: ISC
// Dates in one run of digits: 20241120, 20241120083000, seconds since 1970.
#include "normalize/date/reading.h"

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
	       s->instant <= r->ctx->now + SLACK_DAYS * INT64_C(86400);
}

/* The time behind eight digits: T083000, -083000, 08:30 */
static size_t
behind_day(const struct reader *r, size_t i, struct stamp *s)
{
	const struct lexed *x = r->x;
	size_t sign = token_punct(x, i, "-_"), k = i + sign, end;

	if (token_number(x, k) && !x->v[k].han && x->v[k].digits == 6 &&
	    time_of(x->v[k].number, true, s)) {
		end = read_zone(r, k + 1, s);
		return end > 0 ? end : k + 1;
	}
	end = read_time(r, sign && token_punct(x, k + 1, ":") ? k : i, true, s);
	return end > 0 ? end : i;
}

/* Seconds with decimals */
static size_t
fraction(const struct lexed *x, size_t i)
{
	return token_punct(x, i, ".") && !x->v[i].space &&
		       x->v[i + 1].kind == TOKEN_NUMBER && !x->v[i + 1].space
		   ? i + 2
		   : i;
}

size_t
read_compact(const struct reader *r, size_t i, struct reading *out)
{
	const struct token *t = r->x->v + i;
	struct stamp *s = &out->stamp;
	size_t end = i + 1;
	bool ok;

	if (!token_number(r->x, i) || t->han)
		return 0;
	s->saying = SAYING_FIELDS;
	out->needs = NEEDS_NOTHING;
	out->rank = 3;
	switch (t->digits) {
	case 8:
		ok = day_of(r, t->number, s);
		end = behind_day(r, i + 1, s);
		break;
	case 12:
		ok = day_of(r, t->number / 10000, s) &&
		     time_of(t->number % 10000, false, s);
		break;
	case 14:
		ok = day_of(r, t->number / 1000000, s) &&
		     time_of(t->number % 1000000, true, s);
		break;
	case 10:
		end = fraction(r->x, end);
		ok = epoch(r, t->number, s);
		out->needs = NEEDS_WHOLE;
		break;
	case 13:
		ok = epoch(r, t->number / 1000, s);
		out->needs = NEEDS_WHOLE;
		break;
	default:
		return 0;
	}
	/* 20261120号 is a number of some register */
	if (!ok || part_of_chain(r->x, i, end) ||
	    token_means(r->x, end, NAME_MARK, MARK_DAY))
		return 0;
	if (t->digits == 12 || t->digits == 14) {
		size_t zone = read_zone(r, end, s);

		end = zone > 0 ? zone : end;
	}
	return end;
}
