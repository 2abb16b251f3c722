// SPDX-License-Identifier: ISC
#include "extract/detect/extras.h"

#include <math.h>
#include <stdlib.h>

#include "base/fnv.h"
#include "extract/detect/portrait.h"

/* Less is a label, a name or a count. */
#define SUMMARY_LEAST 20.0
/* The same for a whole text. */
#define BODY_LEAST 80.0
/* Pictures of which fewer differ are signs: "new", "read"; of many entries some
 * show the same, for want of one of their own. */
#define DIFFERENT 0.25

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

/* The mean weight of an entry of G. */
static double
entry_weight(const struct outline *o, const struct group *g)
{
	double w = 0;

	for (size_t m = 0; m < g->n; m++)
		for (uint32_t k = g->member[m]; k < g->until[m];
		     k = o->v[k].end)
			w += o->v[k].weight;
	return w / (double)g->n;
}

/* What holds most of each entry, where whole texts stand in the list: the
 * innermost that does. */
static void
find_body(const struct outline *o, const struct columns *cs, struct reading *r)
{
	double half = entry_weight(o, r->group) / 2;

	for (size_t i = 0; i < cs->n; i++) {
		const struct column *c = &cs->v[i];

		if (!c->link && !c->picture && c->texts >= 0.8 &&
		    c->weight > half && c->weight >= BODY_LEAST &&
		    !overlap(o, r->group, c, r->title) &&
		    !overlap(o, r->group, c, r->date))
			r->summary = c;
	}
}

/* True when C says the headline again: a link that names where it goes. */
static bool
is_headline(
    const struct outline *o, const struct reading *r, const struct column *c)
{
	size_t same = 0;

	for (size_t m = 0; m < r->group->n; m++) {
		uint32_t i = c->box[m], k = r->title->box[m];

		same +=
		    i != NO_BOX && k != NO_BOX && o->v[i].text == o->v[k].text;
	}
	return same * 2 > c->have;
}

/* The longest text of its own that is neither headline nor date, nor tells whose
 * the entry is. */
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
		    overlap(o, r->group, c, r->date) ||
		    overlap(o, r->group, c, r->author) ||
		    overlap(o, r->group, c, r->outlet) || is_headline(o, r, c))
			continue;
		if (v > best) {
			best = v;
			r->summary = c;
		}
	}
	if (r->summary == NULL)
		find_body(o, cs, r);
}

static int
by_number(const void *pa, const void *pb)
{
	uint64_t a = *(const uint64_t *)pa, b = *(const uint64_t *)pb;

	return a < b ? -1 : a > b;
}

uint64_t
extras_picture(const struct html_node *n)
{
	static const char *const words[] = { "alt", "title", "id",
		"aria-label" };
	uint64_t h = FNV_BASIS;

	for (const struct html_attr *at = html_attr_first(n); at != NULL;
	     at = html_attr_next(at)) {
		struct str name = html_attr_name(at), v = html_attr_value(at);
		size_t i = 0;

		while (i < sizeof(words) / sizeof(*words) &&
		       !str_eq(name, str_c(words[i])))
			i++;
		if (i == sizeof(words) / sizeof(*words))
			h = fnv1a(h, v.p, v.len);
	}
	return h;
}

/* How many of the pictures that C has differ: from 0, all are the same one, to
 * 1. */
static double
different(struct arena *a, const struct outline *o, const struct group *g,
    const struct column *c)
{
	uint64_t *v = ARENA_ARRAY(a, c->have, uint64_t);
	size_t n = 0, others = 0;

	for (size_t m = 0; m < g->n; m++)
		if (c->box[m] != NO_BOX)
			v[n++] = extras_picture(o->v[c->box[m]].node);
	qsort(v, n, sizeof(*v), by_number);
	for (size_t i = 1; i < n; i++)
		others += v[i] != v[i - 1];
	return n < 2 ? 0 : (double)others / (double)(n - 1);
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

/* True when most of what R->image has are portraits. */
static bool
are_portraits(const struct outline *o, const struct reading *r)
{
	size_t n = 0;

	for (size_t m = 0; m < r->group->n; m++)
		n += r->image->box[m] != NO_BOX &&
		     portrait_is(o, r, m, r->image->box[m]);
	return n * 2 > r->image->have;
}

/* How good the picture R->image is: one that many entries have, that is none of
 * the small ones, and that leads to the text. */
static double
as_image(struct arena *a, const struct outline *o, const struct reading *r)
{
	const struct column *c = r->image;
	double v = sqrt((double)c->have / (double)r->group->n);

	if (different(a, o, r->group, c) <= DIFFERENT || are_portraits(o, r))
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
find_image(struct arena *a, const struct outline *o, const struct columns *cs,
    struct reading *r)
{
	struct reading try = *r;
	double best = 0;

	for (size_t i = 0; i < cs->n; i++) {
		double v;

		try.image = &cs->v[i];
		if (!try.image->picture)
			continue;
		v = as_image(a, o, &try);
		if (v > best) {
			best = v;
			r->image = try.image;
		}
	}
}

/* The first picture of member M of R that is not small and no portrait: one that
 * is drawn before one that is behind something, as that may be a second one. */
static uint32_t
first_picture(const struct outline *o, const struct reading *r, size_t m)
{
	const struct group *g = r->group;
	uint32_t behind = NO_BOX;

	for (uint32_t i = g->member[m]; i < g->until[m]; i++) {
		const struct box *b = &o->v[i];

		if (!b->picture || b->icon || portrait_is(o, r, m, i))
			continue;
		if (html_is(b->node, STR("img")))
			return i;
		behind = behind == NO_BOX ? i : behind;
	}
	return behind;
}

/* True when the picture I of member M, which has none in R->image, is at a place
 * of those that have one there as well: it is a sign. */
static bool
is_beside(
    const struct columns *cs, const struct reading *r, size_t m, uint32_t i)
{
	for (size_t k = 0; k < cs->n; k++) {
		const struct column *c = &cs->v[k];
		size_t both = 0;

		if (c == r->image || !c->picture || c->box[m] != i)
			continue;
		for (size_t j = 0; j < r->group->n; j++)
			both +=
			    c->box[j] != NO_BOX && r->image->box[j] != NO_BOX;
		if (both * 2 > r->image->have)
			return true;
	}
	return false;
}

/*
 * Pictures in running text stand at no place of their own: the first one of
 * each entry, when that gives more than the best of the places.
 */
static void
find_loose_image(struct arena *a, const struct outline *o,
    const struct columns *cs, struct reading *r)
{
	const struct group *g = r->group;
	struct column *c = ARENA_NEW(a, struct column);
	struct reading try = *r;

	c->picture = true;
	c->box = ARENA_ARRAY(a, g->n, uint32_t);
	for (size_t m = 0; m < g->n; m++) {
		c->box[m] = first_picture(o, r, m);
		if (r->image != NULL && r->image->box[m] == NO_BOX &&
		    c->box[m] != NO_BOX && is_beside(cs, r, m, c->box[m]))
			c->box[m] = NO_BOX;
		c->have += c->box[m] != NO_BOX;
	}
	try.image = c;
	if (c->have < 2 || as_image(a, o, &try) == 0)
		return;
	if (r->image == NULL || c->have * 10 > r->image->have * 13)
		r->image = c;
}

void
extras_find(struct arena *a, const struct outline *o, const struct columns *cs,
    struct reading *r)
{
	find_summary(o, cs, r);
	find_image(a, o, cs, r);
	find_loose_image(a, o, cs, r);
}
