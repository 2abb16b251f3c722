// SPDX-License-Identifier: ISC
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "model/item.h"
#include "model/response.h"
#include "model/source.h"

/*
 * The byte encoding of the records that cross a boundary: JSON Lines (RFC
 * 8259, one object a line, UTF-8). New keys may be added, none renamed; an
 * absent value is null. Bodies are not in it: they travel beside, as bytes.
 *
 * Reading trusts nothing: types, lengths, counts, UTF-8 and URLs are checked
 * against model/limits.h, as the writer may be a worker that a page took over.
 */

/* Append one line. Return 0, or -1 when it did not fit (B->over). */
int record_write_item(struct buf *b, const struct item *it);
int record_write_response(struct buf *b, const struct response *r);
int record_write_source(struct buf *b, const struct source *s);
/* An "end" line: what struct items holds besides the items. */
int record_write_items(struct buf *b, const struct items *all);

/* Read one line. Return 0, or -1 with E set (ERR_LIMIT, ERR_EXTRACT). */
int record_read_item(
    struct arena *a, struct str line, struct item *out, struct err *e);
int record_read_response(
    struct arena *a, struct str line, struct response *out, struct err *e);
int record_read_source(
    struct arena *a, struct str line, struct source *out, struct err *e);
int record_read_items(
    struct arena *a, struct str bytes, struct items *out, struct err *e);

#endif
