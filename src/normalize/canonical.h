// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_CANONICAL_H
#define NORMALIZE_CANONICAL_H

#include "base/arena.h"
#include "base/str.h"
#include "web/url.h"

/*
 * The form of URL under which two links are one article, for comparing only:
 * fragment, user, tracking and session parameters dropped; host case, default
 * ports, http/https, www and mobile hosts, AMP spellings, the last slash and
 * percent-encoding folded; parameters of different names in one order. A
 * fragment that is a route ("#!/a", "#/a") stays, as does the case of paths.
 * A URL that does not parse or is not of the web is returned as it is.
 */
struct str canonical_url(struct arena *a, struct str url);
/* That form of U, which is of the web. */
struct str canonical_form(struct arena *a, const struct url *u);

/*
 * URL, an absolute one, without tracking parameters and with all escaped that
 * RFC 3986 asks for: for links of items.
 */
struct str canonical_link(struct arena *a, struct str url);

#endif
