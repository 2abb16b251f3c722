// SPDX-License-Identifier: ISC
#ifndef CLI_PREVIEW_TABLE_H
#define CLI_PREVIEW_TABLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "cli/preview/marks.h"
#include "cli/preview/preview.h"

/* The rules that the page was read with, each in its colour, and in how many of
 * the containers it found something. */
void table_rules(const struct preview *p, const struct marks *m, struct buf *b);

/*
 * All that was found, in the order of the page: number, title, link, date and
 * the words it was read from, other fields; of what was dropped the reason.
 * Each row is "#row-NUMBER" and leads to "#item-NUMBER" where that is drawn.
 */
void table_items(struct arena *a, const struct preview *p,
    const struct marks *m, struct buf *b);

#endif
