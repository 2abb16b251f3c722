// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_CANONICAL_H
#define NORMALIZE_CANONICAL_H

#include "base/arena.h"
#include "base/str.h"

/*
 * The form of URL under which two links are one article: fragment and tracking
 * parameters dropped, host case, default ports and http/https folded. Nothing
 * is sorted or dropped that could change the page. A URL that does not parse
 * is returned as it is.
 */
struct str canonical_url(struct arena *a, struct str url);

/* URL without tracking parameters, fit to be clicked: for links of items. */
struct str canonical_link(struct arena *a, struct str url);

#endif
