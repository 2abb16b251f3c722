// SPDX-License-Identifier: ISC
#ifndef MODEL_RECORD_PACKED_H
#define MODEL_RECORD_PACKED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "model/item.h"

/*
 * Items as they go from one process of ours to the other: see model/record.h.
 * As JSON they were a sixth of all that a run with new pages does.
 */

/* Append all items. Returns 0, or -1 when they did not fit (B->over). */
int packed_write(struct buf *b, const struct items *all);

/* Does *REST begin with packed items? */
bool packed_is(struct str rest);
/*
 * Read them into OUT, whose texts are in A, and move *REST behind them. Returns
 * 0, or -1 with E set to ERR_EXTRACT when they are none or one is not as it may
 * be. Trusts nothing.
 */
int packed_read(
    struct arena *a, struct str *rest, struct items *out, struct err *e);

#endif
