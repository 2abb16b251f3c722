// SPDX-License-Identifier: ISC
#ifndef RUN_SIDES_H
#define RUN_SIDES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "run/likeness.h"

/* A list as it was beside what is on a page, ready to be compared. For
 * likeness.c and likeness_fresh.c. */
#define UNKNOWN SIZE_MAX
struct sides {
	struct arena *a;
	const struct list_known *old;
	const struct items *page;
	const bool *stored;            /* of each item of PAGE */
	struct str *old_title, *title; /* folded */
	struct likeness *l;
	size_t last; /* the last item of the page that is known */
};

/* Finds which items are known: fills L but for WHY. */
struct sides sides_of(struct arena *a, const struct list_known *known,
    const struct items *page, const bool *stored, struct likeness *l);

/* As large a share of the items, or three quarters of that, has a title and a
 * link that no other has. */
bool sides_names_differ(const struct sides *s);

/* The first and the last of the dates of V, of those with a RANK (NULL:
 * all). */
struct span {
	bool any;
	int64_t from, to;
};
struct span span_of(const struct item *v, size_t n, const size_t *rank);

#endif
