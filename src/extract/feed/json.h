// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_JSON_H
#define EXTRACT_FEED_JSON_H

#include "extract/feed/feed.h"

/*
 * Read TEXT, a JSON Feed of version 1 or 1.1 fetched from URL (may be empty),
 * into OUT. What has not the type that it should have counts for nothing, but
 * for an id that is a number; faults of programs are put right: see json_mend.h.
 * Source: jsonfeed.org/version/1.1. Returns 0
 * with OUT in A, or -1 with E set (ERR_EXTRACT: it is no JSON, or no feed).
 */
int feed_read_json(struct arena *a, struct str text, struct str url,
    struct feed_doc *out, struct err *e);

#endif
