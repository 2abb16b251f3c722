// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_BUILD_H
#define EXTRACT_FEED_BUILD_H

#include "extract/feed/feed.h"
#include "extract/feed/walk.h"

/*
 * Build OUT, a feed of FORMAT fetched from URL (may be empty), from the
 * elements of the document XML: what the walker's functions are told.
 * They fail with ERR_LIMIT when it nests deeper than LIMIT_FEED_DEPTH. In A.
 */
struct walker build_start(struct arena *a, struct str url, enum feed_kind kind,
    struct str xml, struct feed_doc *out);

#endif
