// SPDX-License-Identifier: ISC
#ifndef RUN_STORING_H
#define RUN_STORING_H

#include "base/arena.h"
#include "base/err.h"
#include "run/drift.h"
#include "run/flood.h"
#include "run/processor.h"
#include "store/store.h"

/* A page on its way into the store. */
struct storing {
	struct store *st;
	struct arena *work;
	struct page *page;
	struct flood flood;
	struct drift *drift; /* to remember the list of it; NULL: it is not the
				page that the list is known by */
	struct merge done;   /* what came of it */
};

/*
 * Bring the items of W->page into the store within the caller's transaction:
 * all of them or nothing. Returns 0 with W->done and what comes of W->flood, or
 * -1 with E set: its reach tells whether it is the page that cannot be stored
 * or the store that cannot store.
 */
int storing_page(struct storing *w, struct err *e);

#endif
