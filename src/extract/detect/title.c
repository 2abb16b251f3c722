// SPDX-License-Identifier: ISC
#include "extract/detect/title.h"

#include <math.h>

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
/* The same but for a number is a count of something, if there is anything
 * else. */
#define COUNT 0.3
/* A version, of so many characters at most. */
#define VERSION 0.3
#define VERSION_MOST 24
/* What comes later must be so much better. */
#define BETTER 1.2

/* v2.10.1, 3.0.0-rc.2, v4.2 */
static bool
is_version(struct str s)
{
	size_t dots = 0;
	bool named;

	s = str_trim(s);
	named = str_istarts(s, STR("v"));
	s = str_from(s, named);
	if (s.len < 3 || s.len > VERSION_MOST || !is_digit(s.p[0]))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] == ' ')
			return false;
		dots += s.p[i] == '.';
	}
	return dots + named >= 2;
}

/* True when all that C has are versions. */
static bool
has_versions(
    const struct judge *j, const struct group *g, const struct column *c)
{
	for (size_t m = 0; m < g->n; m++)
		if (c->box[m] != NO_BOX &&
		    !is_version(html_text(j->a, j->o->v[c->box[m]].node)))
			return false;
	return c->digits > 0;
}

/* What C is worth as a headline by what its texts are. */
static double
worth(const struct judge *j, const struct group *g, const struct column *c)
{
	if (c->weight < TITLE_LEAST)
		return has_versions(j, g, c) ? VERSION : 0;
	return c->counts ? COUNT * c->length : c->length;
}

/* How good C, a text or a link, is as the headline of the members of G. */
static double
as_title(const struct judge *j, const struct group *g, struct column *c)
{
	double have = (double)c->have / (double)g->n;
	double v;

	if (c->picture)
		return 0;
	v = have * have * c->texts * worth(j, g, c);
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

/* Can C be a headline that goes with LINK, which says nothing of its own? */
static bool
is_text(const struct judge *j, const struct group *g, struct column *c,
    const struct column *link)
{
	return !c->link && !c->picture && !c->counts && c->texts >= 0.8 &&
	       c->weight >= PART_LEAST && c->own * 2 >= c->weight &&
	       c->have * 10 >= g->n * 9 &&
	       (c->place < link->place || link->weight == 0) &&
	       !column_around(j->o, g, c, link) && dating_of(j, g, c) <= 0.5;
}

/*
 * Where the links of all entries say the same, "Read more", or nothing, as they
 * lie over the entry, the headline is the first text before them, or beside
 * them, that is another one in each.
 */
static double
find_text(const struct judge *j, struct columns *cs, struct reading *r)
{
	const struct column *link = own_link(r->group, cs);

	if (link == NULL || link->texts * (double)link->have > 1.5)
		return 0;
	for (size_t i = 0; i < cs->n; i++) {
		struct column *c = &cs->v[i];

		if (!is_text(j, r->group, c, link))
			continue;
		r->title = c;
		r->link = link;
		return as_title(j, r->group, c) * PLAIN;
	}
	return 0;
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

/* Can C, a part of the link of R, be its headline? */
static bool
is_part(const struct judge *j, const struct reading *r, struct column *c)
{
	const struct column *link = r->link;

	return !c->link && !c->picture && !c->counts &&
	       c->weight >= (c->heading ? TITLE_LEAST : PART_LEAST) &&
	       (c->heading || c->own * 2 >= c->weight) &&
	       c->have * 10 >= link->have * 9 &&
	       c->weight + c->digits + 0.5 <= link->weight + link->digits &&
	       column_around(j->o, r->group, link, c) &&
	       dating_of(j, r->group, c) <= 0.5;
}

/*
 * A link around a whole entry: of the parts in it the headline is the one that
 * is a heading, else the first that says something else in each entry, else
 * what most of each entry says. Text right in the link shows that it is one
 * line with marks, and no frame.
 */
static void
look_inside(const struct judge *j, struct columns *cs, struct reading *r)
{
	const struct column *found = NULL, *most = NULL, *link = r->link;

	if (link->own * 5 > link->weight || in_heading(j, r))
		return;
	for (size_t i = 0; i < cs->n; i++) {
		struct column *c = &cs->v[i];

		if (!is_part(j, r, c))
			continue;
		if (c->weight * 2 > link->weight)
			most = c;
		if (c->texts >= 0.8 &&
		    (found == NULL || (c->heading && !found->heading)))
			found = c;
	}
	if (found != NULL || most != NULL)
		r->title = found != NULL ? found : most;
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
	if (r->title == NULL || r->title->texts * (double)r->title->have < 1.5)
		best = fmax(best, find_text(j, cs, r));
	/* Alone, counts are as good as others. */
	if (r->title != NULL && r->title->counts)
		best /= COUNT;
	if (r->title != NULL && r->title == r->link)
		look_inside(j, cs, r);
	return best;
}
