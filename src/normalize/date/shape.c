// SPDX-License-Identifier: ISC
// Dates in figures and names: the table of their shapes.
#include "normalize/date/reading.h"

#include <string.h>

/*
 * A shape is read from left to right; a letter is one part:
 *
 *	Y  year of four figures, or of an era	y  year of two or four
 *	m  month	d  day			M  name of a month
 *	A B C  the letters behind year, month and day (年 月 日)
 *	1 2 3  the words before them (năm, tháng, ngày)
 *	w  weekday
 *	-  the sign between figures, the same all along; never at an end
 *	g  glue; may be missing			?  the part before may be missing
 *
 * The first row that fits wins, so longer ones come first.
 */
static const struct shape {
	const char *parts;
	int rank;
	enum needs needs;
} shapes[] = {
	/* 2024年3月5日, 2024년 3월 5일, 民國113年3月5日 */
	{ "yAgmBgdC?", 5, NEEDS_NOTHING },
	{ "yAgMgdC?", 5, NEEDS_NOTHING },
	/* 2024. gada 5. marts */
	{ "YgA?gdgM", 5, NEEDS_NOTHING },
	/* 2024-03-05, 2024. 3. 5. */
	{ "Y-m-dC?", 5, NEEDS_NOTHING },
	/* 2024 march 5, 2024. március 5. */
	{ "YgMgd", 5, NEEDS_NOTHING },
	/* 2024 5 march, as in Hindi */
	{ "YgdgM", 5, NEEDS_NOTHING },
	/* 3月5日 2024, 5日 3月 2024, tháng 3 5 2024 */
	{ "mBgdCgY", 5, NEEDS_NOTHING },
	{ "dC?gmBgY", 5, NEEDS_NOTHING },
	{ "2mgdg1?Y", 5, NEEDS_NOTHING },
	/* ngày 5 tháng 3 năm 2024 */
	{ "3?dg2mg1?Y", 5, NEEDS_NOTHING },
	/* 5 march 2024, 5-Mar-24, 5 октябрь, дүшәмбе, 2026 й. */
	{ "3?dC?gMgw?gyA?", 5, NEEDS_NOTHING },
	/* march 5, 2024 */
	{ "MgdC?gyA?", 5, NEEDS_NOTHING },
	/* 05 2024-03, 25 2024年02月: a day in a box of its own */
	{ "dY-m", 5, NEEDS_WHOLE },
	{ "dC?YAgmB", 5, NEEDS_WHOLE },
	/* 2024 03-05, likewise the year */
	{ "Ym-d", 5, NEEDS_ISOLATION },
	/* march '24, march 98 */
	{ "Mu", 2, NEEDS_WHOLE },
	/* 3月5日, march 5, 5 march, ngày 5 tháng 3 */
	{ "mBgdC?", 3, NEEDS_NOTHING },
	{ "MgdC", 3, NEEDS_NOTHING },
	{ "3?dg2m", 3, NEEDS_NOTHING },
	{ "dgM", 3, NEEDS_NOTHING },
	{ "Mgd", 3, NEEDS_NOTHING },
	/* 5日 3月, in boxes of their own */
	{ "dC?gmB", 3, NEEDS_WHOLE },
	/* 2024年3月, 2024-03, march 2024, tháng 3/2024 */
	{ "yAgmB", 2, NEEDS_ISOLATION },
	{ "yAgM", 2, NEEDS_ISOLATION },
	{ "2mg1?Y", 2, NEEDS_ISOLATION },
	{ "MgY", 2, NEEDS_ISOLATION },
	{ "YgA?gM", 2, NEEDS_ISOLATION },

	{ "Y-m", 2, NEEDS_WHOLE },
	{ "m-YA?", 2, NEEDS_WHOLE },
	/* 5日 */
	{ "dC", 1, NEEDS_WHOLE },
};

size_t
skip_glue(const struct lexed *x, size_t i, size_t most)
{
	while (most-- > 0 && (token_punct(x, i, ",.-/|'") ||
				 token_is(x, i, NAME_GLUE, NULL) ||
				 token_is(x, i, NAME_ORDSUF, NULL)))
		i++;
	return i;
}

int
full_year(const struct reader *r, uint64_t number, unsigned digits)
{
	int century = r->now.year / 100 * 100, y;

	if (digits == 4) {
		y = number > 9999 ? 0 : (int)number;
		/* Thailand counts from 543 BC; 2560 is 2017 but in 2560. */
		if (y > r->now.year + 300 && y < r->now.year + 600)
			y -= 543;
		return y >= 1900 && y <= 2600 ? y : 0;
	}
	if (digits != 2)
		return 0;
	y = century + (int)number;
	/* 69 is 2569, and so 2026, in Thailand. */
	if (y > r->now.year + 1 && r->x->language == LANGUAGE_THAI)
		y += 500 - 543;
	return y > r->now.year + 1 ? y - 100 : y;
}

/* A year at token *I: 2024, '24, 令和6, 民國113. WIDE: of four figures. */
static bool
part_year(const struct reader *r, size_t *i, bool wide, struct stamp *s)
{
	const struct lexed *x = r->x;
	const struct token *t;
	int era = 0;
	bool has_era = token_is(x, *i, NAME_ERA, &era);
	size_t k = *i + (has_era || (!wide && token_punct(x, *i, "'")));

	k += has_era && token_punct(x, k, ".");
	t = x->v + k;
	if (has_era && token_text(x, k).len > 0 &&
	    str_eq(token_text(x, k), STR("元"))) {
		s->year = era + 1;
		*i = k + 1;
		return true;
	}
	if (!token_number(x, k) || t->number > 9999)
		return false;
	if (has_era && era != 0)
		s->year = (int)t->number + era;
	else if (wide && t->digits != 4)
		return false;
	else
		s->year = full_year(r, t->number, t->digits);
	if (!has_era && t->digits == 2)
		s->how |= HOW_YEAR_CENTURY;
	*i = k + 1;
	return s->year != 0;
}

static bool
part_number(const struct reader *r, size_t *i, int max, int *out)
{
	const struct token *t = r->x->v + *i;
	int v;

	if (token_is(r->x, *i, NAME_ORD, &v)) {
		*out = v;
	} else if (token_number(r->x, *i) && t->digits <= 2) {
		*out = (int)t->number;
	} else {
		return false;
	}
	++*i;
	return *out >= 1 && *out <= max;
}

/* The sign between figures; SIGN holds the one seen before, or 0. */
static bool
part_sign(const struct reader *r, size_t *i, char *sign)
{
	const struct token *t = r->x->v + *i;

	if (!token_punct(r->x, *i, "-/.*_:"))
		return false;
	/* 20/10-2014 is Danish */
	if (*sign != 0 && *sign != t->punct &&
	    !(*sign == '/' && t->punct == '-'))
		return false;
	*sign = t->punct;
	++*i;
	return true;
}

static bool
part_mark(const struct reader *r, size_t *i, int mark)
{
	if (!token_means(r->x, *i, NAME_MARK, mark))
		return false;
	++*i;
	/* Abbreviations (г.) end in a stop. */
	if (mark < MARK_BEFORE && token_punct(r->x, *i, ".") &&
	    !r->x->v[*i].space)
		++*i;
	return true;
}

/*
 * A year of two figures is easily the start of a time: 5 May 12:00, or the
 * end of a range of days.
 */
static bool
year_goes_on(const struct reader *r, size_t i)
{
	const struct lexed *x = r->x;

	if (x->v[i - 1].digits != 2 || token_means(x, i, NAME_MARK, MARK_YEAR))
		return false;
	/* Nov 18-20, but not Nov-18-20 */
	if (i >= 4 && token_punct(x, i - 2, "-~") &&
	    x->v[i - 3].kind == TOKEN_NUMBER && !token_punct(x, i - 4, "-"))
		return true;
	/* 28 December - 12 January 2027 */
	if (token_is(x, skip_glue(x, i, 2), NAME_MONTH, NULL))
		return true;
	return token_punct(x, i, ":") ||
	       token_means(x, i, NAME_MARK, MARK_HOUR) ||
	       token_is(x, i, NAME_PERIOD, NULL) ||
	       token_is(x, i, NAME_UNIT, NULL) ||
	       (token_punct(x, i, ".") && !x->v[i + 1].space &&
		   x->v[i + 1].kind == TOKEN_NUMBER) ||
	       (token_punct(x, i, ",") && x->v[i + 1].digits == 4);
}

static bool
part(const struct reader *r, char c, size_t *i, char *sign, struct stamp *s)
{
	switch (c) {
	case 'Y':
		return part_year(r, i, true, s);
	case 'y':
		return part_year(r, i, false, s) && !year_goes_on(r, *i);
	case 'u': /* of two figures, and no day */
		return part_year(r, i, false, s) &&
		       (token_punct(r->x, *i - 2, "'") ||
			   r->x->v[*i - 1].number >= 90);
	case 'm':
		return part_number(r, i, 12, &s->month);
	case 'd':
		return part_number(r, i, 31, &s->day);
	case 'w':
		return token_is(r->x, (*i)++, NAME_WEEKDAY, &s->weekday);
	case 'M':
		return token_is(r->x, (*i)++, NAME_MONTH, &s->month);
	case '-':
		return part_sign(r, i, sign);
	case 'g':
		*i = skip_glue(r->x, *i, 4);
		return true;
	case 'A':
	case 'B':
	case 'C':
		return part_mark(r, i, MARK_YEAR + (c - 'A'));
	default:
		return part_mark(r, i, MARK_BEFORE + (c - '0'));
	}
}

static size_t
fit(const struct reader *r, size_t i, const char *parts, struct stamp *s)
{
	char sign = 0;

	for (const char *p = parts; *p != '\0'; p++) {
		size_t k = i;
		struct stamp was = *s;

		if (part(r, *p, &k, &sign, s)) {
			i = k;
		} else {
			*s = was;
			if (p[1] != '?')
				return 0;
		}
		if (p[1] == '?')
			p++;
	}
	return i;
}

bool
chain_before(const struct lexed *x, size_t first)
{
	return first > 1 && !x->v[first].space &&
	       token_punct(x, first - 1, ".-/:_") && !x->v[first - 1].space &&
	       x->v[first - 2].kind == TOKEN_NUMBER;
}

/* 2026.11.18-2026.11.20: what looks like a chain are two dates */
static bool
another_follows(const struct lexed *x, size_t first, size_t end)
{
	size_t k = end + 1;

	if (end != first + 5 || x->v[end].punct == x->v[first + 1].punct)
		return false;
	for (size_t n = 0; n < 5; n++)
		if (x->v[k + n].kind != x->v[first + n].kind ||
		    x->v[k + n].digits != x->v[first + n].digits ||
		    x->v[k + n].punct != x->v[first + n].punct)
			return false;
	return !token_punct(x, k + 5, ".-/:_");
}

bool
chain_after(const struct lexed *x, size_t first, size_t end)
{
	return x->v[end - 1].kind == TOKEN_NUMBER && !x->v[end].space &&
	       token_punct(x, end, ".-/_") && !x->v[end + 1].space &&
	       x->v[end + 1].kind == TOKEN_NUMBER &&
	       !token_punct(x, end + 2, ":") && !another_follows(x, first, end);
}

bool
part_of_chain(const struct lexed *x, size_t first, size_t end)
{
	return chain_before(x, first) || chain_after(x, first, end);
}

static bool
exists(const struct stamp *s)
{
	int year = s->year == 0 ? 2000 : s->year;

	return s->day == 0 || s->day <= civil_month_days(year, s->month);
}

/* 18 November 1066: a year that is none of the web's. */
static bool
year_of_old(const struct lexed *x, size_t i)
{
	if (token_punct(x, i, ","))
		i++;
	return token_number(x, i) && x->v[i].digits == 4 && !x->v[i].han &&
	       x->v[i].number >= 1000 && x->v[i].number < 1900 &&
	       x->v[i + 1].kind != TOKEN_WORD &&
	       x->v[i + 1].kind != TOKEN_NAME && !token_punct(x, i + 1, ":");
}

size_t
read_date(const struct reader *r, size_t i, struct reading *out)
{
	size_t end;

	for (size_t k = 0; k < sizeof(shapes) / sizeof(shapes[0]); k++) {
		struct stamp s = out->stamp;

		end = fit(r, i, shapes[k].parts, &s);
		if (end == 0)
			continue;
		if (s.year == 0 && year_of_old(r->x, end))
			return 0;
		if (!exists(&s) || chain_after(r->x, i, end) ||
		    (!out->linked && chain_before(r->x, i)))
			return 0;
		s.saying = SAYING_FIELDS;
		out->stamp = s;
		out->rank = shapes[k].rank;
		out->needs = shapes[k].needs;
		return end;
	}
	return read_figures(r, i, out);
}
