// SPDX-License-Identifier: ISC
#ifndef WEB_LEXBOR_H
#define WEB_LEXBOR_H

/* Inside web/ only: what the files that use lexbor share. */

#include <stdint.h>

#include <lexbor/dom/dom.h>
#include <lexbor/html/html.h>

#include "base/str.h"
#include "web/html.h"

struct html_doc {
	lxb_html_document_t *lxb; /* owned; by arena_defer */
	lxb_dom_node_t *root;     /* foreign; in lxb */
	size_t size;              /* nodes, numbered in document order */
};

/*
 * Let lexbor take its memory from base/mem. Many of its callers do not survive
 * a NULL, so running out must end in mem_alloc, not in lexbor. To be called
 * before any of its objects is made; more than once does no harm.
 */
void lexbor_memory(void);

/* lexbor's functions take what they only read without const. */
static inline lxb_dom_node_t *
node_of(const struct html_node *n)
{
	const union {
		const struct html_node *ours;
		lxb_dom_node_t *theirs;
	} u = { n };

	return u.theirs;
}

static inline const struct html_node *
of_node(const lxb_dom_node_t *n)
{
	return (const struct html_node *)n;
}

static inline struct str
of_lxb(const lxb_char_t *p, size_t len)
{
	return str_n((const char *)p, len);
}

/* The id of N's tag when N is an HTML element, else LXB_TAG__UNDEF. */
static inline lxb_tag_id_t
html_tag(const struct html_node *n)
{
	const lxb_dom_node_t *d = node_of(n);

	if (d->type != LXB_DOM_NODE_TYPE_ELEMENT || d->ns != LXB_NS_HTML)
		return LXB_TAG__UNDEF;
	return d->local_name;
}

#endif
