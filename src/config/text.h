// SPDX-License-Identifier: ISC
#ifndef CONFIG_TEXT_H
#define CONFIG_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * One configuration file as it was read, with the start of each line, so that
 * a place in it is found without another pass. Lines end where libyaml ends
 * them (YAML 1.1, 5.4): LF, CR, CR LF, U+0085, U+2028, U+2029. Lines and
 * columns count from 1; a column is one code point.
 */
struct text {
	const char *name; /* path, as messages show it */
	struct str bytes; /* without byte order mark */
	uint32_t *line;   /* where each line starts in BYTES */
	size_t nlines;
	unsigned order;  /* of loading: messages are sorted by it */
	unsigned errors; /* reported so far */
};

/* Fill LINE and NLINES from BYTES. */
void text_index(struct arena *a, struct text *t);
/* Line LINE without what ends it; empty when there is none. */
struct str text_row(const struct text *t, int line);
/* The byte at which column COL of line LINE starts. */
size_t text_offset(const struct text *t, int line, int col);
/* The line and column of byte AT. */
void text_locate(const struct text *t, size_t at, int *line, int *col);

#endif
