// SPDX-License-Identifier: ISC
// What stands around a reading, and what that says of it.
#include "normalize/date/reading.h"

#include "base/utf8.h"

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

const struct tally *
tally_tokens(struct arena *a, const struct lexed *x)
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
		   (x->v[d->first].name->known & NAME_CJK) != 0;

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

bool
is_refused(const struct reader *r, const struct reading *d)
{
	const struct lexed *x = r->x;

	return month_of_a_day(x, d) || is_range(x, d) || lost_in_prose(r, d) ||
	       label_of(x, d) == LABEL_LUNAR || in_lunar_year(x, d);
}

int
reading_score(const struct reader *r, const struct reading *d)
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
