// SPDX-License-Identifier: ISC
#ifndef FETCH_HEADERS_H
#define FETCH_HEADERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* The response headers that somebody reads. */
enum header_field {
	HEADER_AGE,
	HEADER_CACHE_CONTROL,
	HEADER_CF_MITIGATED,
	HEADER_CONTENT_ENCODING,
	HEADER_CONTENT_LANGUAGE,
	HEADER_CONTENT_LENGTH,
	HEADER_CONTENT_TYPE,
	HEADER_DATE,
	HEADER_ETAG,
	HEADER_EXPIRES,
	HEADER_LAST_MODIFIED,
	HEADER_LOCATION,
	HEADER_RETRY_AFTER,
	HEADER_SERVER,
	HEADER_SET_COOKIE, /* the names only, a space between them */
	HEADER_TRANSFER_ENCODING,
	HEADER_WAF_ACTION,
	HEADER_COUNT
};

/*
 * The header section of one response, read line by line as it comes. Of
 * several sections (1xx, then the answer) the last counts; trailers count for
 * nothing.
 */
struct headers {
	struct arena *arena; /* foreign; holds the values */
	int status;          /* of the last status line; 0 before the first */
	bool old;            /* HTTP/1.x, where a body may be of any length */
	bool complete;       /* the empty line after that section has come */
	size_t bytes;        /* of all lines so far */
	struct str value[HEADER_COUNT]; /* empty when absent */
	enum header_field last; /* which a folded line would go on with */
	const char *fault; /* what makes the message unsafe to read, or NULL */
};

void headers_init(struct headers *h, struct arena *a);

/*
 * Take one LINE, with or without its line end. Returns 0, or -1 when there are
 * more than LIMIT_HEADERS bytes or H->fault is set: then the connection is to
 * be closed, as nobody can say where the body ends (RFC 9112 6.3).
 */
int headers_line(struct headers *h, struct str line);

/* True when the header section of the answer itself, no 1xx, is read. */
bool headers_final(const struct headers *h);
/* Content-Length, or -1 when it is absent. */
int64_t headers_length(const struct headers *h);
/* True when the end of the connection is the end of the body (RFC 9112 6.3,
 * rule 8): nobody can tell whether that is all of it. */
bool headers_unbounded(const struct headers *h);

#endif
