// SPDX-License-Identifier: ISC
#ifndef RUN_HEALTH_H
#define RUN_HEALTH_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "config/config.h"
#include "model/state.h"
#include "publish/publish.h"
#include "run/feeds.h"
#include "store/store.h"

/* What the feed is called. */
#define HEALTH_ID "health"
#define HEALTH_TITLE "Health of the sources"

/* How long a source fails before that is told again, once. */
#define HEALTH_AGAIN_S INT64_C(604800) /* 7 days */

/*
 * Put down, when the source SRC has failed for HEALTH_AGAIN_S at NOW and that
 * was not put down before, that it still does. Whichever way it fails
 * meanwhile. Within a transaction. Returns 0, or -1 with E set (ERR_STORE).
 */
int health_remind(struct store *st, struct arena *a, const struct source *src,
    const struct memory *m, int64_t now, struct err *e);

/*
 * Make the files of the feed `health` hold the newest changes of state of the
 * sources of C, and nothing else: what was expected, what was seen, what to do.
 * A pure function of store and configuration. Within a transaction. It is not
 * written while there is no page that it could belong to.
 *
 * Returns 0, or -1 with E set (ERR_STORE, ERR_OUTPUT, ERR_LIMIT).
 */
int health_publish(struct arena *a, const struct config *c, struct store *st,
    struct publisher *p, struct feed_result *out, struct err *e);

#endif
