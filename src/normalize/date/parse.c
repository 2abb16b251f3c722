// SPDX-License-Identifier: ISC
#include "normalize/date/date.h"

#include "base/utf8.h"
#include "normalize/date/reading.h"

/* Between a date and its time: signs, the weekday, (火), "at". */
static bool
between(const struct reader *r, size_t i, struct stamp *s)
{
	const struct lexed *x = r->x;
	int weekday;

	/* 18th is no Thursday */
	if (token_is(x, i, NAME_ORDSUF, NULL) && !x->v[i].space)
		return true;
	if (token_is(x, i, NAME_WEEKDAY, &weekday)) {
		if (s->weekday < 0)
			s->weekday = weekday;
		return true;
	}
	if (x->v[i].kind == TOKEN_NUMBER)
		return x->v[i].han && token_punct(x, i - 1, "([") &&
		       token_punct(x, i + 1, ")]");
	return token_punct(x, i, ",.-|:()[]*/") ||
	       token_is(x, i, NAME_GLUE, NULL) ||
	       token_is(x, i, NAME_ORDSUF, NULL) ||
	       token_means(x, i, NAME_MARK, MARK_YEAR);
}

/* A word that the tables lack, before what can only be a time: у 12:00 */
static bool
stray_word(const struct lexed *x, size_t i)
{
	const struct token *t = x->v + i;
	size_t at = t->start;

	return (t->kind == TOKEN_WORD || t->kind == TOKEN_NAME) &&
	       is_spaced_letter(utf8_next(x->f.text, &at)) &&
	       t[1].kind == TOKEN_NUMBER && t[1].digits <= 2 &&
	       token_punct(x, i + 2, ":") && t[3].digits == 2;
}

/* The time behind a date that ends before I, and a year behind that. */
static size_t
read_tail(const struct reader *r, size_t i, struct stamp *s)
{
	const struct lexed *x = r->x;
	size_t k = i, weekday = i; /* after one, if there is no time */

	for (int n = 0; n < 7; n++, k++) {
		size_t end = read_time(r, k, true, s);

		if (end == 0) {
			struct stamp zoned = *s;

			/* GMT+8 14:10:41, as Chinese has it */
			end = read_zone(r, k, &zoned);
			if (end > 0)
				end = read_time(r, end, true, &zoned);
			if (end > 0)
				*s = zoned;
		}
		if (end > 0) {
			int year;

			/* Wed Aug 05 12:00:00 2015 */
			if (s->saying != SAYING_FIELDS || s->year != 0 ||
			    s->month == 0 || !token_number(x, end) ||
			    x->v[end].digits != 4)
				return end;
			year = full_year(r, x->v[end].number, 4);
			s->year = year;
			return year == 0 ? end : end + 1;
		}
		if (token_is(x, k, NAME_WEEKDAY, NULL))
			weekday = k + 1 + token_punct(x, k + 1, ")]");
		if (!between(r, k, s) && !stray_word(x, k))
			break;
	}
	return s->month != 0 ? weekday : i;
}

/* A time, and the date behind it if there is one: 8:25 a.m. Dec. 12, 2014 */
static size_t
read_time_first(const struct reader *r, size_t i, struct reading *out)
{
	struct reading date = *out;
	size_t end = read_time(r, i, false, &out->stamp), k, n;

	if (end == 0)
		return 0;
	date.stamp = out->stamp;
	k = skip_glue(r->x, end, 2);
	k += token_punct(r->x, k, "*");
	/* 15:07 (水), 8h30 ngày 20/11/2026 */
	if (token_punct(r->x, k, "(") ||
	    token_means(r->x, k, NAME_MARK, MARK_BEFORE + MARK_DAY))
		k++;
	n = read_relative(r, k, &date);
	if (n > 0 && date.stamp.saying == SAYING_FIELDS &&
	    date.stamp.weekday >= 0) {
		end = n;
		out->stamp.weekday = date.stamp.weekday;
		k = skip_glue(r->x, n, 2);
	}
	if (n == 0 || date.stamp.saying != SAYING_DAYS)
		n = read_date(r, k, &date);
	if (n > 0 && date.rank > 2) {
		k = date.stamp.has_zone ? 0 : read_zone(r, n, &date.stamp);
		*out = date;
		return k > 0 ? k : n;
	}
	out->stamp.saying = SAYING_FIELDS;
	/* 8h10m is a length in English, a time of day on the Continent. */
	out->rank = r->x->language > LANGUAGE_ENGLISH && end - i >= 4 &&
			    !r->x->v[i + 2].space && !r->x->v[i + 1].space
			? 2
			: 1;
	out->needs = NEEDS_WHOLE;
	return end;
}

/* The weekday at token I and the date behind it. */
static size_t
read_weekday_date(const struct reader *r, size_t i, struct reading *out)
{
	size_t k = i + 1;

	if (!token_is(r->x, i, NAME_WEEKDAY, &out->stamp.weekday))
		return 0;
	while (k < i + 5 && between(r, k, &out->stamp))
		k++;
	return read_date(r, k, out);
}

/* A date, with the weekday before it and the time behind it. */
static size_t
read_date_first(const struct reader *r, size_t i, struct reading *out)
{
	struct reading with = *out;
	size_t k, end = read_weekday_date(r, i, &with);

	/* mar. is March and, before a whole date, mardi: mar. 5 mars 2024 */
	if (end > 0 &&
	    (!token_is(r->x, i, NAME_MONTH, NULL) || with.stamp.day != 0))
		*out = with;
	else
		end = read_date(r, i, out);
	if (end == 0)
		return 0;
	k = end;
	if (out->stamp.hour < 0)
		k = read_tail(r, end, &out->stamp);
	if (k > end && out->needs == NEEDS_ISOLATION && out->stamp.minute >= 0)
		out->needs = NEEDS_NOTHING;
	if (k > end && out->needs == NEEDS_WHOLE && out->rank > 1)
		out->needs = NEEDS_ISOLATION;
	if (k > end && out->rank < 5)
		out->rank++;
	if (out->stamp.weekday >= 0 && out->rank < 5)
		out->rank++;
	return k;
}

static size_t
read_relative_first(const struct reader *r, size_t i, struct reading *out)
{
	size_t end = read_relative(r, i, out), k = end;

	if (end == 0)
		return 0;
	if (out->stamp.saying != SAYING_SPAN ||
	    (out->stamp.back.finest >= UNIT_DAY && out->rank > 1))
		k = read_tail(r, end, &out->stamp);
	if (k > end) {
		out->rank = 4;
		if (out->needs == NEEDS_WHOLE || out->needs == NEEDS_ISOLATION)
			out->needs = out->needs == NEEDS_WHOLE ? NEEDS_ISOLATION
							       : NEEDS_NOTHING;
		return k;
	}
	/* yesterday evening: the part of the day adds nothing */
	while (out->stamp.saying != SAYING_SPAN &&
	       token_is(r->x, k, NAME_PERIOD, NULL))
		k++;
	return k;
}

static size_t
read_range_first(const struct reader *r, size_t i, struct reading *out)
{
	size_t end = read_range(r, i, out);

	return end == 0 ? 0 : read_tail(r, end, &out->stamp);
}

/* The best reading of what begins at token I. */
static bool
read_at(const struct reader *r, size_t i, struct reading *out)
{
	static size_t (*const kinds[])(const struct reader *, size_t,
	    struct reading *) = { read_range_first, read_date_first,
		read_relative_first, read_time_first, read_compact };

	out->rank = 0;
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		struct reading got = { .stamp = STAMP_EMPTY, .first = i };

		got.end = kinds[k](r, i, &got);
		if (got.end > 0 &&
		    (got.rank > out->rank ||
			(got.rank == out->rank && got.end > out->end)))
			*out = got;
	}
	return out->rank > 0;
}

int
date_parse(struct arena *a, struct str text, const struct date_context *ctx,
    struct when *out)
{
	struct reader r = { .ctx = ctx,
		.order = date_order_of(ctx),
		.order_given = ctx->order != DATE_ORDER_AUTO };
	struct lexed x;
	int best = 0;
	size_t end = 0; /* of the best */
	bool several = false;

	if (date_plain(text, ctx, out))
		return 0;
	date_lex(a, text, ctx->language, &x);
	r.x = &x;
	r.tally = tally_tokens(a, &x);
	zone_civil(ctx->zone, ctx->now, &r.now);
	for (size_t i = 0; i < x.n; i++) {
		struct reading d = { .rank = 0 };
		struct when w = { .t = 0 };

		if (!read_at(&r, i, &d))
			continue;
		/* Of a day that is none no part is one either. */
		if (is_refused(&r, &d) || resolve(&r, &d.stamp, &w) != 0) {
			i = d.rank > 2 ? d.end - 1 : i;
			continue;
		}
		if (reading_score(&r, &d) <= 0)
			continue;
		several = several || (best > 0 && i >= end);
		if (reading_score(&r, &d) > best) {
			size_t from = x.f.at[x.v[d.first].start];

			best = reading_score(&r, &d);
			w.raw = str_sub(
			    text, from, x.f.at[x.v[d.end - 1].end] - from);
			*out = w;
			end = d.end;
			i = d.end - 1;
		}
	}
	if (several)
		out->how |= HOW_BEST;
	return best > 0 ? 0 : -1;
}
