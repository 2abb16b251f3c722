// SPDX-License-Identifier: ISC
// Dates in figures alone, whose order the writer's country decides.
#include "normalize/date/reading.h"

enum date_order
date_order_of(const struct date_context *ctx)
{
	return ctx->order != DATE_ORDER_AUTO ? ctx->order
					     : names_order(ctx->language);
}

/* Three numbers with signs between them, or two. */
struct figures {
	uint64_t v[3];
	unsigned digits[3];
	size_t n;
	char sign;
	bool spaced; /* blanks around a sign */
};

static size_t
scan(const struct lexed *x, size_t i, struct figures *f)
{
	size_t end = 0;

	*f = (struct figures){ 0 };
	while (f->n < 3 && token_number(x, i) && !x->v[i].han &&
	       x->v[i].digits <= 4) {
		/* 25. 10. 15:07 */
		if (f->n == 2 && x->v[i].digits <= 2 && x->v[i].space &&
		    token_punct(x, i + 1, ":"))
			break;
		f->v[f->n] = x->v[i].number;
		f->digits[f->n++] = x->v[i].digits;
		end = ++i;
		/* 20/11 2026 */
		if (f->n == 2 && token_number(x, i) && x->v[i].digits == 4 &&
		    x->v[i].space)
			continue;
		if (f->n == 3 || !token_punct(x, i, "-/.*_"))
			break;
		if (f->sign != 0 && f->sign != x->v[i].punct &&
		    !(f->sign == '/' && x->v[i].punct == '-'))
			break;
		f->sign = x->v[i].punct;
		if (x->v[i].space || x->v[i + 1].space)
			f->spaced = true;
		i++;
	}
	return end;
}

/* Whether A-B-C reads as a date in ORDER; fills S. */
static bool
try_order(const struct reader *r, const struct figures *f,
    enum date_order order, struct stamp *s)
{
	/* Where year, month and day stand, by enum date_order. */
	static const unsigned char place[][3] = { { 0, 1, 2 }, { 2, 1, 0 },
		{ 2, 0, 1 }, { 0, 1, 2 } };
	const unsigned char *at = place[order];

	if (f->digits[at[1]] > 2 || f->digits[at[2]] > 2)
		return false;
	s->year = full_year(r, f->v[at[0]], f->digits[at[0]]);
	if (f->digits[at[0]] == 2)
		s->how |= HOW_YEAR_CENTURY;
	s->month = (int)f->v[at[1]];
	s->day = (int)f->v[at[2]];
	return s->year != 0 && s->month >= 1 && s->month <= 12 && s->day >= 1 &&
	       s->day <= civil_month_days(s->year, s->month);
}

static bool
in_future(const struct reader *r, const struct stamp *s)
{
	return civil_days(s->year, s->month, s->day) >
	       civil_days(r->now.year, r->now.month, r->now.day) + 1;
}

/* What speaks for S where the order alone does not: 0 is best. */
static int
doubt(const struct reader *r, const struct stamp *s)
{
	if (s->weekday >= 0)
		return civil_weekday(s->year, s->month, s->day) != s->weekday;
	return !r->order_given && in_future(r, s);
}

/* Why one of several readings is taken; BY_ORDER: as the order has it. */
static unsigned
order_rule(const struct reader *r, const struct stamp *s, bool by_order)
{
	if (!by_order)
		return s->weekday >= 0 ? HOW_ORDER_WEEKDAY : HOW_ORDER_PAST;
	return r->order_given ? HOW_ORDER_GIVEN : HOW_ORDER_LANGUAGE;
}

static bool
same_day(const struct stamp *a, const struct stamp *b)
{
	return a->year == b->year && a->month == b->month && a->day == b->day;
}

static bool
three(const struct reader *r, const struct figures *f, struct stamp *s)
{
	static const enum date_order tries[][3] = {
		{ DATE_ORDER_DMY, DATE_ORDER_MDY, DATE_ORDER_YMD },
		{ DATE_ORDER_DMY, DATE_ORDER_MDY, DATE_ORDER_YMD },
		{ DATE_ORDER_MDY, DATE_ORDER_DMY, DATE_ORDER_YMD },
		{ DATE_ORDER_YMD, DATE_ORDER_MDY, DATE_ORDER_DMY },
		/* year first, but not in the East or Canada */
		{ DATE_ORDER_YMD, DATE_ORDER_DMY, DATE_ORDER_MDY },
	};
	enum date_order order = r->order;
	size_t row;
	struct stamp first = *s;
	bool found = false, open = false;
	int best = 0;

	/* Stops are the Continent's, wherever they are seen. */
	if (f->sign == '.' && order == DATE_ORDER_MDY && !r->order_given)
		order = DATE_ORDER_DMY;
	row = order;
	if (order == DATE_ORDER_YMD && !r->order_given && !r->x->cjk &&
	    r->x->language != LANGUAGE_ENGLISH)
		row = 4;
	for (size_t i = 0; i < 3; i++) {
		struct stamp t = *s;

		if (!try_order(r, f, tries[row][i], &t))
			continue;
		if (!found)
			first = t;
		open = open || !same_day(&first, &t);
		if (found && doubt(r, &t) >= best)
			continue;
		best = doubt(r, &t);
		*s = t;
		found = true;
	}
	if (open)
		s->how |= order_rule(r, s, same_day(&first, s));
	return found;
}

/* 113.03.05 in Taiwan. Source: CNS 7648, years of the Republic since 1912. */
static bool
republic(const struct reader *r, const struct figures *f, struct stamp *s)
{
	if (f->digits[0] != 3 || f->digits[1] != 2 || f->digits[2] != 2 ||
	    r->x->language != LANGUAGE_CHINESE_TRADITIONAL)
		return false;
	s->year = (int)f->v[0] + 1911;
	s->month = (int)f->v[1];
	s->day = (int)f->v[2];
	return s->year >= 1990 && s->year <= r->now.year + 1 && s->month >= 1 &&
	       s->month <= 12 && s->day >= 1 &&
	       s->day <= civil_month_days(s->year, s->month);
}

static bool
two(const struct reader *r, const struct figures *f, struct stamp *s)
{
	bool day_first = r->order == DATE_ORDER_DMY;

	for (int i = 0; i < 2; i++, day_first = !day_first) {
		s->day = (int)f->v[day_first ? 0 : 1];
		s->month = (int)f->v[day_first ? 1 : 0];
		if (s->month >= 1 && s->month <= 12 && s->day >= 1 &&
		    s->day <= civil_month_days(2000, s->month)) {
			if (s->day <= 12 && s->day != s->month)
				s->how |= order_rule(r, s, true);
			return true;
		}
	}
	return false;
}

/* 1.10.30 is a version unless the language writes dates so. */
static bool
like_version(const struct reader *r, const struct figures *f)
{
	return f->sign == '.' && f->digits[0] < 4 && f->digits[2] < 4 &&
	       f->digits[1] < 2 && !f->spaced &&
	       (r->x->language <= LANGUAGE_ENGLISH || r->x->cjk);
}

/* 3.14: with stops only Han text writes 03.14, and the Continent 14.3. */
static bool
like_decimal(const struct reader *r, const struct figures *f)
{
	if (r->x->language <= LANGUAGE_ENGLISH)
		return true;
	if (r->x->cjk)
		return (f->digits[0] < 2 || f->digits[1] < 2) && !f->spaced;
	return f->digits[1] < 2 && !f->spaced;
}

/* 9-5 is a score, 24/7 always, 12-3am a time, where dates are not so short */
static bool
like_others(const struct reader *r, const struct figures *f, size_t end)
{
	const struct lexed *x = r->x;

	if (f->v[0] == 24 && f->v[1] == 7 && f->sign == '/')
		return true;
	if (token_is(x, end, NAME_PERIOD, NULL) &&
	    x->v[end + 1].kind != TOKEN_NUMBER)
		return true;
	/* 11-20 of 200 */
	if (str_eq(token_text(x, end), STR("of")) &&
	    x->v[end + 1].kind == TOKEN_NUMBER && x->v[end + 1].digits != 4)
		return true;
	return f->sign == '-' && f->digits[0] == 1 && f->digits[1] == 1 &&
	       !x->cjk;
}

size_t
read_figures(const struct reader *r, size_t i, struct reading *out)
{
	struct figures f;
	struct stamp s = out->stamp;
	size_t end = scan(r->x, i, &f);

	if (f.n < 2 || chain_after(r->x, i, end) ||
	    (!out->linked && chain_before(r->x, i)))
		return 0;
	if (f.n == 3) {
		if (like_version(r, &f) ||
		    (!republic(r, &f, &s) && !three(r, &f, &s)))
			return 0;
		out->rank = 5;
		out->needs = NEEDS_NOTHING;
	} else {
		if (f.digits[0] > 2 || f.digits[1] > 2 || !two(r, &f, &s) ||
		    like_others(r, &f, end))
			return 0;
		/* 12.30 is a price or a time; 10 - 20 a page; 10-12 May some days */
		if ((f.spaced && f.sign != '.') ||
		    (f.sign == '.' && like_decimal(r, &f)) ||
		    token_is(r->x, end, NAME_MONTH, NULL))
			return 0;
		out->rank = 2;
		out->needs = f.digits[0] == 2 && f.digits[1] == 2 &&
				     f.sign != '.' && !f.spaced
				 ? NEEDS_ISOLATION
				 : NEEDS_WHOLE;
	}
	s.saying = SAYING_FIELDS;
	out->stamp = s;
	return end;
}
