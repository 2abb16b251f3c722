// SPDX-License-Identifier: ISC
#ifndef WEB_XPATH_H
#define WEB_XPATH_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "web/xdoc.h"

/*
 * XPath 1.0 (www.w3.org/TR/1999/REC-xpath-19991116) on the trees of
 * web/xdoc.h, by libxml2. Compiled once, used on any number of documents.
 *
 * The prefixes of a document are those that it declares itself; "_" stands for
 * its default namespace, as in //_:url/_:loc. There are no variables and no
 * functions beyond the standard's.
 */
struct xpath;

/*
 * Compile TEXT. Returns 0 with OUT in A, or -1 with E set:
 *   ERR_CONFIG  E->col is the 1-based byte in TEXT, the message says what is
 *               wrong there: the grammar, a function that there is not, a
 *               variable
 */
int xpath_compile(
    struct arena *a, struct str text, struct xpath **out, struct err *e);

/* One result: a node, or what was computed: then NODE is NULL. */
struct xpath_value {
	struct xnode *node; /* element, attribute or text */
	struct str text;    /* of a string, a number or "true", "false" */
};
/* In document order, each node once. */
struct xpath_values {
	struct xpath_value *v;
	size_t n;
};

/*
 * What X finds in D with SCOPE as the context node, at most MAX values; not a
 * number and an empty string are none. *STEPS is what it may still cost: nodes
 * looked at, and a step for each 64 bytes of text that functions are given.
 * Returns 0 with OUT in A, or -1 with E set:
 *   ERR_LIMIT    it took too many steps
 *   ERR_EXTRACT  D does not declare a prefix
 *   ERR_CONFIG   a function has arguments that it cannot have
 */
int xpath_eval(struct arena *a, const struct xpath *x, struct xdoc *d,
    const struct xnode *scope, size_t max, size_t *steps,
    struct xpath_values *out, struct err *e);

#endif
