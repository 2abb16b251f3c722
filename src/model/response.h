// SPDX-License-Identifier: ISC
#ifndef MODEL_RESPONSE_H
#define MODEL_RESPONSE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* What a source remembers of its last good response, opaque to everybody. */
struct validators {
	struct str etag;          /* exactly as received, quotes and W/ too */
	struct str last_modified; /* exactly as received */
};

/*
 * An answer as it came over the wire: redirects followed, nothing decoded.
 * Header values are as received without surrounding white space; empty when
 * the header was absent.
 */
struct response {
	int status;     /* 200, 304, ...; 200 for a file */
	struct str url; /* after redirects; absolute, as web/url writes it */
	struct str content_type;
	struct str content_encoding;
	struct str content_language;
	struct str retry_after;
	struct str server;    /* what the server calls itself */
	struct str challenge; /* by which a gate before the server says that it
				 asked for proof: cf-mitigated and such */
	struct str cookies;   /* names that were set, a space between them */
	struct validators validators;
	struct str permanent_url; /* where 301/308 alone lead, or empty */
	struct str body; /* content coding still applied; of an error what came
			    of it, at most LIMIT_ERROR_BODY */
	bool unbounded;  /* BODY ends where the connection did: maybe early */
	int64_t time;    /* when it was complete, by the caller's clock */
	int64_t fresh_for;  /* seconds that it stays fresh: Cache-Control,
			      Expires, Age (RFC 9111 4.2) */
	int64_t held_until; /* when its host may be asked again: Retry-After;
			       seconds since the epoch; 0: at any time */
};

#endif
