// SPDX-License-Identifier: ISC
#ifndef RUN_MADE_H
#define RUN_MADE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "config/config.h"
#include "model/state.h"
#include "publish/publish.h"
#include "store/store.h"

/*
 * Which files need not be made again to be compared with what is there: making
 * them is most of what a run costs that finds nothing new. When a feed was made,
 * or was found as it should be, the store keeps a mark of it: a number that
 * stands for the program, the configuration, what the sources say of themselves,
 * and how the files stand in their folder. The store forgets it with any change
 * of an item. So as long as it is there and the same, the files are what they
 * would be made, byte for byte; a file that somebody has changed or removed, and
 * a feed that a killed run did not come to, have no such mark.
 */
struct made_list {
	struct arena arena;
	struct made *known; /* by feed */
	size_t nknown;
	struct made *fresh; /* to be kept, when the files are durable */
	size_t nfresh, cap;
};

/* All that is known; within a transaction. Returns 0, or -1 with E set
 * (ERR_STORE). End it in any case. */
int made_begin(struct made_list *l, struct store *st, struct err *e);
void made_end(struct made_list *l);

/* The mark of a feed: of what it depends on, MARK, which begins with that of
 * run/basis.h, and of what its source says of itself. */
uint64_t made_of(uint64_t mark, const struct memory *m);
/* Likewise of the files of the feed ID in all formats of C; of the file NAME. */
uint64_t made_files(uint64_t mark, struct arena *a, const struct config *c,
    struct str id, const struct publisher *p);

/* Is FEED known by MARK? Then *ITEMS is how many its files have. */
bool made_stands(
    const struct made_list *l, struct str feed, uint64_t mark, size_t *items);
/* FEED was made, and is as MARK has it now. */
void made_note(
    struct made_list *l, struct str feed, uint64_t mark, size_t items);
/* Keep what was noted: files and folder are synced. Returns 0, or -1 with E set
 * (ERR_STORE). */
int made_save(const struct made_list *l, struct store *st, struct err *e);

#endif
