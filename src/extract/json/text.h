// SPDX-License-Identifier: ISC
#ifndef EXTRACT_JSON_TEXT_H
#define EXTRACT_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/document.h"
#include "web/json_tree.h"

/* A text that holds JSON, read. */
struct json_text {
	const struct jnode *root; /* of lines: an array of their values */
	size_t skipped;           /* lines that are no JSON ... */
	struct str why;           /* ... and what was wrong with the first */
	bool lines;               /* it is one value a line */
	bool cut;                 /* it ends within the last line */
};

/*
 * Read TEXT, valid UTF-8: a JSON text (RFC 8259); values one after the other,
 * as JSON Lines or RFC 7464 have them, of which those that are broken are
 * passed over; a guard before it, such as )]}'; or a script that calls a
 * function with it (JSONP) or gives it to a variable. LINES: it is said to be
 * lines. Returns 0, or -1 with E set (ERR_EXTRACT, ERR_LIMIT).
 */
int json_text_read(struct arena *a, struct str text, bool lines,
    struct json_text *out, struct err *e);

/* True when DOC is said to be JSON Lines, by its type or its name. */
bool json_text_is_lines(const struct document *doc);

/*
 * Read what the script SCRIPT gives to the variable NAME, a dotted name without
 * "window." before it. Returns 1 with OUT in A; 0 when it gives it nothing, or
 * nothing that is written down (E has why); or -1 with E set (ERR_LIMIT).
 */
int json_text_variable(struct arena *a, struct str script, struct str name,
    struct json_text *out, struct err *e);

#endif
