// SPDX-License-Identifier: ISC
#ifndef WEB_XDOC_H
#define WEB_XDOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/library.h"
#include "base/str.h"
#include "web/html.h"

/*
 * A tree that XPath can look into (web/xpath.h): of an XML document, or the
 * view of a HTML page. libxml2 holds it. Nodes belong to the document,
 * documents to the arena they were made in.
 *
 *	xdoc_parse  XML to a tree
 *	xdoc_view   a HTML page to a tree
 *	xdoc_tree   looking at it
 *	xdoc_tame   what libxml2 would take too long for
 */
struct xdoc;
struct xnode;

/* Ceilings of one document; 0 means none. */
struct xdoc_limits {
	size_t nodes;      /* elements, texts and attributes */
	size_t attributes; /* in one tag */
	size_t prefixes;   /* declared, in all */
};

/*
 * False when libxml2 would take too long for TEXT, or too much memory: it
 * compares each attribute of a tag with all others, looks each prefix up among
 * all that are declared, and needs 120 bytes a node. Counted are characters,
 * before it sees them: what is not well-formed may be miscounted.
 */
bool xdoc_tame(struct str text, const struct xdoc_limits *lim);

/*
 * Parse TEXT, valid UTF-8. Reading begins with the first element: a DOCTYPE
 * counts for nothing, so no entity is declared, none expanded, and nothing
 * loaded. What is not well-formed is repaired as libxml2 can: the characters
 * that HTML names are known, then what is wrong is left out, and *REPAIRED
 * says what it was (else empty). Nesting of more than 256 elements and texts of
 * more than 10 MB end the tree.
 * Returns 0 with OUT in A, or -1 with E set:
 *   ERR_EXTRACT  there is no element in it
 *   ERR_LIMIT    it is not tame
 */
int xdoc_parse(struct arena *a, struct str text, const struct xdoc_limits *lim,
    struct xdoc **out, struct str *repaired, struct err *e);

/*
 * The tree of HTML as XPath sees it: elements in no namespace under the names
 * that html_name() gives, attributes, and texts, each as long as can be;
 * comments, the DOCTYPE and the contents of a <template> are left out. HTML
 * must live as long as A.
 * Returns 0 with OUT in A, or -1 with E set (ERR_LIMIT: more than NODES nodes
 * and attributes).
 */
int xdoc_of_html(struct arena *a, const struct html_doc *html, size_t nodes,
    struct xdoc **out, struct err *e);

enum xnode_type { XNODE_ELEMENT, XNODE_ATTRIBUTE, XNODE_TEXT, XNODE_OTHER };
enum xnode_type xnode_type(const struct xnode *n);
/* The document node, above the first element. */
struct xnode *xdoc_root(const struct xdoc *d);
/* Of a view: the element that N is, or stands in; else NULL. */
const struct html_node *xnode_html(const struct xnode *n);
/* Of a view: the node for the element N, or NULL. */
struct xnode *xdoc_of_node(const struct xdoc *d, const struct html_node *n);

/* Without its prefix. Names and values live as long as the tree. */
struct str xnode_name(const struct xnode *n);
/* The namespace it is in; or empty. */
struct str xnode_space(const struct xnode *n);
/* N itself, for those who hold it const. */
struct xnode *xnode_self(const struct xnode *n);
struct xnode *xnode_parent(const struct xnode *n);
struct xnode *xnode_first(const struct xnode *n);
struct xnode *xnode_next(const struct xnode *n);
/* The node after N in document order below TOP, or NULL; SKIP: not below N. */
struct xnode *xnode_walk(
    const struct xnode *top, const struct xnode *n, bool skip);
struct xnode *xnode_attr_first(const struct xnode *n);
/* Value of the attribute NAME in no namespace; absent: false. */
bool xnode_attr(const struct xnode *n, struct str name, struct str *out);
/* The text of a text node or attribute. */
struct str xnode_data(const struct xnode *n);
/* All text below N, or of it, as it is. In A, or as xnode_data. */
struct str xnode_text(struct arena *a, const struct xnode *n);
/* The namespace of names without a prefix, as the document has it; or empty. */
struct str xdoc_default_space(const struct xdoc *d);

/* The library that does it, with texts in A. */
void xdoc_libraries(struct arena *a, struct libraries *out);

#endif
