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
	uint32_t *box; /* one a member: index of the box, or NO_BOX */
	size_t have;   /* members that have it */
	bool link;     /* all of them are links */
	bool image;    /* all of them are pictures */
	bool heading;  /* within a heading, or around one */
	double weight; /* mean of the text, digits left out */
	double own;    /* mean of the text that is not in an element below */
	double texts, hrefs; /* share that is unlike all others */
};
#define NO_BOX UINT32_MAX

struct columns {
	struct column *v;
	size_t n, cap;
	double coherence; /* share of what the members have that is in one */
};

/* The columns of G that at least half of its members have, in the order in
 * which they begin on the page. */
void columns_find(struct arena *a, const struct outline *o,
    const struct group *g, struct columns *out);

#endif
