// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_VALUE_H
#define EXTRACT_FEED_VALUE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* What an element says about the text in it. */
struct value_type {
	struct str type; /* RFC 4287 3.1.1 and 4.1.3.3; or empty */
	struct str mode; /* Atom 0.3: "xml", "escaped", "base64"; or empty */
	bool typed;      /* a format that tells text from HTML: no type means
			    text, where in RSS it can be either */
	bool encoded;    /* HTML whatever it looks like: content:encoded */
	bool markup;     /* the text was elements, and is HTML by now */
};

/*
 * TEXT by its type: decoded when it is base64, and *HTML set when it is HTML.
 * In A, or TEXT.
 */
struct str value_read(
    struct arena *a, struct str text, const struct value_type *t, bool *html);

/*
 * True when TEXT, which may be either, is HTML: it has an end tag or an empty
 * element of HTML, or a character reference and no tag that is not HTML's.
 */
bool value_is_html(struct str text);

#endif
