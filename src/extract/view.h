// SPDX-License-Identifier: ISC
#ifndef EXTRACT_VIEW_H
#define EXTRACT_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "web/html.h"
#include "web/xdoc.h"
#include "web/xpath.h"

/* What XPath sees of a page: made when a rule first asks, by view_find(). */
struct view {
	const struct html_doc *page;
	struct xdoc *tree;
	size_t steps; /* that all searches may still cost */
};

/* One place that was found: an element, an attribute or text of it, or what
 * was computed, which stands nowhere. */
struct hit {
	const struct html_node *node; /* NULL: nowhere */
	bool whole;                   /* it is the element itself */
	struct str text;              /* else */
};
struct hits {
	struct hit *v;
	size_t n;
};

/*
 * What X finds in V, from SCOPE, at most MAX hits in document order; comments
 * and the document itself are none. Returns 0 with OUT in A, or -1 with E set:
 *   ERR_LIMIT  the page has too many nodes (LIMIT_XPATH_NODES), or it took
 *              too many steps
 *   ERR_EXTRACT, ERR_CONFIG  as by xpath_eval()
 */
int view_find(struct arena *a, struct view *v, const struct xpath *x,
    const struct html_node *scope, size_t max, struct hits *out, struct err *e);

/* The same as elements: what a text or attribute stands in stands for it. */
struct html_nodes;
int view_elements(struct arena *a, struct view *v, const struct xpath *x,
    const struct html_node *scope, size_t max, struct html_nodes *out,
    struct err *e);

#endif
