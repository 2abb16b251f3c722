// SPDX-License-Identifier: ISC
#ifndef CONFIG_IDS_H
#define CONFIG_IDS_H

#include "base/arena.h"
#include "base/str.h"

#define ID_MAX 64

/* The host in HREF, a URL as web/url writes it, and all that follows the host
 * and port. Empty when there is none. */
struct str href_host(struct str href, struct str *rest);

/*
 * The id of a source that gives none: host and path of HREF with dashes for
 * all that is neither a letter nor a digit. A long one is cut and gets part of
 * its SHA-256 behind it. A file: URL is TEXT, as it was written, since its
 * folder says nothing. Empty when there is nothing to make it from.
 */
struct str id_make(struct arena *a, struct str href, struct str text);
/* TEXT as an id: in lower case, with dashes. Empty when nothing is left. */
struct str id_slug(struct arena *a, struct str text);
/* True when ID is what id_make gives for the URL HREF. */
bool id_is_made(struct str id, struct str href);
/* True for names that belong to the program's own files. */
bool id_is_reserved(struct str id);

#endif
