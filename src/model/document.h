// SPDX-License-Identifier: ISC
#ifndef MODEL_DOCUMENT_H
#define MODEL_DOCUMENT_H

#include <stdbool.h>

#include "base/str.h"

/* Where the charset of a page was found; the first that there is decides. */
enum charset_source {
	CHARSET_CONFIGURED, /* in the source: `charset` */
	CHARSET_BOM,        /* a byte order mark */
	CHARSET_HEADER,     /* Content-Type */
	CHARSET_PAGE,       /* <meta>, XML declaration */
	CHARSET_BYTES,      /* nothing is declared: in the bytes themselves */
	CHARSET_PROOF       /* what is declared cannot be: likewise */
};

/* A page as text, whatever bytes it came in. */
struct document {
	struct str text;     /* valid UTF-8 without byte order mark */
	const char *charset; /* WHATWG name of what it was decoded from */
	enum charset_source charset_source;
	const char *declared; /* WHATWG name that was overruled, or NULL */
	struct str type;      /* media type essence, lower case; or empty */
	struct str url;       /* of the response */
	struct str language; /* of the response, as it stands there; or empty */
	struct str challenge, cookies; /* of the response */
	bool truncated; /* the content coding ended early: part of a page */
};

#endif
