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
		*out = date;
		return n;
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

/* A date, with the weekday before it and the time behind it. */
static size_t
read_date_first(const struct reader *r, size_t i, struct reading *out)
{
	size_t k = i, end;
	int weekday;

	if (token_is(r->x, i, NAME_WEEKDAY, &weekday) &&
	    !token_is(r->x, i, NAME_MONTH, NULL)) {
		out->stamp.weekday = weekday;
		for (k = i + 1; k < i + 5 && between(r, k, &out->stamp); k++)
			;
	}
	end = read_date(r, k, out);
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

/* Words and signs that say nothing of their own. */
static bool
is_empty(const struct lexed *x, size_t i)
{
	return x->v[i].kind == TOKEN_PUNCT ||
	       token_is(x, i, NAME_LABEL, NULL) ||
	       token_is(x, i, NAME_GLUE, NULL) ||
	       token_is(x, i, NAME_AT, NULL) ||
	       token_is(x, i, NAME_APPROX, NULL) ||
	       token_is(x, i, NAME_ORDSUF, NULL) ||
	       token_is(x, i, NAME_PERIOD, NULL);
}

static const struct tally *
count_tokens(struct arena *a, const struct lexed *x)
{
	struct tally *t = ARENA_ARRAY(a, x->n + 1, struct tally);

	for (size_t i = 0; i < x->n; i++) {
		enum token_kind kind = x->v[i].kind;

		t[i + 1].words = t[i].words + (kind == TOKEN_WORD);
		t[i + 1].solid = t[i].solid + !is_empty(x, i);
		t[i + 1].noisy = t[i].noisy + (kind != TOKEN_PUNCT);
	}
	return t;
}

static bool
is_whole(const struct reader *r, const struct reading *d)
{
	const struct tally *t = r->tally;

	/* 3 minutes are an age when they stand alone, not "3 minutes to read". */
	if (d->stamp.saying == SAYING_SPAN && d->rank == 1)
		return t[d->first].noisy == 0 &&
		       t[r->x->n].noisy == t[d->end].noisy;
	return t[d->first].solid == 0 && t[r->x->n].solid == t[d->end].solid;
}

/* A sign or a label, as they stand around a word that is a date. */
static bool
is_edge(const struct lexed *x, size_t i)
{
	return token_is(x, i, NAME_LABEL, NULL) ||
	       (x->v[i].kind == TOKEN_PUNCT && !token_punct(x, i, "'"));
}

/* Figures with their blank beside other text: Han text, or 05/12 Title. */
static bool
set_off(const struct lexed *x, const struct reading *d, size_t neighbour)
{
	size_t at = x->v[neighbour].start;

	const struct token *t = x->v + neighbour;

	/* 11-18 12评 */
	if (t->kind == TOKEN_NUMBER && !t->han)
		return !t[1].space && (t->blocked || t[1].kind == TOKEN_WORD ||
					  t[1].kind == TOKEN_NAME);
	/* 10-12 人 */
	if (token_means(x, neighbour, NAME_BLOCK, 2) && t[1].kind == TOKEN_END)
		return false;
	return !is_spaced_letter(utf8_next(x->f.text, &at)) ||
	       !token_punct(x, d->first + 1, "-");
}

static bool
is_isolated(const struct lexed *x, const struct reading *d)
{
	bool figures = d->stamp.month != 0;
	bool (*const ends)(const struct lexed *, size_t) =
	    figures || d->stamp.hour >= 0 ? is_empty : is_edge;
	bool left = d->first == 0 || ends(x, d->first - 1);
	bool right = d->end == x->n || ends(x, d->end);
	/*
	 * Figures before or after other text, set off by a blank; of words only
	 * Han ones at the end: "now hiring" is no date, 张三 昨天 is one.
	 */
	bool han = x->v[d->first].kind == TOKEN_NAME &&
		   (x->v[d->first].name->langs & LANGUAGES_CJK) != 0;

	if (!left)
		left = (figures || han) && d->end == x->n &&
		       x->v[d->first].space && set_off(x, d, d->first - 1);
	if (!right)
		right = figures && d->first == 0 && x->v[d->end].space &&
			set_off(x, d, d->end);
	return left && right;
}

/* What the word before a reading says of it; 0 when there is none. */
static int
label_of(const struct lexed *x, const struct reading *d)
{
	size_t i = d->first;
	int label;

	while (i > 0 && i + 4 > d->first) {
		i--;
		/* "first published on": the nearest one may say nothing */
		if (token_is(x, i, NAME_LABEL, &label) && label != 0)
			return label;
		if (!is_empty(x, i))
			return 0;
	}
	return 0;
}

/* 32 January 2015: a month whose day was not understood. */
static bool
month_of_a_day(const struct lexed *x, const struct reading *d)
{
	if (d->stamp.month == 0 || d->stamp.day != 0)
		return false;
	for (size_t i = d->first; i > 0 && i + 3 > d->first; i--) {
		if (token_number(x, i - 1))
			return true;
		if (token_is(x, i - 1, NAME_LABEL, NULL))
			break;
	}
	return false;
}

/* 丙午年十月十二: years in stems and branches are those of the Moon. */
static bool
in_lunar_year(const struct lexed *x, const struct reading *d)
{
	static const char stems[] = "甲乙丙丁戊己庚辛壬癸";
	static const char branches[] = "子丑寅卯辰巳午未申酉戌亥";
	size_t i = d->first;

	return i >= 3 && token_means(x, i - 1, NAME_MARK, MARK_YEAR) &&
	       str_find(str_c(branches), token_text(x, i - 2)) != STR_NONE &&
	       str_find(str_c(stems), token_text(x, i - 3)) != STR_NONE;
}

static bool
counts_or_weekday(const struct lexed *x, size_t i)
{
	return x->v[i].kind == TOKEN_NUMBER ||
	       token_is(x, i, NAME_WEEKDAY, NULL);
}

/* Mon-Fri, 9:00-17:00, 周一至周五: opening hours */
static bool
is_range(const struct lexed *x, const struct reading *d)
{
	size_t from = d->first, to = d->end;

	if (d->stamp.saying != SAYING_FIELDS || d->stamp.day != 0 ||
	    d->stamp.month != 0)
		return false;
	if (token_punct(x, to, "-~") && counts_or_weekday(x, to + 1))
		return true;
	if (from < 2 || !counts_or_weekday(x, from - 2))
		return false;
	return token_punct(x, from - 1, "-~") ||
	       token_means(x, from - 1, NAME_LABEL, -1);
}

/* More words than these are no line of a list but sentences. */
#define LINE_WORDS 12
#define SENTENCE_WORDS 20
#define PROSE_WORDS 40
/* So near to an end of the text a date heads or closes it. */
#define EDGE_WORDS 4

/*
 * Whether a date stands among the words of a sentence: founded on March 12,
 * 1998 in a garage. Figures, a time and the signs of a byline speak against it.
 */
static bool
mentioned(const struct reader *r, const struct reading *d)
{
	const struct lexed *x = r->x;
	const struct tally *t = r->tally;

	if (d->stamp.hour >= 0 || token_punct(x, d->first + 1, "-/._") ||
	    label_of(x, d) > 0)
		return false;
	if (t[d->first].noisy <= EDGE_WORDS ||
	    t[x->n].noisy - t[d->end].noisy <= EDGE_WORDS)
		return false;
	return !is_edge(x, d->first - 1) || !is_edge(x, d->end);
}

/*
 * In sentences "today" and "five years ago" say when something happened, not
 * when it was published; a full date may still head or end them.
 */
static bool
lost_in_prose(const struct reader *r, const struct reading *d)
{
	const struct tally *t = r->tally;
	size_t n = t[d->first].words + t[r->x->n].words - t[d->end].words;
	bool date = d->stamp.saying == SAYING_FIELDS && d->stamp.day != 0;

	if (date && d->stamp.year != 0)
		return n > SENTENCE_WORDS && mentioned(r, d);
	return n > (date ? PROSE_WORDS : LINE_WORDS) && label_of(r->x, d) < 1;
}

/* What the words around a reading say that it is not. */
static bool
is_refused(const struct reader *r, const struct reading *d)
{
	const struct lexed *x = r->x;

	return month_of_a_day(x, d) || is_range(x, d) || lost_in_prose(r, d) ||
	       label_of(x, d) == LABEL_LUNAR || in_lunar_year(x, d);
}

/* How good a reading is among the others of the text; 0: it is none. */
static int
score(const struct reader *r, const struct reading *d)
{
	const struct lexed *x = r->x;
	bool loose = (d->first == 0 || x->v[d->first].space ||
			 x->v[d->first - 1].kind == TOKEN_PUNCT) &&
		     (d->end == x->n || x->v[d->end].space ||
			 x->v[d->end].kind == TOKEN_PUNCT);
	int label = label_of(x, d);

	if ((d->needs == NEEDS_WHOLE && !is_whole(r, d)) ||
	    (d->needs == NEEDS_ISOLATION && !is_isolated(x, d)))
		return 0;
	return d->rank * 4 + loose + 20 +
	       (label == 2     ? 10
		   : label < 0 ? -20
			       : 0);
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

	date_lex(a, text, ctx->language, &x);
	r.x = &x;
	r.tally = count_tokens(a, &x);
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
		if (score(&r, &d) <= 0)
			continue;
		several = several || (best > 0 && i >= end);
		if (score(&r, &d) > best) {
			size_t from = x.f.at[x.v[d.first].start];

			best = score(&r, &d);
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
