// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_RAW_H
#define EXTRACT_FEED_RAW_H

#include "base/arena.h"
#include "base/err.h"
#include "model/document.h"
#include "model/raw_item.h"
#include "model/source.h"

/*
 * Read DOC, a feed (feed_sniff), for SRC. Its elements take the part of rules:
 * the rules of SRC are for pages, and those that it has for fields are
 * told in OUT->warnings. Returns 0 with OUT in A, or -1 with E set as by
 * feed_read().
 */
int feed_raw(struct arena *a, const struct source *src,
    const struct document *doc, struct raw_items *out, struct err *e);

#endif
