// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_IDENTITY_H
#define NORMALIZE_IDENTITY_H

#include "base/arena.h"
#include "model/item.h"
#include "model/source.h"
#include "normalize/date/date.h"

/*
 * Set IT->key, what makes the item the same one on the next run:
 *   "g:" value of the source's guid rule, when it has one and it yielded, or
 *        the guid that a feed gives, unless that is the link
 *   "l:" canonical link; of one into PAGE, the list itself, with its fragment
 *   "t:" folded title, when there is neither, and the day of the date if
 *        the page names one that is the same whenever it is read
 * CTX is what the date was read with. WITHOUT has bits of what does not count,
 * as it does not tell the items of this page apart.
 * Returns 0, or -1 when there is nothing to tell it by.
 */
enum { IDENTITY_NO_GUID = 1, IDENTITY_NO_LINK = 2 };
int identity_key(struct arena *a, const struct source *src, struct str page,
    const struct date_context *ctx, unsigned without, struct item *it);

/*
 * 128 bits of SHA-256 over the key of IT, in hex. "g:" and "t:" keys are
 * hashed with the source's id, as they say nothing outside of it.
 */
struct str identity_hex(
    struct arena *a, const struct source *src, const struct item *it);

/*
 * The guid for the key of IT within SRC: "tag:HOST,2026:HEX" (RFC 4151), HOST
 * the host of the canonical link (of the page when there is none), HEX that
 * of identity_hex. SUFFIX counts reuses, "-1" and so on; 0 for none.
 */
struct str identity_guid(struct arena *a, const struct source *src,
    const struct item *it, unsigned suffix);

/*
 * Hash of folded title and of the text of summary and content. Counters of
 * visits and relative times do not count: see normalize/volatile.h.
 */
int64_t identity_digest(struct arena *a, const struct item *it);

#endif
