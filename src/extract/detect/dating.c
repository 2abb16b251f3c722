// SPDX-License-Identifier: ISC
#include "extract/detect/dating.h"

#include "base/utf8.h"

/* Members that are asked for a date. */
#define SAMPLE 6
/* A date has no more weight than this, the words around it included. */
#define DATE_MOST 60.0
/* A date without a digit weighs no more: "yesterday". */
#define BARE_MOST 16
/* Of fewer times of day nothing is known of their order. */
#define CLOCKS_LEAST 8
/* A time of day alone is worth so much less than a day. */
#define CLOCK 0.6
/* Less is an accident. */
#define DATE_LEAST 0.25

static int
ask(const struct judge *j, struct str text)
{
	return j->help->date(j->help->ctx, j->a, text, j->language);
}

/* How much of a date the attributes of B are. */
static int
look_at_attrs(const struct judge *j, const struct box *b)
{
	static const char *const names[] = { "datetime", "title", "content" };
	struct str s;
	int best = DETECT_DATE_NONE;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		int by_attr = 0;

		if (best < DETECT_DATE_WHOLE &&
		    html_attr(b->node, str_c(names[i]), &s))
			by_attr = ask(j, s);
		best = by_attr > best ? by_attr : best;
	}
	return best;
}

/* How much of a date B is, by its attributes or its text. */
static int
look(const struct judge *j, const struct box *b)
{
	int best = DETECT_DATE_NONE, by_attr;

	if (b->digits > 0 || b->weight <= BARE_MOST)
		best = ask(j, html_text(j->a, b->node));
	if (best == DETECT_DATE_WHOLE)
		return best;
	by_attr = look_at_attrs(j, b);
	return by_attr > best ? by_attr : best;
}

int
dating_at(const struct judge *j, uint32_t i)
{
	if (j->dates[i] == 0)
		j->dates[i] = (unsigned char)(1 + look(j, &j->o->v[i]));
	return j->dates[i] - 1;
}

/* Figures with colons between them, and white space around. */
static bool
is_clock(struct str s)
{
	size_t colons = 0, at = 0;

	while (at < s.len) {
		uint32_t c = utf8_next(s, &at);

		if (c != ':' && (c < '0' || c > '9') && !utf8_is_space(c))
			return false;
		colons += c == ':';
	}
	return colons > 0;
}

bool
dating_is_clock(
    const struct judge *j, const struct group *g, const struct column *c)
{
	if (c->weight > 0)
		return false;
	for (size_t m = 0; m < g->n; m++)
		if (c->box[m] != NO_BOX &&
		    !is_clock(html_text(j->a, j->o->v[c->box[m]].node)))
			return false;
	return true;
}

/* 9:05 comes before 10:30. */
static int
by_clock(struct str a, struct str b)
{
	if (a.len != b.len)
		return a.len < b.len ? -1 : 1;
	return str_cmp(a, b);
}

/* True when C has lengths, as of films: 27:15 is no time of day, and so 12:00 at
 * the same place is none either. Times go one way down a list, but at midnight;
 * lengths go up as often as down. */
static bool
has_lengths(
    const struct judge *j, const struct group *g, const struct column *c)
{
	size_t n = 0, ups = 0, downs = 0;
	struct str last = STR_NULL;

	for (size_t m = 0; m < g->n; m++) {
		uint32_t i = c->box[m];
		struct str s;

		if (i == NO_BOX)
			continue;
		s = str_trim(html_text(j->a, j->o->v[i].node));
		if (!is_clock(s))
			return false;
		if (dating_at(j, i) == DETECT_DATE_NONE)
			return true;
		n++;
		ups += last.len > 0 && by_clock(s, last) > 0;
		downs += last.len > 0 && by_clock(s, last) < 0;
		last = s;
	}
	return n >= CLOCKS_LEAST && ups * 4 > n && downs * 4 > n;
}

/* True when C has the same words in all entries and no figure: "Now:" before
 * each price is a label. What attributes say is not meant. */
static bool
has_labels(const struct judge *j, const struct column *c)
{
	static const char *const names[] = { "datetime", "title", "content" };
	struct str s;
	size_t m = 0;

	if (c->have < 3 || c->digits > 0 || c->texts * (double)c->have > 1.5)
		return false;
	while (c->box[m] == NO_BOX)
		m++;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (html_attr(j->o->v[c->box[m]].node, str_c(names[i]), &s) &&
		    ask(j, s) != DETECT_DATE_NONE)
			return false;
	return true;
}

/* How much of a date the members of G have in C, from 0 to 1: SAMPLE of them,
 * spread over G. */
static double
date_share(const struct judge *j, const struct group *g, const struct column *c)
{
	size_t step = g->n > SAMPLE ? g->n / SAMPLE : 1, asked = 0;
	int sum = 0;

	for (size_t m = 0; m < g->n; m += step) {
		asked++;
		if (c->box[m] != NO_BOX)
			sum += dating_at(j, c->box[m]);
	}
	if (sum > 0 && (has_lengths(j, g, c) || has_labels(j, c)))
		return 0;
	return sum / (DETECT_DATE_WHOLE * (double)asked);
}

double
dating_of(const struct judge *j, const struct group *g, struct column *c)
{
	if (!c->dated && !c->picture && c->weight <= DATE_MOST)
		c->date = date_share(j, g, c);
	c->dated = true;
	return c->date;
}

/* True when C says in an attribute when it was, whatever its text is. */
static bool
has_attrs(const struct judge *j, const struct column *c)
{
	size_t m = 0;

	while (c->box[m] == NO_BOX)
		m++;
	return look_at_attrs(j, &j->o->v[c->box[m]]) == DETECT_DATE_WHOLE;
}

/*
 * True when C is what makes OUTER a date: it stands in it, is as good where it
 * is, and that is nearly everywhere. Its selector finds those, too, that are
 * of another kind.
 */
static bool
is_core(const struct judge *j, const struct group *g,
    const struct column *outer, const struct column *c)
{
	return c->date / (double)c->have >=
		   0.9 * outer->date / (double)outer->have &&
	       (double)c->have > 0.6 * (double)outer->have &&
	       column_around(j->o, g, outer, c) &&
	       (has_attrs(j, c) || !has_attrs(j, outer));
}

/* True when C is, or stands in, what is declared as the date of a change. */
static bool
is_change(const struct judge *j, const struct group *g, const struct column *c)
{
	const struct box *v = j->o->v;
	size_t m = 0;

	while (c->box[m] == NO_BOX)
		m++;
	for (uint32_t i = c->box[m];; i = v[i].parent) {
		if (box_says(&v[i], "dateModified"))
			return true;
		if (i <= g->member[m])
			return false;
	}
}

/* What the page itself says of the date counts before all else. */
static double
worth_of(const struct judge *j, const struct group *g, const struct column *c)
{
	double date = dating_is_clock(j, g, c) ? c->date * CLOCK : c->date;

	if (column_says(j->o, c, "datePublished"))
		return date + 2;
	return is_change(j, g, c) ? date - 1 : date;
}

const struct column *
dating_find(const struct judge *j, const struct reading *r, struct columns *cs)
{
	const struct column *best = NULL;
	double most = 0, worth;

	for (size_t i = 0; i < cs->n; i++) {
		struct column *c = &cs->v[i];

		if (c == r->title ||
		    column_around(j->o, r->group, c, r->title) ||
		    dating_of(j, r->group, c) <= DATE_LEAST)
			continue;
		worth = worth_of(j, r->group, c);
		if (best == NULL || worth > most ||
		    (worth >= most - 1 && is_core(j, r->group, best, c))) {
			best = c;
			most = worth;
		}
	}
	return best;
}
