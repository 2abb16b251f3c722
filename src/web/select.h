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
 * right to left as a browser does. Compiled once, used on any number of
 * documents. What a search finds out about an element it keeps, so that the
 * time is that of the page's size times the selector's length, also with "~"
 * and :has().
 *
 * Beyond the standard: a leading combinator ("> a", "+ tr") is relative to the
 * scope, and :contains("text") matches an element whose text, descendants
 * included, has the string (case counts, a run of white space is one space).
 * The prefixes html|, svg| and math| of elements, xlink| and xml| of attributes
 * are known.
 *
 * What is true only while somebody uses a page (:hover, :visited, :target) is
 * valid and matches nothing, as in a page just loaded: "a:link, a:visited"
 * and "a:not(:hover)" mean what they mean in a browser. Refused by name:
 * pseudo-elements, which are drawn and never in the tree, and what needs the
 * validation of forms (:valid, :in-range).
 */
struct selector;

/* Functions in functions that a selector may have: :is(:not(:has(...))). */
#define SELECT_DEPTH 16
/* Elements that one selector may name, from left to right: a > b > c. */
#define SELECT_LENGTH 256

/*
 * Compile TEXT, a selector list. Returns 0 with OUT in A, or -1 with E set:
 *   ERR_CONFIG  E->col is the 1-based byte in TEXT, the message says what was
 *               found there and what was expected
 */
int select_compile(
    struct arena *a, struct str text, struct selector **out, struct err *e);
/*
 * The 1-based byte of the first leading combinator in the text that S was made
 * of, or 0. Such a selector has a meaning only below an element: as the
 * selector of a whole page it is a mistake.
 */
size_t select_relative(const struct selector *s);

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
 * Find what S matches below SCOPE, at most MAX nodes. SCOPE itself is found by
 * :scope alone, and what follows it by "+" and "~" with nothing or :scope
 * before them. SCOPE is an element or html_root; of a whole document :scope
 * and :root are the top element. Returns 0, or -1 with E set (ERR_LIMIT) when
 * the budget ran out.
 */
int select_all(struct arena *a, const struct selector *s,
    const struct html_doc *d, const struct html_node *scope, size_t max,
    struct select_budget *budget, struct html_nodes *out, struct err *e);

/* 1 when the element N itself matches, 0 when not, -1 as above. */
int select_matches(struct arena *a, const struct selector *s,
    const struct html_doc *d, const struct html_node *scope,
    const struct html_node *n, struct select_budget *budget, struct err *e);

#endif
