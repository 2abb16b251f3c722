// SPDX-License-Identifier: ISC
#ifndef RUN_MOVED_H
#define RUN_MOVED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/response.h"
#include "model/source.h"
#include "model/state.h"

/*
 * A page that moved for good (301, 308: RFC 9110 15.4.2, 15.4.9). The
 * configuration is never rewritten: `status` says what to put there.
 *
 * A move counts when MOVED_TIMES runs over MOVED_SECONDS saw the same one: a
 * redirect may be a slip or a portal's. From then on the new address is asked
 * directly, when it is on the same site and not sent a body, which 301 would
 * drop; what the source sends for its own origin goes no further than by the
 * redirect. A move to another site is only told: the old address is still asked
 * each time and its redirect followed, so who lost it and got it back is heard
 * at once. When asking the new address fails, the configured one is asked
 * again. Identity of items does not depend on which of them was asked.
 */
#define MOVED_TIMES 3
#define MOVED_SECONDS (2LL * 86400)

/* Does the move count at NOW? */
bool moved_for_good(const struct moved *m, int64_t now);

/* The URL to ask for S: the configured one, or where it has moved to. A is for
 * work. */
struct str moved_url(
    struct arena *a, const struct source *s, const struct memory *m);

/* Take what asking ASKED at NOW gave: RES of a success, or NULL. Strings go
 * into KEEP. */
void moved_note(struct moved *m, struct arena *keep, const struct source *s,
    struct str asked, const struct response *res, int64_t now);

/* "moved to URL; put it in the configuration"; empty when no move counts. Of a
 * source with values from the environment in its URL only the new host. */
struct str moved_text(
    struct arena *a, const struct source *s, const struct memory *m);

#endif
