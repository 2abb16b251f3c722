// SPDX-License-Identifier: ISC
#ifndef WEB_LIBXML_H
#define WEB_LIBXML_H

/* Inside web/ only: what the files that use libxml2 share. */

#include <libxml/tree.h>
#include <libxml/xpath.h>

#include "base/str.h"
#include "web/xdoc.h"

/* Prefixes of one document that rules can use. */
#define XDOC_PREFIXES 64
/* In rules it stands for the default namespace of the document. */
#define XDOC_DEFAULT "_"

struct xdoc {
	xmlDocPtr tree;           /* owned; by arena_defer */
	xmlXPathContextPtr xpath; /* owned; made when first asked */
	xmlXPathObjectPtr result; /* owned; of the last search */
	struct xnode **of_html;   /* by html_order; NULL: it is no view */
	size_t n;                 /* of those */
	struct {
		const char *prefix, *uri; /* in the tree */
	} space[XDOC_PREFIXES];
	size_t nspaces;
};

/* A document without a tree, all of which is freed with A. */
struct xdoc *xdoc_new(struct arena *a);

/* libxml2's functions take what they only read without const. */
static inline xmlNodePtr
of_xml(const struct xnode *n)
{
	const union {
		const struct xnode *ours;
		xmlNodePtr theirs;
	} u = { n };

	return u.theirs;
}

/* The element that a node of a view is for, as the node keeps it. */
static inline void *
to_private(const struct html_node *n)
{
	const union {
		const struct html_node *ours;
		void *theirs;
	} u = { n };

	return u.theirs;
}

static inline struct xnode *
to_xml(void *n)
{
	return n;
}

static inline struct str
of_xchar(const xmlChar *s)
{
	return str_c((const char *)s);
}

#endif
