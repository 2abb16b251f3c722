// SPDX-License-Identifier: ISC
#ifndef RUN_BESIDE_H
#define RUN_BESIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/item.h"
#include "run/seen.h"
#include "store/store.h"

/* A page beside what the store has of its source. */
struct beside {
	struct store *st;
	struct arena *a;
	struct str id; /* of the source */
	const struct items *items;
	int64_t *number;  /* of each item of the page; 0: unknown */
	size_t unknown;   /* of them */
	struct item *old; /* the newest that are stored */
	int64_t *old_number;
	bool *on_page; /* of each of OLD, or on one of the list before it */
	size_t nold;
};

/* Which of ITEMS, a page of the source ID, are known. Returns 0 with OUT filled
 * but for OLD, or -1 with E set: the store's. All in A. */
int beside_find(struct beside *out, struct store *st, struct arena *a,
    struct str id, const struct items *items, struct err *e);

/* Load what is stored. SHOWN are the keys of all items of the list on the pages
 * before; NULL: there is none. 0, or -1 with E set: the store's. */
int beside_load(struct beside *b, const struct seen *shown, struct err *e);

/* After that: known items whose site has changed its links get their new keys;
 * *MOVED is how many. They are unknown no more. 0, or -1 with E set: the
 * store's. */
int beside_rekey(struct beside *b, int64_t now, size_t *moved, struct err *e);

#endif
