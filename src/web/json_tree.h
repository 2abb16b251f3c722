// SPDX-License-Identifier: ISC
#ifndef WEB_JSON_TREE_H
#define WEB_JSON_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * A JSON text as a tree in the arena (RFC 8259). jansson, which reads what
 * this program wrote itself, is not for what strangers send: 10 MB of "{}," are
 * 800 MB of it outside of any budget, a number that is no int64 ends it or
 * comes back as another, half of a surrogate pair in one title loses them all,
 * and no value knows where it stands.
 */
enum jtype {
	JTYPE_NULL,
	JTYPE_FALSE,
	JTYPE_TRUE,
	JTYPE_NUMBER,
	JTYPE_STRING,
	JTYPE_ARRAY,
	JTYPE_OBJECT
};
struct jnode {
	struct str name; /* of a member of an object; else empty */
	union {
		struct str text; /* a string, decoded; a number, as written */
		struct {
			struct jnode *v; /* elements or members, in order */
			size_t n;
		} in;
	};
	uint32_t at; /* byte of the text at which it begins */
	uint8_t type;
};

struct json_limits {
	size_t values; /* in one text */
	size_t depth;  /* of values in values */
	/* Messages do not say where: lines are counted from the beginning of
	 * the text, which is too long for each of many faults. */
	bool unplaced;
};

enum json_dialect {
	JSON_PLAIN, /* RFC 8259 */
	/* The literals of ECMAScript as well: keys without quotation marks,
	 * 'x', trailing commas, comments, undefined, !0. */
	JSON_SCRIPT
};

/*
 * Read the value at byte *AT of TEXT, valid UTF-8 of less than 4 GB; white space
 * may precede it. *AT moves behind it. Of members of one name the last counts,
 * at the place of the first. \u0000 and half of a surrogate pair
 * become U+FFFD. Returns 0 with OUT in A, partly borrowed from TEXT, or -1 with
 * E set; the message begins with the line and the column, in characters:
 *   ERR_EXTRACT  it is no JSON
 *   ERR_LIMIT    more than LIM allows
 * Safe on any bytes (tests/fuzz/fuzz_jsonpath.c), without recursion.
 */
int json_tree_parse(struct arena *a, struct str text, size_t *at,
    const struct json_limits *lim, enum json_dialect dialect,
    struct jnode **out, struct err *e);

/* Set E to say MSG at byte AT of TEXT: "line 3, column 7: MSG". Returns -1. */
int json_tree_fail(struct err *e, enum err_code code, struct str text,
    size_t at, const char *msg);

/* The member of that name of O, or NULL: also when O is no object. */
const struct jnode *json_member(const struct jnode *o, struct str name);
/* How many elements or members N has; a value of another type has none. */
size_t json_size(const struct jnode *n);

/* The same value? Numbers by what they say, objects in any order. Takes one
 * from STEPS for each value looked at and for each JSON_STEP_BYTES of its text,
 * and gives false when they run out. */
#define JSON_STEP_BYTES 64
bool json_same(struct arena *a, const struct jnode *x, const struct jnode *y,
    size_t *steps);

/* The order of two numbers as JSON writes them: below, above or 0. Exact. */
int json_number_cmp(struct str x, struct str y);

/*
 * The way from ROOT to NODE, which is in its tree, as a normalized path
 * (RFC 9535, 2.7): $['data'][0]. With SHORT as somebody would write it:
 * $.data[0].
 */
struct str json_path_to(struct arena *a, const struct jnode *root,
    const struct jnode *node, bool is_short);

#endif
