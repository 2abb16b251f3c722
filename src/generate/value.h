// SPDX-License-Identifier: ISC
#ifndef GENERATE_VALUE_H
#define GENERATE_VALUE_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Single values in the form that feed formats demand. Pages carry what browsers
 * put up with; a validator refuses the whole feed for it.
 */

/*
 * URL as RFC 3986 writes it: what browsers leave bare (| ^ [ ] { } \ `, a lone
 * "%", a second "#", any byte beyond ASCII) is percent-encoded. In A, or URL.
 */
struct str value_uri(struct arena *a, struct str url);

/*
 * The host of URL as the authority of a tag: URI (RFC 4151, 2.1): lower case,
 * without user and port, what is no letter, digit or "." written as "-".
 */
struct str value_tag_host(struct arena *a, struct str url);

/*
 * NAME, of a person, without the mail addresses in it ("Li Lei <lei@e.org>",
 * "lei@e.org (Li Lei)"): what a page shows to people a feed hands to machines.
 * Handles such as "@lei" and "@lei@e.org" are no addresses. May leave nothing.
 */
struct str value_name(struct arena *a, struct str name);

/* TAG when it is a language tag readers know (BCP 47), else empty. */
struct str value_language(struct str tag);

/* TYPE when it is a media type (RFC 6838, 4.2), else one for unknown bytes. */
struct str value_media_type(struct str type);

#endif
