// SPDX-License-Identifier: ISC
#ifndef RUN_REBUILD_H
#define RUN_REBUILD_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/source.h"
#include "run/run.h"
#include "run/processor.h"
#include "store/store.h"

/*
 * Read the kept pages of S (run/kept.h, in the folder STATE) by the rules that
 * it has now and put what they give into what the store knows already: texts,
 * authors, pictures and the like. Ids and dates stay, nothing becomes an item
 * that was none, nothing is an edit. A page that cannot be read, or gives
 * nothing, is told and passed over; of what several pages say the latest counts.
 *
 * Within a transaction of ST, which the caller keeps or not. P reads the pages, A is for work.
 * Returns 0, or -1 with E set (ERR_STORE, ERR_SYSTEM).
 */
int rebuild(const struct processor *p, struct arena *a, struct store *st,
    const struct source *s, struct str state, struct rebuild_report *out,
    struct err *e);

#endif
