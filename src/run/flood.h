// SPDX-License-Identifier: ISC
#ifndef RUN_FLOOD_H
#define RUN_FLOOD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/item.h"
#include "model/source.h"
#include "model/state.h"
#include "run/seen.h"
#include "store/store.h"

/* Items that are held back enter the feed when a page shows them again after
 * this time: a fault of a site is mended within hours, or stays. */
#define FLOOD_WAIT_S 10800
/* What no page has shown again for so long was a fault. */
#define FLOOD_OVER_S 604800
/* More new items than this, and than half of the page, are a flood ... */
#define FLOOD_LEAST 10
/* ... but not when the page was not read for so long. */
#define FLOOD_PAUSE_S 259200

/* One page of a source on its way into the store. */
struct flood {
	const struct source *source;
	const struct memory *memory; /* of the last run */
	bool accept; /* somebody wants what is new: its rules or its URL were
			changed, or it was said so */
	int64_t now;
	/* Of a page that follows the one the list is known by: */
	bool later;     /* it is one */
	bool deep;      /* it is read for what is not known */
	size_t entered; /* items of pages before it that entered the feed */
	const struct seen *shown; /* keys of all items of the list so far */
	/* what came of it */
	size_t moved;     /* known items whose key the site had changed */
	struct held held; /* all that are held back from now on */
};

/*
 * Before store_merge: give known items whose site has changed its links their
 * new keys, set `withheld` of the new ones among ITEMS that are not to enter
 * the feed, and let those enter that were held back, when the page bears them
 * out. Returns 0, or -1 with E set: ERR_EXTRACT when known items had what most
 * of the page's lack (see plausible.h), else the store's.
 */
int flood_guard(struct store *st, struct arena *a, struct flood *f,
    struct items *items, struct err *e);

/* Let enter the feed whatever is held back of the source ID. */
int flood_accept(struct store *st, struct str id, struct err *e);

/* What a person should know of items held back; empty when there are none. */
struct str flood_text(
    struct arena *a, const struct source *s, const struct held *held);

#endif
