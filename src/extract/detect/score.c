// SPDX-License-Identifier: ISC
#include "extract/detect/score.h"

#include <math.h>

#include "extract/detect/extras.h"

/* Half of what a long headline is worth is reached at this weight: six
 * characters of Chinese, two words of English. */
#define TITLE_HALF 12.0
/* What is longer than this is no headline. */
#define TITLE_MOST 150.0
/* More entries than this add nothing. */
#define ENTRIES_MOST 100.0
/* Members that are asked for a date. */
#define SAMPLE 12
/* A date has no more weight than this, the words around it included. */
#define DATE_MOST 60.0

/* How much of a date the element N is, by its attribute or its text. */
static int
date_of(
    struct arena *a, const struct detect_help *help, const struct html_node *n)
{
	struct str s;
	int by_attr = 0, by_text;

	if (html_attr(n, STR("datetime"), &s))
		by_attr = help->date(help->ctx, a, s);
	by_text = help->date(help->ctx, a, html_text(a, n));
	return by_attr > by_text ? by_attr : by_text;
}

/* How much of a date the members of G have in C, from 0 to 1: SAMPLE of them,
 * spread over G. */
static double
date_share(struct arena *a, const struct outline *o, const struct group *g,
    const struct detect_help *help, const struct column *c)
{
	size_t step = g->n > SAMPLE ? g->n / SAMPLE : 1, asked = 0;
	int sum = 0;

	for (size_t m = 0; m < g->n; m += step) {
		asked++;
		if (c->box[m] != NO_BOX)
			sum += date_of(a, help, o->v[c->box[m]].node);
	}
	return sum / (2.0 * (double)asked);
}

/* True when the first member that has both has D within C. */
static bool
around(const struct outline *o, const struct group *g, const struct column *c,
    const struct column *d)
{
	for (size_t m = 0; m < g->n; m++)
		if (c->box[m] != NO_BOX && d->box[m] != NO_BOX)
			return d->box[m] > c->box[m] &&
			       d->box[m] < o->v[c->box[m]].end;
	return false;
}

/* The column that holds dates: the best, of equal ones the first, and of those
 * around each other the innermost. */
static double
find_date(struct arena *a, const struct outline *o, const struct group *g,
    const struct detect_help *help, const struct columns *cs,
    struct reading *out)
{
	double best = 0;

	for (size_t i = 0; i < cs->n; i++) {
		const struct column *c = &cs->v[i];
		double share;

		if (c->image || c->weight > DATE_MOST || c == out->title)
			continue;
		share = date_share(a, o, g, help, c);
		if (share > 0.25 &&
		    (share > best ||
			(share == best && around(o, g, out->date, c)))) {
			best = share;
			out->date = c;
		}
	}
	return best;
}

static double
long_enough(double weight)
{
	double v = weight / (weight + TITLE_HALF);

	return weight > TITLE_MOST ? v * TITLE_MOST / weight : v;
}

/* How good C, a text or a link, is as the headline of the members of G. */
static double
as_title(const struct group *g, const struct column *c)
{
	double have = (double)c->have / (double)g->n;
	double v;

	if (c->image || c->weight < 3)
		return 0;
	v = have * have * c->texts * long_enough(c->weight);
	return c->heading ? v * 1.5 : v;
}

/* A headline that is no link, and the link that goes with it. */
static double
find_plain_title(
    const struct group *g, const struct columns *cs, struct reading *out)
{
	const struct column *link = NULL;
	double best = 0;

	for (size_t i = 0; i < cs->n; i++) {
		const struct column *c = &cs->v[i];

		if (c->link && c->hrefs > 0.9 && c->have * 10 >= g->n * 9 &&
		    (link == NULL || c->have > link->have))
			link = c;
	}
	for (size_t i = 0; i < cs->n && link != NULL; i++) {
		const struct column *c = &cs->v[i];
		double v = c->heading && !c->link ? as_title(g, c) * 0.7 : 0;

		if (v > best) {
			best = v;
			out->title = c;
			out->link = link;
		}
	}
	return best;
}

static double
find_title(const struct group *g, const struct columns *cs, struct reading *out)
{
	double best = find_plain_title(g, cs, out);

	for (size_t i = 0; i < cs->n; i++) {
		const struct column *c = &cs->v[i];
		double v = c->link ? as_title(g, c) * c->hrefs : 0;

		if (v > best) {
			best = v;
			out->title = out->link = c;
		}
	}
	return best;
}

/* What the members of G are to the page. */
struct mass {
	double share;  /* of all text */
	double beside; /* mean weight of what is in no link */
	double aside;  /* share that stands in a menu or a margin */
};

static struct mass
weigh(const struct outline *o, const struct group *g)
{
	struct mass m = { 0, 0, 0 };
	double all = o->v[0].weight + 1.0;

	for (size_t i = 0; i < g->n; i++) {
		const struct box *b = &o->v[g->member[i]];

		m.share += b->weight / all;
		m.beside += b->weight - b->link_weight;
		m.aside += b->aside;
	}
	m.beside /= (double)g->n;
	m.aside /= (double)g->n;
	return m;
}

double
score_glance(const struct outline *o, const struct group *g)
{
	struct mass m = weigh(o, g);

	return pow(fmin((double)g->n, ENTRIES_MOST), 0.6) * (0.2 + m.share) *
	       (1 + 0.6 * fmin(1, m.beside / 20)) * (m.aside > 0.5 ? 0.2 : 1);
}

void
score_group(struct arena *a, const struct outline *o, const struct group *g,
    const struct detect_help *help, struct reading *out)
{
	struct columns *cs = ARENA_NEW(a, struct columns);
	double title;

	*out = (struct reading){ .group = g };
	columns_find(a, o, g, cs);
	title = find_title(g, cs, out);
	if (title <= 0)
		return;
	out->score = title * score_glance(o, g) * cs->coherence *
		     cs->coherence * (1 + find_date(a, o, g, help, cs, out));
	extras_find(o, cs, out);
}
