// SPDX-License-Identifier: ISC
#ifndef FETCH_CHROMIUM_H
#define FETCH_CHROMIUM_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "web/url.h"

/* What Chromium is to show, and where it goes for that. */
struct chromium_order {
	const struct url *url;
	struct str address; /* of the host of URL, that the gate admitted */
	struct str agent;   /* User-Agent */
	struct str profile; /* an empty folder, for all that it writes */
};

/*
 * The words of the command that prints the page as its scripts leave it, NULL
 * at the end, in A; without a program as first word.
 *
 * Where it may go. Chromium asks no resolver: of all hosts only the one of the
 * URL has an address, the one that the gate admitted for it, and only at the
 * port of the URL (at 80 and 443, when it is one of these); every other host,
 * addresses included, is not found. That covers all that goes through its
 * network service: redirects, frames, scripts and pictures, fetch(),
 * WebSockets, downloads, prefetching, and its own errands; and a name that
 * changes its address between the look and the connection gains nothing. UDP
 * that WebRTC would send past it is turned off. What it does not cover is a
 * Chromium whose own sandbox was broken: that may do what the user may.
 *
 * Returns NULL with E set (ERR_NET) for a host that cannot be written as such a
 * rule.
 */
char **chromium_words(
    struct arena *a, const struct chromium_order *o, struct err *e);

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
