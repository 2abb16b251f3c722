// SPDX-License-Identifier: ISC
#include "extract/detect/extras.h"

#include <math.h>

#include "base/fnv.h"

/* Less is a label, a name or a count. */
#define SUMMARY_LEAST 20.0

/* Is the box I the box TOP or below it? */
static bool
within(const struct outline *o, uint32_t top, uint32_t i)
{
	return i >= top && i < o->v[top].end;
}

/* True when C is around, in or the same as D in a member that has both. */
static bool
overlap(const struct outline *o, const struct group *g, const struct column *c,
    const struct column *d)
{
	for (size_t m = 0; d != NULL && m < g->n; m++) {
		uint32_t i = c->box[m], k = d->box[m];

		if (i != NO_BOX && k != NO_BOX)
			return within(o, i, k) || within(o, k, i);
	}
	return false;
}

/* The longest text of its own that is neither headline nor date. */
static void
find_summary(
    const struct outline *o, const struct columns *cs, struct reading *r)
{
	double best = 0;

	for (size_t i = 0; i < cs->n; i++) {
		const struct column *c = &cs->v[i];
		double v = c->weight * (double)c->have;

		if (c->link || c->picture || c->heading || c->texts < 0.8 ||
		    c->weight < SUMMARY_LEAST || c->own * 2 < c->weight ||
		    overlap(o, r->group, c, r->title) ||
		    overlap(o, r->group, c, r->date))
			continue;
		if (v > best) {
			best = v;
			r->summary = c;
		}
	}
}

/* How many different pictures C has, over those that it has. */
static double
different(
    const struct outline *o, const struct group *g, const struct column *c)
{
	uint64_t last = 0;
	size_t changes = 0;

	for (size_t m = 0; m < g->n; m++) {
		const struct html_attr *at;
		uint64_t h = FNV_BASIS;

		if (c->box[m] == NO_BOX)
			continue;
		/* Where the address of a lazy one stands, nobody knows yet. */
		for (at = html_attr_first(o->v[c->box[m]].node); at != NULL;
		     at = html_attr_next(at)) {
			struct str v = html_attr_value(at);

			h = fnv1a(h, v.p, v.len);
		}
		changes += h != last;
		last = h;
	}
	return (double)changes / (double)c->have;
}

/* True when the box I stands in a link that leads where its entry does. */
static bool
is_thumbnail(const struct outline *o, const struct reading *r, size_t m)
{
	struct str href, own;
	uint32_t i = r->image->box[m], link = r->link->box[m];

	if (link == NO_BOX || !html_attr(o->v[link].node, STR("href"), &own))
		return false;
	for (; i > r->group->member[m]; i = o->v[i].parent)
		if (html_attr(o->v[i].node, STR("href"), &href))
			return str_eq(href, own);
	return i == link;
}

/* How good the picture R->image is: one that many entries have, that is none of
 * the small ones, and that leads to the text. */
static double
as_image(const struct outline *o, const struct reading *r)
{
	const struct column *c = r->image;
	double v = sqrt((double)c->have / (double)r->group->n);

	if (different(o, r->group, c) <= 0.5)
		return 0;
	for (size_t m = 0; m < r->group->n; m++)
		if (c->box[m] != NO_BOX) {
			v *= is_thumbnail(o, r, m) ? 2 : 1;
			break;
		}
	return v * (1 - 0.95 * c->icons);
}

/* The best of the pictures, of equal ones the first. */
static void
find_image(const struct outline *o, const struct columns *cs, struct reading *r)
{
	struct reading try = *r;
	double best = 0;

	for (size_t i = 0; i < cs->n; i++) {
		double v;

		try.image = &cs->v[i];
		if (!try.image->picture)
			continue;
		v = as_image(o, &try);
		if (v > best) {
			best = v;
			r->image = try.image;
		}
	}
}

/*
 * Pictures in running text stand at no place of their own: the first one of
 * each entry, when that gives more than the best of the places.
 */
static void
find_loose_image(struct arena *a, const struct outline *o, struct reading *r)
{
	const struct group *g = r->group;
	struct column *c = ARENA_NEW(a, struct column);
	struct reading try = *r;

	c->picture = true;
	c->box = ARENA_ARRAY(a, g->n, uint32_t);
	for (size_t m = 0; m < g->n; m++) {
		uint32_t i = g->member[m];

		while (i < g->until[m] && (!o->v[i].picture || o->v[i].icon))
			i++;
		c->box[m] = i < g->until[m] ? i : NO_BOX;
		c->have += i < g->until[m];
	}
	try.image = c;
	if (c->have < 2 || as_image(o, &try) == 0)
		return;
	if (r->image == NULL || c->have * 10 > r->image->have * 13)
		r->image = c;
}

void
extras_find(struct arena *a, const struct outline *o, const struct columns *cs,
    struct reading *r)
{
	find_summary(o, cs, r);
	find_image(o, cs, r);
	find_loose_image(a, o, r);
}
