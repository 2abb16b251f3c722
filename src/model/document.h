// SPDX-License-Identifier: ISC
#ifndef MODEL_DOCUMENT_H
#define MODEL_DOCUMENT_H

#include <stdbool.h>

#include "base/str.h"

/* A page as text, whatever bytes it came in. */
struct document {
	struct str text;     /* valid UTF-8 without byte order mark */
	const char *charset; /* WHATWG name of what it was decoded from */
	struct str type;     /* media type essence, lower case; or empty */
	struct str url;      /* of the response */
	struct str challenge, cookies; /* of the response */
	bool truncated; /* the content coding ended early: part of a page */
};

#endif
