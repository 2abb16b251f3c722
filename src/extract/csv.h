// SPDX-License-Identifier: ISC
#ifndef EXTRACT_CSV_H
#define EXTRACT_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * Comma-separated values (RFC 4180), one row at a time. Lines may end in CRLF,
 * LF or CR, and also within quotes; a quote within an unquoted cell is a
 * character like others, and so is what follows a closing one; a quote that is
 * not closed ends with the text. White space is kept. Empty lines are no rows.
 */
struct csv {
	struct str text;
	size_t at;      /* behind the last row */
	char delimiter; /* "," ";" or another character of ASCII */
};

struct csv_row {
	struct str *cell; /* in the text, or in the arena where quotes in it
			     were doubled */
	size_t n, cap;
};

/* The next row, in the memory of the last: no cell of that may be used any
 * more. At most MAX cells, the rest are left out. False at the end. */
bool csv_next(struct arena *a, struct csv *c, size_t max, struct csv_row *row);

/* The delimiter that TEXT seems to have: the one of , ; tab and | that parts
 * its first row in the most cells, and those behind it in no more. */
char csv_delimiter(struct arena *a, struct str text);

#endif
