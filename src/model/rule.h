// SPDX-License-Identifier: ISC
#ifndef MODEL_RULE_H
#define MODEL_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The field language: `selector@attr | op arg | op`.
 *
 *	rule = path [ "@" name ] *( " | " op *( " " arg ) )
 *
 * The separator has spaces on both sides and stands outside quotes, brackets,
 * parentheses and /re/. An argument is a bare word, a string "…" with JSON
 * escapes, or /re/flags.
 */
enum rule_lang {
	RULE_CSS,   /* anything else */
	RULE_JSON,  /* begins with $ */
	RULE_XPATH, /* begins with /, ./ or ( */
	RULE_COLUMN /* begins with =: see model/column.h */
};

enum op_code {
	OP_AFTER,    /* after "："     what follows the first occurrence */
	OP_BEFORE,   /* before "·"     what precedes it */
	OP_MATCH,    /* match /re/     group 1, or all of the match */
	OP_REPLACE,  /* replace /re/ "to", with $1 */
	OP_TEMPLATE, /* template "https://example.org/{}.html" */
	OP_TRIM,     /* white space at both ends */
	OP_LOWER,
	OP_UPPER,
	OP_JOIN,    /* join ", "      all values into one; default " " */
	OP_FIRST,   /* the first value only */
	OP_LAST,    /* the last value only */
	OP_TEXT,    /* the text of the element, not an attribute */
	OP_HTML,    /* its inner HTML */
	OP_DEFAULT, /* default "x"    when there is no value */
	OP_DATE,    /* date "%d.%m.%Y" the format to read */
	OP_COUNT
};

/* What stands behind a % in the format of OP_DATE; as normalize/date reads it. */
#define RULE_DATE_LETTERS "YymdeHIMSpbBaAjszZ%"

struct op {
	enum op_code code;
	struct str arg[2]; /* strings with escapes resolved; patterns raw */
	struct str flags;  /* of the pattern in arg[0] */
	size_t nargs;
	size_t at; /* byte offset of the op's name in the rule */
};

struct rule {
	struct str text; /* as written */
	enum rule_lang lang;
	struct str path; /* the selector; may be empty before "@" or " | " */
	struct str attr; /* without the @; empty when there is none */
	struct op *op;
	size_t nops;
};

/* Fallbacks, first that yields. */
struct rules {
	struct rule *v;
	size_t n;
};

/* One row an op, for parser, manual and messages. */
struct op_info {
	const char *name;
	unsigned min, max; /* number of arguments */
	bool pattern;      /* the first argument is /re/ */
	const char *help;
};
extern const struct op_info op_table[OP_COUNT];

/* The one rule TEXT as a list of fallbacks, in A; false when it is no rule. */
bool rule_alone(struct arena *a, struct str text, struct rules *out);

/*
 * Take TEXT apart. Only the shape is judged: selectors and patterns are
 * compiled by those who use them. Returns 0 with OUT in A, or -1 with E set:
 * ERR_CONFIG, E->col the 1-based byte in TEXT where the trouble is.
 */
int rule_parse(
    struct arena *a, struct str text, struct rule *out, struct err *e);

/*
 * The string "…" that begins at byte AT of TEXT, its escapes (RFC 8259, 7)
 * resolved. *END is the byte behind it. Returns 0 with OUT in A, or -1 as
 * above.
 */
int rule_string(struct arena *a, struct str text, size_t at, struct str *out,
    size_t *end, struct err *e);

#endif
