// SPDX-License-Identifier: ISC
#ifndef WEB_URL_PARTS_H
#define WEB_URL_PARTS_H

/* Inside web/ only: what the files of the URL parser share. */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* A "URL record" (URL Standard, 4.1); texts are serialized forms. */
struct url_parts {
	struct str scheme;
	struct str username, password;
	struct str host, path, query, fragment;
	int port; /* -1: null */
	bool special, opaque;
	bool has_host, has_query, has_fragment; /* false: null */
};

/* The basic URL parser (4.4). BASE may be NULL. 0, or -1 for a failure. */
int url_parts_parse(struct arena *a, struct str in,
    const struct url_parts *base, struct url_parts *out);

/*
 * The same as far as all stands for itself: an http or https URL that is S as
 * it is, and REF against BASE, an absolute URL unless that is empty, which is
 * *HREF, in A. OUT is parts of S or *HREF. False when it takes the parser to
 * tell; OUT is untouched then.
 */
bool url_plain(struct str s, struct url_parts *out);
bool url_plain_join(struct arena *a, struct str ref, struct str base,
    struct str *href, struct url_parts *out);

/* The host parser (3.5); OPAQUE for schemes that are not special. */
int url_host_parse(
    struct arena *a, struct str in, bool opaque, struct str *out);

/* The percent-encode sets (1.3), each holding the ones before it, but that
 * the query sets are beside the path's. */
enum url_set {
	SET_C0,
	SET_FRAGMENT,
	SET_QUERY,
	SET_SPECIAL_QUERY,
	SET_PATH,
	SET_USERINFO
};
/* True when the byte C is escaped in SET. */
bool url_in_set(enum url_set set, unsigned char c);
/* S with what is in SET escaped; S itself when that is nothing. */
struct str url_escape(struct arena *a, struct str s, enum url_set set);

#endif
