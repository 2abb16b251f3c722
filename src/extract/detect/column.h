// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_COLUMN_H
#define EXTRACT_DETECT_COLUMN_H

#include "extract/detect/group.h"

/*
 * A place that the members of a group have in common: the elements that are
 * reached from them by the same tags and classes, and by the same place among
 * those that have them in common. A table's cells of one
 * column are such a place, and so are the links of a list.
 */
struct column {
	uint64_t key;
	uint32_t *box;  /* one a member: index of the box, or NO_BOX */
	size_t have;    /* members that have it */
	uint32_t place; /* boxes from the beginning of an entry */
	bool link;      /* all of them are links */
	bool picture;   /* all of them are pictures */
	double icons;   /* share of them that is said to be small */
	bool heading;   /* within a heading, or around one */
	double weight;  /* mean of the text, digits left out */
	double digits;  /* mean of those */
	double own;     /* mean of the text that is not in an element below */
	double texts, hrefs; /* share that is unlike all others */
	bool counts;   /* hardly more than their numbers is unlike others */
	double length; /* mean worth of their lengths for a headline, to 1 */
	double date;   /* how much of a date they are, to 1; see dating_of() */
	bool dated;    /* DATE is known */
};

struct columns {
	struct column *v;
	size_t n, cap;
	double coherence; /* share of what the members have that is in one */
};

/* Room that one search after the other uses. */
struct column_room {
	uint64_t *key;    /* one a box */
	uint64_t *number; /* one a box */
	void *entry;      /* of the members' elements */
	size_t cap;       /* of ENTRY */
};

/* Room for the groups of O, in A. */
void column_room_make(
    struct arena *a, const struct outline *o, struct column_room *out);

/* The columns of G that at least half of its members have, and those of
 * pictures that two have, in the order in which they stand in an entry. */
void columns_find(struct arena *a, const struct outline *o,
    struct column_room *room, const struct group *g, struct columns *out);

/* True when C, by its first element, is declared to be the property PROP of
 * its entry. Source: WHATWG HTML 5.2.3, itemprop; schema.org. */
bool column_says(
    const struct outline *o, const struct column *c, const char *prop);

/* True when C is around D: in the first of G's members that has both. */
bool column_around(const struct outline *o, const struct group *g,
    const struct column *c, const struct column *d);

#endif
