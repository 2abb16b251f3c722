// SPDX-License-Identifier: ISC
// Several days, of which the first is taken: Nov 18-20, 2026; 18. bis 20. Mai
#include "normalize/date/reading.h"

/* Past what may stand behind a day: 18., 18th, 18日, (水) */
static size_t
skip_day_end(const struct lexed *x, size_t i)
{
	while (
	    !token_is(x, i, NAME_RANGE, NULL) &&
	    (token_punct(x, i, ".,()") || token_is(x, i, NAME_ORDSUF, NULL) ||
		token_means(x, i, NAME_MARK, MARK_DAY) ||
		token_is(x, i, NAME_WEEKDAY, NULL)))
		i++;
	return i;
}

/* Past the link between two days and the weekday behind it; 0: there is none */
static size_t
past_link(const struct lexed *x, size_t i)
{
	i = skip_day_end(x, i);
	if (!token_punct(x, i, "-~&") && !token_is(x, i, NAME_RANGE, NULL))
		return 0;
	i++;
	if (token_is(x, i, NAME_WEEKDAY, NULL) &&
	    !token_is(x, i, NAME_MONTH, NULL))
		i++;
	return skip_glue(x, i, 2);
}

static bool
is_day(const struct lexed *x, size_t i, int *day)
{
	if (!token_is(x, i, NAME_ORD, day)) {
		if (!token_number(x, i) || x->v[i].digits > 2)
			return false;
		*day = (int)x->v[i].number;
	}
	return *day >= 1 && *day <= 31;
}

static bool
has_day(const struct reading *d)
{
	return d->stamp.month != 0 && d->stamp.day != 0;
}

/* 18-20 November 2026, 18.-20.11.2026: the second says month and year */
static size_t
days_first(const struct reader *r, size_t i, struct reading *out)
{
	const struct lexed *x = r->x;
	struct reading last = { .stamp = STAMP_EMPTY, .linked = true };
	int day, second;
	size_t k, end;

	if (!is_day(x, i, &day) || chain_before(x, i))
		return 0;
	k = past_link(x, i + 1);
	if (k == 0 || !is_day(x, k, &second) || token_punct(x, k + 1, "-/"))
		return 0;
	end = read_date(r, k, &last);
	if (end == 0 || !has_day(&last) || last.stamp.day != second ||
	    day >= second)
		return 0;
	*out = last;
	out->stamp.day = day;
	out->linked = false;
	return end;
}

/* Nov 18-20, 2026 */
static size_t
month_first(const struct reader *r, size_t i, struct reading *out)
{
	const struct lexed *x = r->x;
	struct stamp s = out->stamp;
	int second;
	size_t k = i + 1, end;

	if (!token_is(x, i, NAME_MONTH, &s.month))
		return 0;
	while (token_punct(x, k, ".,") || token_is(x, k, NAME_GLUE, NULL))
		k++;
	if (!is_day(x, k, &s.day))
		return 0;
	k = past_link(x, k + 1);
	if (k == 0 || !is_day(x, k, &second) || second <= s.day)
		return 0;
	end = k + 1;
	/* Nov 18 - 20:30, Nov 18 - 20 minutes, Nov 18-20/2026 */
	if (token_punct(x, end, ":/") || token_is(x, end, NAME_UNIT, NULL) ||
	    token_is(x, end, NAME_PERIOD, NULL) ||
	    token_is(x, end, NAME_MONTH, NULL))
		return 0;
	if (token_is(x, end, NAME_ORDSUF, NULL))
		end++;
	k = skip_glue(x, end, 2);
	if (token_number(x, k) && x->v[k].digits == 4 &&
	    !token_punct(x, k, ":")) {
		s.year = full_year(r, x->v[k].number, 4);
		if (s.year != 0)
			end = k + 1;
	}
	s.saying = SAYING_FIELDS;
	out->stamp = s;
	out->rank = s.year != 0 ? 5 : 3;
	out->needs = NEEDS_NOTHING;
	return end;
}

/* 28 Dec - 2 Jan 2027: the second says the year, or neither does */
static size_t
both_whole(const struct reader *r, size_t i, struct reading *out)
{
	struct reading first = *out,
		       last = { .stamp = STAMP_EMPTY, .linked = true };
	struct stamp *s = &first.stamp;
	size_t k, end = read_date(r, i, &first);

	if (end == 0 || !has_day(&first) || s->year != 0)
		return 0;
	k = past_link(r->x, end);
	end = k == 0 ? 0 : read_date(r, k, &last);
	if (end == 0 || !has_day(&last))
		return 0;
	if (last.stamp.year != 0) {
		s->year = last.stamp.year;
		if (s->month * 31 + s->day >
		    last.stamp.month * 31 + last.stamp.day)
			s->year--;
		if (s->day > civil_month_days(s->year, s->month))
			return 0;
		first.rank = last.rank;
		first.needs = last.needs;
	}
	*out = first;
	return end;
}

size_t
read_range(const struct reader *r, size_t i, struct reading *out)
{
	static size_t (*const kinds[])(const struct reader *, size_t,
	    struct reading *) = { days_first, month_first, both_whole };
	const struct lexed *x = r->x;

	/* the weekday that the first day falls on */
	if (token_is(x, i, NAME_WEEKDAY, NULL) &&
	    !token_is(x, i, NAME_MONTH, NULL))
		i = skip_glue(x, i + 1, 2);
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		struct reading got = *out;
		size_t end = kinds[k](r, i, &got);

		if (end > 0) {
			*out = got;
			out->stamp.weekday = -1;
			out->stamp.how |= HOW_RANGE;
			return end;
		}
	}
	return 0;
}
