// SPDX-License-Identifier: ISC
#ifndef WEB_URL_H
#define WEB_URL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * URLs as the WHATWG URL Standard parses, resolves and writes them. All parts
 * are serialized forms: percent-encoded ASCII, host lower case and punycode.
 */
struct url {
	struct str href;
	struct str scheme; /* without ":" */
	struct str username, password;
	struct str host; /* empty when there is none */
	int port;        /* -1: the scheme's own */
	struct str path;
	struct str query;    /* without "?"; see has_query */
	struct str fragment; /* without "#" */
	bool has_query, has_fragment;
};

/*
 * Parse REF, against BASE (an absolute URL) unless that is empty. REF is bytes
 * as they stand in a page: spaces at the ends, line ends and non-ASCII are
 * dealt with as the standard says. Returns 0 with OUT in A, or -1 when it is
 * no URL (then OUT is untouched). A name of more than 1 KiB that is not plain
 * ASCII is no host here.
 */
int url_parse(
    struct arena *a, struct str ref, struct str base, struct url *out);

/*
 * REF as an absolute http or https URL without fragment loss, for links. The
 * same as url_parse, but -1 also for other schemes, for one longer than
 * LIMIT bytes, and for user:password@.
 */
int url_resolve(struct arena *a, struct str ref, struct str base, size_t limit,
    struct str *out);

/*
 * REF, found in a page decoded from CHARSET (a WHATWG name, or NULL), as it is
 * to be parsed: what is not ASCII in its query goes to the server in the page's
 * own encoding, escaped. What would be longer than LIMIT bytes stays as it is.
 */
struct str url_in_page(
    struct arena *a, struct str ref, const char *charset, size_t limit);

/* True for "http" and "https". */
bool url_is_web(const struct url *u);
/* The port of an http or https URL, also when that leaves it out. */
int url_port(const struct url *u);
/* ":8080"; empty for the scheme's own. */
struct str url_port_text(struct arena *a, int port);
/* "scheme://host:port" (HTML, 7.1.1); empty for non-special schemes. */
struct str url_origin(struct arena *a, const struct url *u);

#endif
