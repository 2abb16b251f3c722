// SPDX-License-Identifier: ISC
#ifndef WEB_JSONPATH_H
#define WEB_JSONPATH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "web/json_tree.h"

/*
 * JSONPath (RFC 9535) on the trees of web/json_tree: all of it, with the five
 * functions of section 2.4, and nothing beyond it. Numbers are compared as
 * they are written, not as doubles.
 */
struct jsonpath;

/* Queries, parentheses and functions that may stand in each other. */
#define JSONPATH_DEPTH 32

/*
 * Compile TEXT. Returns 0 with OUT in A, or -1 with E set:
 *   ERR_CONFIG  it is no query, or not a well-typed one (RFC 9535, 2.4.3);
 *               E->col is the 1-based byte in TEXT where the trouble is
 */
int jsonpath_compile(
    struct arena *a, struct str text, struct jsonpath **out, struct err *e);

/*
 * True when the last thing that P names is a member by its name, or when it is
 * $ alone: an array there is one that somebody means the elements of. What is
 * picked by [*], an index, a slice or a filter is meant itself.
 */
bool jsonpath_names_a_list(const struct jsonpath *p);

/* What searches in one document may cost; taken down as they go. */
struct jsonpath_budget {
	size_t steps;         /* values looked at, and texts by length */
	size_t pattern_steps; /* of the patterns of match() and search() */
};

/* The values found, in the order of the RFC; one may be there twice. */
struct json_nodes {
	const struct jnode **v;
	size_t n;
};

/*
 * What P finds in the value ROOT, which is its $. Returns 0 with OUT in A, or
 * -1 with E set (ERR_LIMIT) when the budget ran out. Without recursion on ROOT.
 * Safe on any tree (tests/fuzz/fuzz_jsonpath.c).
 */
int jsonpath_select(struct arena *a, const struct jsonpath *p,
    const struct jnode *root, struct jsonpath_budget *budget,
    struct json_nodes *out, struct err *e);

#endif
