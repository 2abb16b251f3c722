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
	const struct config *config;       /* foreign */
	const struct publisher *publisher; /* foreign */
	struct made *known;                /* by feed */
	size_t nknown;
	struct made_note *fresh; /* to be kept, when the files are durable */
	size_t nfresh, cap;
	size_t nstamped; /* of them, from the first on */
};

/* A feed that was made. Its mark is that of its files, too, when they have their
 * names. */
struct made_note {
	struct str feed; /* foreign */
	uint64_t mark;
	uint32_t items;
	uint32_t after; /* publish_taken() */
};

/* All that is known, of files of P; within a transaction. Returns 0, or -1 with E
 * set (ERR_STORE). End it in any case. */
int made_begin(struct made_list *l, const struct config *c,
    const struct publisher *p, struct store *st, struct err *e);
void made_end(struct made_list *l);

/* The mark of a feed: of what it depends on, MARK, which begins with that of
 * run/basis.h, and of what its source says of itself. How its files stand comes
 * to that below. */
uint64_t made_of(uint64_t mark, const struct memory *m);

/*
 * What feeds are called: a source's ID, "/ID" of a merged one, MADE_INDEX of
 * what tells of them all. Is FEED known by MARK, and are its files as they were
 * then? Then *ITEMS is how many they have.
 */
#define MADE_INDEX "//index"
bool made_stands(
    const struct made_list *l, struct str feed, uint64_t mark, size_t *items);
/* FEED, which lives as long as L, was made, and has MARK now. */
void made_note(
    struct made_list *l, struct str feed, uint64_t mark, size_t items);
/* Keep what was noted: files and folder are synced. Returns 0, or -1 with E set
 * (ERR_STORE). */
int made_save(struct made_list *l, struct store *st, struct err *e);

#endif
