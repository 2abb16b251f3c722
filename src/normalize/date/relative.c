// SPDX-License-Identifier: ISC
// Words that say when, as seen from now: 3 hours ago, yesterday, last Friday.
#include "base/utf8.h"
#include "normalize/date/reading.h"

/* One count of units: 3 hours, half an hour, 一个半小时. In tenths. */
struct quantity {
	int64_t tenths;
	enum unit unit;
	bool counted; /* a number was there: an hour is one, but "hour" not */
	bool ago;     /* "ago" was part of the unit's word */
};

/* More years back than this were before what is dated on the web. */
#define MOST_YEARS 150
#define MOST_OTHERS 10000
/* Without "ago" so many are a length of time: 2001 hours, 100 days. */
#define MOST_YEARS_ALONE 30
#define MOST_ALONE 100
/* A span has one part for each unit, from years to seconds. */
#define MOST_PARTS 7

/* Past the "more" of 十余, 30多: so many and some. */
static size_t
skip_more(const struct lexed *x, size_t i)
{
	struct str s = token_text(x, i);

	return str_eq(s, STR("多")) || str_eq(s, STR("余")) ||
		       str_eq(s, STR("餘"))
		   ? i + 1
		   : i;
}

static size_t
read_count(const struct lexed *x, size_t i, struct quantity *q)
{
	int v;

	q->tenths = 10;
	if (token_number(x, i) && x->v[i].number <= MOST_OTHERS) {
		q->tenths = (int64_t)x->v[i].number * 10;
		if (token_punct(x, i + 1, ".,") && !x->v[i + 1].space &&
		    x->v[i + 2].kind == TOKEN_NUMBER && !x->v[i + 2].space &&
		    x->v[i + 2].digits == 1) {
			q->tenths += (int64_t)x->v[i + 2].number;
			i += 2;
		}
	} else if (token_is(x, i, NAME_NUM, &v) ||
		   token_is(x, i, NAME_FEW, &v)) {
		q->tenths = (int64_t)v * 10;
		if (v >= 20 && v % 10 == 0 &&
		    token_is(x, i + 1, NAME_NUM, &v) && v < 10) {
			q->tenths += (int64_t)v * 10;
			i++;
		}
	} else if (token_is(x, i, NAME_HALF, NULL)) {
		q->tenths = 5;
	} else {
		return i;
	}
	q->counted = true;
	i = skip_more(x, i + 1);
	if (token_is(x, i, NAME_HALF, NULL)) {
		q->tenths += 5;
		i++;
	}
	return i;
}

static size_t
read_quantity(const struct lexed *x, size_t i, struct quantity *q)
{
	int unit;

	*q = (struct quantity){ 0 };
	i = read_count(x, i, q);
	/* une demi-heure */
	if (q->tenths == 5 && token_punct(x, i, "-") &&
	    token_is(x, i + 1, NAME_UNIT, NULL))
		i++;
	if (!token_is(x, i, NAME_UNIT, &unit) &&
	    (token_is(x, i, NAME_APPROX, NULL) ||
		token_is(x, i, NAME_GLUE, NULL)))
		i++;
	if (q->counted && token_is(x, i, NAME_REL, &unit) && (unit & 15) == 1) {
		/* 3 tháng trước: as one word it would be "last month" */
		q->unit = (enum unit)(unit >> 4);
		q->ago = true;
		return i + 1;
	}
	if (!token_is(x, i, NAME_UNIT, &unit))
		return 0;
	q->unit = (enum unit)(unit & 15);
	if (unit >> 4 > 0) {
		q->tenths *= unit >> 4;
		q->counted = true;
	}
	if (q->unit == UNIT_YEAR && q->tenths / 10 > MOST_YEARS)
		return 0;
	i++;
	/* 1時間半前 */
	if (token_is(x, i, NAME_HALF, NULL) &&
	    token_is(x, i + 1, NAME_AGO, NULL)) {
		q->tenths += 5;
		i++;
	}
	return token_punct(x, i, ".") ? i + 1 : i;
}

static void
add(struct span *s, const struct quantity *q)
{
	int64_t whole = q->tenths / 10, rest = q->tenths % 10;

	switch (q->unit) {
	case UNIT_YEAR:
		s->year += whole;
		s->month += rest * 12 / 10;
		break;
	case UNIT_MONTH:
		s->month += whole;
		s->day += rest * 3;
		break;
	case UNIT_WEEK:
		s->day += q->tenths * 7 / 10;
		break;
	case UNIT_DAY:
		s->day += whole;
		s->second += rest * 8640;
		break;
	case UNIT_HOUR:
		s->second += q->tenths * 360;
		break;
	case UNIT_MINUTE:
		s->second += q->tenths * 6;
		break;
	default:
		s->second += whole;
	}
	if (s->finest == UNIT_NONE || q->unit < s->finest)
		s->finest = q->unit;
}

static bool
is_ago(const struct lexed *x, size_t i, int where)
{
	/* "30 minutes before" is past, "30 minutes before bed" is not. */
	bool ends =
	    x->v[i + 1].kind == TOKEN_END || x->v[i + 1].kind == TOKEN_PUNCT;

	return token_means(x, i, NAME_AGO, where) ||
	       token_means(x, i, NAME_AGO, 3) ||
	       (where == 2 && ends && token_means(x, i, NAME_AGO, 4));
}

/* Between two counts: and, a comma, another "ago". */
static size_t
skip_between(const struct lexed *x, size_t i, bool *ago)
{
	for (int n = 0; n < 3; n++, i++) {
		if (is_ago(x, i, 2) || (*ago && is_ago(x, i, 1)))
			*ago = true;
		else if (!token_punct(x, i, ",") &&
			 !token_is(x, i, NAME_GLUE, NULL) &&
			 !token_is(x, i, NAME_AGO, NULL))
			break;
	}
	return i;
}

/* A word without letters: 日, 시간 */
static bool
is_han(const struct lexed *x, size_t i)
{
	size_t at = x->v[i].start;

	return !is_spaced_letter(utf8_next(x->f.text, &at));
}

/* Past "ago" before a span, and the stop that abbreviates it: пр. 3 ч */
static size_t
past_ago(const struct lexed *x, size_t i)
{
	if (!is_ago(x, i, 1))
		return i;
	return i + 1 + (token_punct(x, i + 1, ".") && !x->v[i + 1].space);
}

/* The unit before its number: saa 3 zilizopita, kwanaki da suka gabata 3 */
static size_t
read_reversed(const struct reader *r, size_t i, struct reading *out)
{
	const struct lexed *x = r->x;
	struct quantity q = { 0 };
	size_t k = past_ago(x, i), end;
	bool ago = k > i;
	int unit;

	if (token_is(x, k, NAME_UNIT, &unit) && unit < 16)
		q.unit = (enum unit)unit;
	if (token_is(x, k, NAME_REL, &unit) && (unit & 15) == 1)
		q.unit = (enum unit)(unit >> 4);
	if (q.unit == UNIT_NONE || !x->v[k].own)
		return 0;
	/* A word that holds "ago" as well is one of a language that says so. */
	ago = ago || (token_is(x, k, NAME_REL, NULL) &&
			 token_is(x, k, NAME_UNIT, NULL));
	k += 1 + token_punct(x, k + 1, ".");
	if (token_is(x, k, NAME_GLUE, NULL) || token_is(x, k, NAME_AGO, NULL))
		k++;
	k = read_count(x, k, &q);
	if (!q.counted || (token_is(x, k, NAME_UNIT, NULL) && !is_ago(x, k, 2)))
		return 0;
	for (end = k; is_ago(x, end, 2); end++)
		;
	if (!ago && end == k)
		return 0;
	out->stamp.saying = SAYING_SPAN;
	add(&out->stamp.back, &q);
	out->rank = 5;
	out->needs = NEEDS_ISOLATION;
	return end;
}

/* 3 hours ago, vor 3 Stunden, 1小时20分钟前; or, alone in a text, 3 hours */
static size_t
read_span(const struct reader *r, size_t i, struct reading *out)
{
	const struct lexed *x = r->x;
	struct stamp s = out->stamp;
	struct quantity q, last = { 0 };
	bool ago = is_ago(x, i, 1), implied = false;
	size_t end = 0, k = past_ago(x, i), n;

	/* +15 minutes */
	if (i > 0 && token_punct(x, i - 1, "+-") && !x->v[i].space)
		return 0;

	while (token_is(x, k, NAME_APPROX, NULL) && k < i + 4)
		k++;
	for (int parts = 0; parts < MOST_PARTS; parts++) {
		n = read_quantity(x, k, &q);
		/* The second part is smaller: not "5 days a week". */
		if (n == 0 ||
		    (parts > 0 && (!q.counted || q.unit >= last.unit)))
			break;
		implied = implied || !q.counted;
		ago = ago || q.ago;
		add(&s.back, &q);
		last = q;
		end = n;
		k = skip_between(x, n, &ago);
		if (k > n && is_ago(x, k - 1, 2))
			end = k;
	}
	/* A unit alone is no span: "hour ago" is, "hours" not, nor 日前. */
	if (end == 0 || (implied && (!ago || is_han(x, i))))
		return 0;
	/* 1000 years ago: a count that is too large is none */
	if (implied && i > 0 && x->v[i - 1].kind == TOKEN_NUMBER)
		return 0;
	/* 115 years are no age of what is on a page. */
	if (!ago && (s.back.year > MOST_YEARS_ALONE ||
			last.tenths >= (int64_t)MOST_ALONE * 10))
		return 0;
	/* 8.5分 are points */
	if (!ago && (last.tenths % 10 != 0 ||
			str_eq(token_text(x, end - 1), STR("分"))))
		return 0;
	s.saying = SAYING_SPAN;
	s.how |= ago ? 0 : HOW_SPAN;
	out->stamp = s;
	out->rank = ago ? 5 : 1;
	out->needs = ago ? NEEDS_NOTHING : NEEDS_WHOLE;
	return end;
}

static size_t
back_by(struct reading *out, enum unit unit, int n, size_t end)
{
	struct quantity q = { .tenths = (int64_t)n * 10, .unit = unit };

	out->stamp.saying = SAYING_SPAN;
	add(&out->stamp.back, &q);
	if (unit == UNIT_WEEK && n == 0)
		return 0;
	out->rank = 2;
	out->needs = NEEDS_WHOLE;
	return end;
}

static size_t
on_weekday(struct reading *out, int weekday, int last, size_t end)
{
	out->stamp.saying = SAYING_FIELDS;
	out->stamp.weekday = weekday;
	out->stamp.last = last;
	out->rank = last > 0 ? 3 : 2;
	out->needs = last > 0 ? NEEDS_ISOLATION : NEEDS_WHOLE;
	return end;
}

/* The weekday behind 上周: 三, 日, 天. */
static bool
han_weekday(const struct lexed *x, size_t i, int *weekday)
{
	if (x->v[i].space)
		return false;
	if (x->v[i].kind == TOKEN_NUMBER && x->v[i].han &&
	    x->v[i].number >= 1 && x->v[i].number <= 6) {
		*weekday = (int)x->v[i].number;
		return true;
	}
	*weekday = 0;
	return str_eq(token_text(x, i), STR("日")) ||
	       str_eq(token_text(x, i), STR("天"));
}

/* 上周三, 上个月15号, 去年3月3号, last month */
static size_t
read_rel(const struct reader *r, size_t i, struct reading *out)
{
	const struct lexed *x = r->x;
	struct reading date = { .stamp = STAMP_EMPTY };
	int rel, n, weekday;
	size_t end;

	if (!token_is(x, i, NAME_REL, &rel))
		return 0;
	n = rel & 15;
	if (rel >> 4 == UNIT_WEEK) {
		if (han_weekday(x, i + 1, &weekday) ||
		    token_is(x, i + 1, NAME_WEEKDAY, &weekday))
			return on_weekday(out, weekday, n > 0 ? 2 : 0, i + 2);
		return back_by(out, UNIT_WEEK, n, i + 1);
	}
	if (rel >> 4 == UNIT_YEAR && token_number(x, i + 1) &&
	    x->v[i + 1].number >= 1 && x->v[i + 1].number <= 12 &&
	    token_means(x, i + 2, NAME_MARK, MARK_MONTH) &&
	    x->v[i + 3].kind != TOKEN_NUMBER) {
		out->stamp.saying = SAYING_FIELDS;
		out->stamp.year = r->now.year - n;
		out->stamp.month = (int)x->v[i + 1].number;
		out->rank = 2;
		out->needs = NEEDS_ISOLATION;
		return i + 3;
	}
	end = read_date(r, skip_glue(x, i + 1, 1), &date);
	if (end > 0 && date.stamp.year == 0 && date.stamp.day > 0) {
		if (rel >> 4 == UNIT_YEAR && date.stamp.month > 0) {
			date.stamp.year = r->now.year - n;
		} else if (rel >> 4 == UNIT_MONTH && date.stamp.month == 0) {
			date.stamp.year = r->now.year;
			date.stamp.month = r->now.month - n;
			if (date.stamp.month < 1) {
				date.stamp.month += 12;
				date.stamp.year--;
			}
		} else {
			return 0;
		}
		*out = (struct reading){ .stamp = date.stamp, .rank = 4 };
		return end;
	}
	return back_by(out, (enum unit)(rel >> 4), n, i + 1);
}

/* last Friday, venerdì scorso, le mois dernier */
static size_t
read_last(const struct reader *r, size_t i, struct reading *out)
{
	const struct lexed *x = r->x;
	int last, v;
	size_t at = i;

	if (token_is(x, i, NAME_LASTWD, &v))
		return on_weekday(out, v,
		    (x->v[i].name->known & NAME_CJK) != 0 ? 2 : 1, i + 1);
	if (token_is(x, i, NAME_LAST, &last))
		at = i + 1;
	else if (!token_is(x, i + 1, NAME_LAST, &last))
		return 0;
	if (token_is(x, at, NAME_WEEKDAY, &v))
		return on_weekday(out, v, last, i + 2);
	if (last == 1 && token_is(x, at, NAME_UNIT, &v) && v < 16 &&
	    v >= UNIT_WEEK)
		return back_by(out, (enum unit)v, 1, i + 2);
	return 0;
}

/* 金 is money more often than Friday. */
static bool
is_letter(const struct lexed *x, size_t i)
{
	struct str word = token_text(x, i);
	size_t at = 0;

	utf8_next(word, &at);
	return at == word.len;
}

size_t
read_relative(const struct reader *r, size_t i, struct reading *out)
{
	static size_t (*const kinds[])(
	    const struct reader *, size_t, struct reading *) = { read_reversed,
		read_rel, read_last, read_span };
	const struct lexed *x = r->x;
	int v;

	if (token_is(x, i, NAME_DAY, &v)) {
		out->stamp.saying = SAYING_DAYS;
		out->stamp.back.day = v >> 4;
		out->stamp.period = (enum period)(v & 15);
		out->rank = 4;
		out->needs = NEEDS_ISOLATION;
		return i + 1;
	}
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		struct reading reading = *out;
		size_t end = kinds[k](r, i, &reading);

		if (end > 0) {
			*out = reading;
			return end;
		}
	}
	if (token_is(x, i, NAME_NOW, NULL)) {
		out->stamp.saying = SAYING_SPAN;
		out->stamp.back.finest = UNIT_MINUTE;
		out->rank = 3;
		out->needs = NEEDS_ISOLATION;
		return i + 1;
	}
	if (token_is(x, i, NAME_WEEKDAY, &v) && !is_letter(x, i))
		return on_weekday(out, v, 0, i + 1);
	return 0;
}
