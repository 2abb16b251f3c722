// SPDX-License-Identifier: ISC
#ifndef RUN_OVERVIEW_H
#define RUN_OVERVIEW_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "config/config.h"
#include "publish/publish.h"
#include "store/store.h"

/*
 * Make what stands beside the feeds, index.html and feeds.opml, tell of all of
 * them. A pure
 * function of store and configuration: it changes when a feed or a state does,
 * not with each run. Within a transaction.
 * Returns 0, or -1 with E set (ERR_STORE, ERR_OUTPUT, ERR_LIMIT).
 */
int overview_publish(struct arena *a, const struct config *c, struct store *st,
    struct publisher *p, struct err *e);

/* The files that it makes. */
#define OVERVIEW_FILES 2
extern const char *const overview_files[OVERVIEW_FILES];

/* feeds.opml, as the only content of B. ST: NULL when there is no store yet.
 * WHERE: the address of the output folder, ending in "/", or empty: then those
 * of the feeds are relative. Returns 0, or -1 with E set (ERR_STORE,
 * ERR_LIMIT). */
int overview_opml(struct arena *a, const struct config *c, struct str where,
    struct store *st, struct buf *b, struct err *e);

#endif
