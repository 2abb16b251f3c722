// SPDX-License-Identifier: ISC
#ifndef RUN_FOLDS_H
#define RUN_FOLDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/item.h"
#include "model/twin.h"
#include "store/store.h"

/*
 * Duplicates across the sources of one merged feed. The builder of the feed,
 * within its transaction:
 *
 *	folds_decide   on the items that come to the feed with this run
 *	folds_apply    to each that the feed is made of
 *
 * What was decided once stays: an entry that was published is never folded
 * into another, whatever is listed before it later on. Nothing leaves the
 * store, and DEDUPE may change at any time: folds that it no longer asks for
 * are passed over and come back with it. An entry decided on while it was OFF
 * is found by its link only, by what comes later.
 */

/*
 * Decide on the N items V, stored ones, that FEED has not decided on yet: of
 * several that tell one story the first in V becomes the entry, unless FEED
 * has one already. So V is in the order in which the feed lists its sources;
 * items of one source are never folded into each other. One whose site has
 * changed its links is told by the link that it has and by those that it had.
 * FOLDED counts those that are folded now.
 *
 * Costs what is looked up for a new item (a fifth of a millisecond beside a
 * million others) and a few look-ups for a known one. Returns 0, or -1 with E
 * set (ERR_STORE, ERR_BUSY).
 */
int folds_decide(struct arena *a, struct store *st, struct str feed,
    enum dedupe mode, const struct item *v, size_t n, int64_t now,
    size_t *folded, struct err *e);

/* Find TITLE, that of the feed of the source ID; empty when the merged feed
 * does not take from it (any more). Returns 0, or -1 with E set. */
typedef int (*folds_title)(
    void *ctx, struct str id, struct str *title, struct err *e);
/*
 * Whether IT is folded into another entry of FEED: *HIDDEN. An item whose entry
 * is of a source that TITLE does not know is not: it is all there is of the
 * story. An entry names (item->also) where else its story was when it was
 * decided on; what comes later changes nothing in it. Returns 0, or -1 with E
 * set (ERR_STORE, or what TITLE sets).
 */
int folds_apply(struct arena *a, struct store *st, struct str feed,
    enum dedupe mode, folds_title title, void *ctx, struct item *it,
    bool *hidden, struct err *e);

/* How long keys are worth keeping: what is found later has lain somewhere. */
#define FOLDS_KEPT_S INT64_C(5184000)

#endif
