// SPDX-License-Identifier: ISC
#include "extract/detect/dating.h"

/* Members that are asked for a date. */
#define SAMPLE 12
/* A date has no more weight than this, the words around it included. */
#define DATE_MOST 60.0
/* Less is an accident. */
#define DATE_LEAST 0.25

/* How much of a date the element N is, by its attributes or its text. */
static int
date_of(
    struct arena *a, const struct detect_help *help, const struct html_node *n)
{
	static const char *const names[] = { "datetime", "title", "content" };
	struct str s;
	int best = help->date(help->ctx, a, html_text(a, n));

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		int by_attr = 0;

		if (best < DETECT_DATE_WHOLE &&
		    html_attr(n, str_c(names[i]), &s))
			by_attr = help->date(help->ctx, a, s);
		best = by_attr > best ? by_attr : best;
	}
	return best;
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
	return sum / (DETECT_DATE_WHOLE * (double)asked);
}

void
dating_measure(const struct judge *j, const struct group *g, struct columns *cs)
{
	for (size_t i = 0; i < cs->n; i++) {
		struct column *c = &cs->v[i];

		if (!c->picture && c->weight <= DATE_MOST)
			c->date = date_share(j, g, c);
	}
}

const struct column *
dating_find(
    const struct judge *j, const struct reading *r, const struct columns *cs)
{
	const struct column *best = NULL;

	for (size_t i = 0; i < cs->n; i++) {
		const struct column *c = &cs->v[i];

		if (c->date <= DATE_LEAST || c == r->title ||
		    column_around(j->o, r->group, c, r->title))
			continue;
		if (best == NULL || c->date > best->date ||
		    (c->date == best->date &&
			column_around(j->o, r->group, best, c)))
			best = c;
	}
	return best;
}
