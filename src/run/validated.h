// SPDX-License-Identifier: ISC
#ifndef RUN_VALIDATED_H
#define RUN_VALIDATED_H

#include <stdbool.h>

#include "base/arena.h"
#include "model/response.h"
#include "model/state.h"

/*
 * What the next request tells of the page that is known: its validators and
 * the URL they came from, the hash that tells the same body again, and the sum
 * that tells the same list again (struct page). They
 * speak for the last page that was read whole (RFC 9111 4.3), and are replaced
 * by the next one, all of them.
 */

/* RES is a page that was read whole, its body has HASH, its list SUM. When it may
 * have been cut all the same, as nothing said where it ends and it does not end
 * as a page does, its validators are not kept: a 304 would hide the rest.
 * Strings in KEEP. */
void validated_replace(struct memory *m, struct arena *keep,
    const struct response *res, struct str hash, uint64_t sum);

/* RES is a 304: what it has is newer, what it lacks stays (RFC 9111 4.3.4). */
void validated_freshen(
    struct memory *m, struct arena *keep, const struct response *res);

/*
 * Instead of a page that could be read whole came RES, or NULL: nothing. To be
 * called before M has the failure in it; CHANGED says that the rules or the URL
 * are others than those M stands for. The validators stay, for a 304 to them
 * means the good page still, but not
 *
 * - when CHANGED: what the new rules cannot read would be frozen by a 304;
 * - when RES has one of them: it may mean the bad page as well;
 * - when the last success came with a message, or was STATE_ALL_DROPPED: only
 *   reading the page says that again.
 */
void validated_spoil(
    struct memory *m, bool changed, const struct response *res);

#endif
