// SPDX-License-Identifier: ISC
#include "extract/detect/title.h"

#include "extract/detect/dating.h"

/* Less is a mark or a number. */
#define TITLE_LEAST 3.0
/* The same for a part of a link, which may be a label. */
#define PART_LEAST 6.0
/* A date with the words around it weighs no more: "Friday, 20 November"; what
 * is more has a date in it. */
#define DATE_WORDS 16.0
/* What it is worth to be the headline that somebody has seen. */
#define EXAMPLE 100.0
/* In a heading, or declared to be the headline. */
#define HEADING 1.5
#define SAID 1.5
/* A headline is worth less when it is no link. */
#define PLAIN 0.7
/* What comes later must be so much better. */
#define BETTER 1.2

/* How good C, a text or a link, is as the headline of the members of G. */
static double
as_title(const struct judge *j, const struct group *g, struct column *c)
{
	double have = (double)c->have / (double)g->n;
	double v;

	if (c->picture || c->weight < TITLE_LEAST)
		return 0;
	v = have * have * c->texts * c->length;
	if (c->weight <= DATE_WORDS && c->digits > 0.5)
		v *= 1 - 0.9 * dating_of(j, g, c);
	if (examples_at(j->o, &j->seen, EXAMPLE_TEXT, c->box, g->n) > 0)
		v *= EXAMPLE;
	if (column_says(j->o, c, "headline"))
		v *= SAID;
	return c->heading ? v * HEADING : v;
}

/* A link that nearly all members have, another one in each. */
static const struct column *
own_link(const struct group *g, struct columns *cs)
{
	const struct column *link = NULL;

	for (size_t i = 0; i < cs->n; i++) {
		struct column *c = &cs->v[i];

		if (c->link && c->hrefs > 0.9 && c->have * 10 >= g->n * 9 &&
		    (link == NULL || c->have > link->have))
			link = c;
	}
	return link;
}

/* A headline that is no link, and the link that goes with it. */
static double
find_plain(const struct judge *j, struct columns *cs, struct reading *r)
{
	const struct column *link = own_link(r->group, cs);
	double best = 0;

	for (size_t i = 0; i < cs->n && link != NULL; i++) {
		struct column *c = &cs->v[i];
		double v;

		/* What is around the link as well is the entry. */
		if (!c->heading || c->link ||
		    column_around(j->o, r->group, c, link))
			continue;
		v = as_title(j, r->group, c) * PLAIN;
		if (v > best) {
			best = v;
			r->title = c;
			r->link = link;
		}
	}
	return best;
}

/* True when the link of R stands in a heading: it is the headline as it is. */
static bool
in_heading(const struct judge *j, const struct reading *r)
{
	const struct box *v = j->o->v;

	for (size_t m = 0; m < r->group->n; m++) {
		uint32_t i = r->link->box[m];

		if (i == NO_BOX)
			continue;
		for (; i != r->group->member[m] && i != 0; i = v[i].parent)
			if (v[v[i].parent].heading)
				return true;
		return false;
	}
	return false;
}

/*
 * A link around a whole entry: of the parts in it the headline is the one that
 * is a heading, else the first that says something else in each entry. Text
 * right in the link shows that it is one line with marks, and no frame.
 */
static void
look_inside(const struct judge *j, struct columns *cs, struct reading *r)
{
	const struct column *found = NULL, *link = r->link;

	if (link->own * 5 > link->weight || in_heading(j, r))
		return;
	for (size_t i = 0; i < cs->n; i++) {
		struct column *c = &cs->v[i];

		if (c->link || c->picture || c->texts < 0.8 ||
		    c->weight < (c->heading ? TITLE_LEAST : PART_LEAST) ||
		    (!c->heading && c->own * 2 < c->weight) ||
		    c->have * 10 < link->have * 9 ||
		    c->weight + c->digits + 0.5 > link->weight + link->digits ||
		    !column_around(j->o, r->group, link, c) ||
		    dating_of(j, r->group, c) > 0.5)
			continue;
		if (found == NULL || (c->heading && !found->heading))
			found = c;
	}
	if (found != NULL)
		r->title = found;
}

double
title_find(const struct judge *j, struct columns *cs, struct reading *r)
{
	double best = find_plain(j, cs, r);

	for (size_t i = 0; i < cs->n; i++) {
		struct column *c = &cs->v[i];
		double v = c->link ? as_title(j, r->group, c) * c->hrefs : 0;

		if (v > best * BETTER) {
			best = v;
			r->title = r->link = c;
		}
	}
	if (r->title != NULL && r->title == r->link)
		look_inside(j, cs, r);
	return best;
}
