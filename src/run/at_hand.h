// SPDX-License-Identifier: ISC
#ifndef RUN_AT_HAND_H
#define RUN_AT_HAND_H

#include "base/err.h"
#include "run/source_run.h"

struct runner;

/*
 * Sources in whole: what is remembered of them, and what comes of them. A source
 * is taken when it is its turn, and given back when nothing more is under way
 * for it; so there are as many as things under way, however many sources.
 */
struct at_hand {
	struct source_run *all;  /* owned */
	struct source_run *idle; /* of these, to be taken again */
};

/* The source of T, with what the store knows; to be given back. NULL with E set
 * (ERR_STORE). */
struct source_run *at_hand_take(
    struct runner *r, struct standing *t, struct err *e);
/* Nothing is under way for S: what is in its arena goes. */
void at_hand_give(struct runner *r, struct source_run *s);
/* Give back all, and let them go. */
void at_hand_end(struct runner *r);

#endif
