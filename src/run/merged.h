// SPDX-License-Identifier: ISC
#ifndef RUN_MERGED_H
#define RUN_MERGED_H

#include "base/arena.h"
#include "base/err.h"
#include "config/config.h"
#include "model/merged.h"
#include "publish/publish.h"
#include "run/feeds.h"
#include "store/store.h"

/*
 * Make the files of the merged feed M hold what the store holds: the newest
 * items of its sources. Like feeds_publish a pure function of store and
 * configuration; which item tells a story (run/folds.h) is decided at the time
 * NOW, and committed, before the files are written. Outside of any transaction.
 * A feed without a source is not written unless it has a page to belong to.
 *
 * Returns 0, or -1 with E set (ERR_STORE, ERR_OUTPUT, or ERR_LIMIT for this
 * feed alone). Then, and after a jump out of A, store_rollback is due.
 */
int merged_publish(struct arena *a, const struct config *c,
    const struct merged *m, struct store *st, struct publisher *p, int64_t now,
    struct feed_result *out, struct err *e);

/* The page that a feed which is nobody's own belongs to: LINK, or where the
 * feeds are served, or the page of FIRST (NULL: there is none); or empty. */
struct str merged_page(
    const struct config *c, struct str link, const struct source *first);

#endif
