// SPDX-License-Identifier: ISC
#ifndef EXTRACT_TABLE_H
#define EXTRACT_TABLE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/document.h"
#include "model/raw_item.h"
#include "model/source.h"

/*
 * Read DOC by rules that begin with "=" (model/column.h): as CSV, a row an
 * item, or by a pattern, a match an item. Fields without a rule are read from
 * columns or groups of their name (extract/data.h). Of more than LIMIT_ITEMS
 * items the first and the last are taken, half of it each, and that is told:
 * what is new stands at one end.
 *
 * Returns 0 with OUT in A, or -1 with E set:
 *   ERR_EXTRACT  there is no such column or group, or CSV is asked for and it
 *                is a page
 *   ERR_BLOCKED, ERR_RENDER, ERR_HTTP
 *                it is a page that stands before the table: see extract/gate.h
 *   ERR_CONFIG   a rule cannot be read
 *   ERR_LIMIT    it has too many cells, or the pattern took too long
 */
int table_raw(struct arena *a, const struct source *src,
    const struct document *doc, struct raw_items *out, struct err *e);

#endif
