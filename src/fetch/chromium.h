// SPDX-License-Identifier: ISC
#ifndef FETCH_CHROMIUM_H
#define FETCH_CHROMIUM_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "web/url.h"

/* What Chromium is to show, and by what it goes there. */
struct chromium_order {
	struct str url;
	int port;           /* of its proxy, see tunnels.h */
	struct str agent;   /* User-Agent */
	struct str profile; /* an empty folder, for all that it writes */
};

/*
 * The words of the command that prints the page as its scripts leave it, NULL
 * at the end, in A; the first is its name.
 *
 * Where it may go. Chromium connects to its proxy alone, for addresses of the
 * computer itself too, and asks no resolver: every name has the proxy find it,
 * and no other address is found. That covers all that goes through its network
 * service: redirects, frames, scripts, fetch(), WebSockets, downloads,
 * prefetching, and its own errands. UDP that WebRTC would send past it is turned
 * off. What it does not cover is a Chromium whose own sandbox was broken: that
 * may do what the user may. Pictures are not loaded.
 */
char **chromium_words(struct arena *a, const struct chromium_order *o);

/* Does the page say that Chromium could not have it? Its server is not heard
 * then. Returns the reason, such as ERR_NAME_NOT_RESOLVED, a slice of PAGE; or
 * empty. */
struct str chromium_failure(struct str page);

/* A new folder that only the user can read, below the one for temporary files.
 * Returns empty with E set (ERR_COMMAND). */
struct str profile_make(struct arena *a, struct err *e);
/* Remove it and all that is in it; what cannot be removed stays. Follows no
 * links. */
void profile_remove(struct str dir);

#endif
