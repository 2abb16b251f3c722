// SPDX-License-Identifier: ISC
#ifndef CLI_PREVIEW_EXTENT_H
#define CLI_PREVIEW_EXTENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "cli/preview/marks.h"
#include "web/html.h"

/* A walk through all that is below a node, with a step into each element and
 * one out of it; without recursion. */
struct tour {
	const struct html_node *top, *n;
	bool leaving; /* this step is out of N */
};

/*
 * The next step, into the children of N only when INTO is set; false when the
 * walk is over. It begins with { top, top, false }.
 */
bool tour_next(struct tour *t, bool into);

/* What is in an element, as counts up to its beginning and its end. */
struct extents {
	struct extent {
		uint32_t end;   /* order of the last node in it */
		uint32_t marks; /* marked elements before it */
		uint32_t links;
		uint32_t text; /* bytes, without white space */
		bool list;     /* a container stands in it, as its child */
	} * v;                 /* by order; one more at the end */
};

/* Measure the tree D of M->size nodes, in A. */
void extents_make(struct arena *a, const struct html_doc *d,
    const struct marks *m, struct extents *out);

/* What is in the nodes from FIRST to LAST, siblings of it or itself. */
struct extent extent_of(const struct extents *e, const struct html_node *first,
    const struct html_node *last);

#endif
