// SPDX-License-Identifier: ISC
#ifndef CLI_PREVIEW_MARKS_H
#define CLI_PREVIEW_MARKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/item.h"

/* One container that the rules found: an item, or one that was dropped. */
struct found {
	const struct item *item;       /* or NULL */
	const struct dropped *dropped; /* or NULL */
	const struct raw_item *raw;    /* NULL: there is none of this number */
	bool drawn; /* it has its place in the page that is shown */
};

/* What is to be seen at an element. */
struct mark {
	size_t item;     /* number of the container that it is; 0: it is none */
	unsigned fields; /* 1 << FIELD_x: read from it */
	size_t of;       /* number of the item they belong to; or 0 */
};

/*
 * All that was found on a page. Numbers are places in the list, from 1, as
 * warnings and `coranto test` give them.
 */
struct marks {
	struct found *found; /* by number; [0] is empty */
	size_t nfound;       /* the highest number */
	struct mark *v;      /* [0] is empty */
	size_t n;
	uint32_t *at; /* by the order of elements: which of V, or 0 */
	size_t size;  /* the highest order */
};

/* The marks of ALL, found on a page of SIZE nodes, in A. */
void marks_make(
    struct arena *a, const struct items *all, size_t size, struct marks *out);

/* The mark of the element with that number in the order, or NULL. */
const struct mark *marks_at(const struct marks *m, size_t order);

#endif
