// SPDX-License-Identifier: ISC
#ifndef CONFIG_TRAPS_H
#define CONFIG_TRAPS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * What people write that YAML reads as something else. Each is looked for in
 * one line of the file; nothing is parsed.
 */
struct trap {
	const char *message;
	size_t at;             /* byte in the line */
	struct str suggestion; /* the line as it should be, without indent */
};

/* A trap in LINE that makes YAML unreadable: a tab in the indentation, a
 * full-width or crowded colon, a value whose first character means something
 * to YAML. Returns false when there is none. */
bool trap_in_line(struct arena *a, struct str line, struct trap *out);

/* A plain value with braces in LINE, as in `{url: https://a.example/{page}}`:
 * within a mapping in braces they end it. */
bool trap_braces(struct arena *a, struct str line, struct trap *out);

/* A walk over all lines of a file, from the first to the last. */
struct trap_scan {
	struct str text; /* the whole file */
	size_t indent;   /* of the key or dash that began the block */
	bool block;      /* within a text of many lines */
	char quote;      /* the quote that is open, or 0 */
	bool tab;        /* a tab was told: once is enough */
};

/* A trap in LINE, the next line of the walk, that is one wherever it stands:
 * anchors, comments and texts of many lines are left alone. */
bool trap_scan(
    struct arena *a, struct str line, struct trap_scan *sc, struct trap *out);

/* Looks at what follows a plain value that ends at byte AT of LINE: text that
 * was meant but is a comment, as in `ul #x li`. */
bool trap_after_value(
    struct arena *a, struct str line, size_t at, struct trap *out);

/* The key that LINE begins with, dashes aside, and the byte AT which it stands;
 * empty when it begins with none. */
struct str trap_key(struct str line, size_t *at);

/* VALUE in the quotes that change it least. */
struct str trap_quoted(struct arena *a, struct str value);

#endif
