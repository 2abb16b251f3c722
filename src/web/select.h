// SPDX-License-Identifier: ISC
#ifndef WEB_SELECT_H
#define WEB_SELECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "web/html.h"

/*
 * CSS selectors (Selectors Level 4) on the tree of web/html, matched from
 * right to left. Compiled once, used on any number of documents.
 *
 * Beyond the standard: a leading combinator ("> a") is relative to the scope,
 * and :contains("text") matches an element whose text has the string. Not
 * supported, and refused by name: pseudo-elements, and pseudo-classes that
 * need a user or a layout (:hover is never true in a file, so it is refused
 * rather than silently matching nothing).
 */
struct selector;

/*
 * Compile TEXT, a selector list. Returns 0 with OUT in A, or -1 with E set:
 *   ERR_CONFIG  E->col is the 1-based byte in TEXT, the message says what was
 *               found there and what was expected
 */
int select_compile(struct arena *a, struct str text, struct selector **out,
    struct err *e);

/* What a search may cost; taken down as it goes. */
struct select_budget {
	size_t steps; /* node tests left (LIMIT_MATCH_STEPS) */
};

/* The nodes found, in document order, each once. */
struct html_nodes {
	const struct html_node **v;
	size_t n;
};

/*
 * Find what S matches below SCOPE (not SCOPE itself unless the selector is
 * :scope), at most MAX nodes; :scope is SCOPE, :root the top element. Returns
 * 0, or -1 with E set (ERR_LIMIT) when the budget ran out.
 */
int select_all(struct arena *a, const struct selector *s,
    const struct html_doc *d, const struct html_node *scope, size_t max,
    struct select_budget *budget, struct html_nodes *out, struct err *e);

/* 1 when the element N itself matches, 0 when not, -1 as above. */
int select_matches(const struct selector *s, const struct html_doc *d,
    const struct html_node *scope, const struct html_node *n,
    struct select_budget *budget, struct err *e);

#endif
