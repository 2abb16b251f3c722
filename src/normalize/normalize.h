// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_NORMALIZE_H
#define NORMALIZE_NORMALIZE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/library.h"
#include "model/document.h"
#include "model/item.h"
#include "model/raw_item.h"
#include "model/source.h"

/*
 * Raw items to items: text folded, links absolute, dates read, HTML sanitized,
 * identity made, duplicates on the page and filtered items taken out (into
 * OUT->dropped, with the reason).
 *
 *   now   seconds since the epoch: relative dates count from it. A date after
 *         it stays as the page has it: the store clamps it, at first sight
 *
 * Returns 0 with OUT in A, or -1 with E set (ERR_LIMIT). A field that makes no
 * sense is left empty with a warning; it never costs the item.
 * Pure: no I/O, no clock, independent of TZ and locale.
 */
int normalize(struct arena *a, const struct source *src,
    const struct document *doc, const struct raw_items *raw, int64_t now,
    struct items *out, struct err *e);

/* The library of Unicode's tables. */
void normalize_libraries(struct libraries *out);

/* The Ith zone of the zone database that pages are read by without being told;
 * NULL: there are no more. */
const char *normalize_zone(size_t i);

#endif
