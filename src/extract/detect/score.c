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
/* What it is worth to be the headline that somebody has seen. */
#define EXAMPLE 100.0
/* Sentences of score_explain() at most. */
#define WHY_MOST 7

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
date_share(const struct judge *j, const struct group *g, const struct column *c)
{
	size_t step = g->n > SAMPLE ? g->n / SAMPLE : 1, asked = 0;
	int sum = 0;

	for (size_t m = 0; m < g->n; m += step) {
		asked++;
		if (c->box[m] != NO_BOX)
			sum += date_of(j->a, j->help, j->o->v[c->box[m]].node);
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
find_date(const struct judge *j, const struct group *g,
    const struct columns *cs, struct reading *out)
{
	double best = 0;

	for (size_t i = 0; i < cs->n; i++) {
		const struct column *c = &cs->v[i];
		double share;

		if (c->image || c->weight > DATE_MOST || c == out->title)
			continue;
		share = date_share(j, g, c);
		if (share > 0.25 &&
		    (share > best ||
			(share == best && around(j->o, g, out->date, c)))) {
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
as_title(const struct judge *j, const struct group *g, const struct column *c)
{
	double have = (double)c->have / (double)g->n;
	double v;

	if (c->image || c->weight < 3)
		return 0;
	v = have * have * c->texts * long_enough(c->weight);
	if (examples_at(j->o, &j->seen, c->box, g->n) > 0)
		v *= EXAMPLE;
	return c->heading ? v * 1.5 : v;
}

/* A headline that is no link, and the link that goes with it. */
static double
find_plain_title(const struct judge *j, const struct group *g,
    const struct columns *cs, struct reading *out)
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
		double v = c->heading && !c->link ? as_title(j, g, c) * 0.7 : 0;

		if (v > best) {
			best = v;
			out->title = c;
			out->link = link;
		}
	}
	return best;
}

/* A link around a whole entry: what it has for a heading is the headline. */
static void
look_inside(const struct judge *j, const struct group *g,
    const struct columns *cs, struct reading *out)
{
	for (size_t i = 0; i < cs->n; i++) {
		const struct column *c = &cs->v[i];

		if (c->heading && !c->link && !c->image && c->weight >= 3 &&
		    c->own * 2 > c->weight && c->texts > 0.8 &&
		    c->have * 10 >= g->n * 9 &&
		    c->weight * 1.2 < out->title->weight &&
		    around(j->o, g, out->title, c)) {
			out->title = c;
			return;
		}
	}
}

static double
find_title(const struct judge *j, const struct group *g,
    const struct columns *cs, struct reading *out)
{
	double best = find_plain_title(j, g, cs, out);

	for (size_t i = 0; i < cs->n; i++) {
		const struct column *c = &cs->v[i];
		double v = c->link ? as_title(j, g, c) * c->hrefs : 0;

		if (v > best) {
			best = v;
			out->title = out->link = c;
		}
	}
	if (out->title != NULL && out->title == out->link)
		look_inside(j, g, cs, out);
	return best;
}

/* What the members of G are to the page. */
struct mass {
	double share;  /* of all text */
	double beside; /* mean weight of what is in no link */
	double aside;  /* share that stands in a menu or a margin */
	double places; /* mean share of what is where the one before it is */
};

static struct mass
weigh(const struct outline *o, const struct group *g)
{
	struct mass m = { 0, 0, 0, 0 };
	double all = o->v[0].weight + 1.0;
	uint64_t at = 0;

	for (size_t i = 0; i < g->n; i++) {
		const struct box *b = &o->v[g->member[i]];

		m.share += b->weight / all;
		m.beside += b->weight - b->link_weight;
		m.aside += b->aside;
		m.places += i == 0 || o->v[b->parent].kind_path == at;
		at = o->v[b->parent].kind_path;
	}
	m.beside /= (double)g->n;
	m.aside /= (double)g->n;
	m.places /= (double)g->n;
	return m;
}

double
score_glance(const struct outline *o, const struct group *g)
{
	struct mass m = weigh(o, g);

	return pow(fmin((double)g->n, ENTRIES_MOST), 0.6) * (0.2 + m.share) *
	       (1 + 0.6 * fmin(1, m.beside / 20)) * (m.aside > 0.5 ? 0.2 : 1) *
	       m.places;
}

/* How many examples stand where R has headline, link or date. */
static size_t
examples_of(const struct judge *j, const struct reading *r)
{
	const struct column *const at[] = { r->title, r->link, r->date };
	size_t most = 0;

	for (size_t i = 0; i < sizeof(at) / sizeof(*at); i++) {
		size_t n = at[i] == NULL ? 0
					 : examples_at(j->o, &j->seen,
					       at[i]->box, r->group->n);

		most = n > most ? n : most;
	}
	return most;
}

void
score_group(const struct judge *j, const struct group *g, struct reading *out)
{
	struct columns *cs = ARENA_NEW(j->a, struct columns);
	double title;

	*out = (struct reading){ .group = g };
	columns_find(j->a, j->o, g, cs);
	title = find_title(j, g, cs, out);
	if (title <= 0)
		return;
	out->dates = find_date(j, g, cs, out);
	out->score = title * score_glance(j->o, g) * cs->coherence *
		     cs->coherence * (1 + out->dates);
	extras_find(j->o, cs, out);
	out->examples = examples_of(j, out);
}

static void
add_why(struct arena *a, struct candidate *c, struct str text)
{
	if (c->why == NULL)
		c->why = ARENA_ARRAY(a, WHY_MOST, struct str);
	c->why[c->nwhy++] = text;
}

void
score_explain(
    const struct judge *j, const struct reading *r, struct candidate *out)
{
	struct mass m = weigh(j->o, r->group);
	struct arena *a = j->a;

	add_why(a, out, arena_printf(a, "%zu entries", out->n));
	add_why(a, out,
	    arena_printf(a, "%.0f %% of the page's text", 100 * m.share));
	if (r->title->heading)
		add_why(a, out, STR("the headlines are headings"));
	if (r->title->texts < 0.95)
		add_why(a, out, STR("some headlines are alike"));
	if (r->dates > 0)
		add_why(a, out,
		    arena_printf(a, "dates in %.0f %% of them",
			100 * (r->dates < 0.5 ? 2 * r->dates : 1)));
	else
		add_why(a, out, STR("no dates"));
	if (m.aside > 0.5)
		add_why(a, out, STR("stands in a menu or a margin"));
	if (j->seen.n > 0)
		add_why(a, out,
		    arena_printf(a, "holds %zu of %zu examples", r->examples,
			j->seen.n));
}
