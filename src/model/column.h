// SPDX-License-Identifier: ISC
#ifndef MODEL_COLUMN_H
#define MODEL_COLUMN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Rules that begin with "=": for data that has rows and columns.
 *
 *	item  = "=csv" [ " " delimiter ] [ " header" / " noheader" ]
 *	      / "=tsv" [ " header" / " noheader" ]
 *	      / "=/" re "/" flags       each match is an entry
 *	field = "=" name                a column by the head of the table, or a
 *	                                group of the pattern by its name
 *	      / "=" 1*DIGIT             by its place, from 1; 0: all of a match
 *	name  = bare text, or a string "…" with JSON escapes
 *
 * A delimiter is one character of ASCII, bare or in quotes; absent, the text
 * tells.
 */
enum table_kind { TABLE_CSV, TABLE_PATTERN };
enum table_header { HEADER_FOUND_OUT, HEADER_GIVEN, HEADER_NONE };

struct table_rule {
	enum table_kind kind;
	char delimiter; /* '\0': found out */
	enum table_header header;
	struct str pattern, flags; /* of TABLE_PATTERN */
	size_t pattern_at;         /* byte of it in the rule */
};

struct column_rule {
	struct str name; /* empty: by NUMBER */
	size_t number;
};

/*
 * Take apart PATH, the path of a rule in RULE_COLUMN, which begins with "=".
 * Both return 0 with OUT in A, or -1 with E set: ERR_CONFIG, E->col the 1-based
 * byte in PATH where the trouble is. A pattern is not compiled.
 */
int table_rule_parse(
    struct arena *a, struct str path, struct table_rule *out, struct err *e);
int column_rule_parse(
    struct arena *a, struct str path, struct column_rule *out, struct err *e);

/* The byte behind the path in TEXT, a rule that begins with "=": at its first
 * separator outside of a pattern or quotes. */
size_t column_path_end(struct str text);

#endif
