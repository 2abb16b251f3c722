// SPDX-License-Identifier: ISC
/* Looking at the tree: nodes, names, attributes. Nothing here allocates. */
#include "web/html.h"

#include "web/lexbor.h"

const struct html_node *
html_root(const struct html_doc *d)
{
	return of_node(d->root);
}

bool
html_quirks(const struct html_doc *d)
{
	return d->lxb->dom_document.compat_mode ==
	       LXB_DOM_DOCUMENT_CMODE_QUIRKS;
}

enum html_type
html_type(const struct html_node *n)
{
	switch (node_of(n)->type) {
	case LXB_DOM_NODE_TYPE_ELEMENT:
		return HTML_ELEMENT;
	case LXB_DOM_NODE_TYPE_TEXT:
		return HTML_TEXT;
	case LXB_DOM_NODE_TYPE_COMMENT:
		return HTML_COMMENT;
	case LXB_DOM_NODE_TYPE_DOCUMENT_TYPE:
		return HTML_DOCTYPE;
	case LXB_DOM_NODE_TYPE_DOCUMENT:
		return HTML_DOCUMENT;
	case LXB_DOM_NODE_TYPE_DOCUMENT_FRAGMENT:
		return HTML_FRAGMENT;
	default:
		return HTML_OTHER;
	}
}

const struct html_node *
html_parent(const struct html_node *n)
{
	return of_node(node_of(n)->parent);
}

const struct html_node *
html_first(const struct html_node *n)
{
	return of_node(node_of(n)->first_child);
}

const struct html_node *
html_last(const struct html_node *n)
{
	return of_node(node_of(n)->last_child);
}

const struct html_node *
html_next(const struct html_node *n)
{
	return of_node(node_of(n)->next);
}

const struct html_node *
html_prev(const struct html_node *n)
{
	return of_node(node_of(n)->prev);
}

const struct html_node *
html_template(const struct html_node *n)
{
	lxb_dom_node_t *d = node_of(n);

	if (html_tag(n) != LXB_TAG_TEMPLATE)
		return NULL;
	return of_node(
	    lxb_dom_interface_node(lxb_html_interface_template(d)->content));
}

const struct html_node *
html_walk(const struct html_node *top, const struct html_node *n, bool skip)
{
	const lxb_dom_node_t *end = node_of(top);
	const lxb_dom_node_t *d = node_of(n);

	if (!skip && d->first_child != NULL)
		return of_node(d->first_child);
	while (d != end && d->next == NULL)
		d = d->parent;
	return d == end ? NULL : of_node(d->next);
}

enum html_ns
html_ns(const struct html_node *n)
{
	switch (node_of(n)->ns) {
	case LXB_NS_HTML:
		return HTML_NS_HTML;
	case LXB_NS_SVG:
		return HTML_NS_SVG;
	case LXB_NS_MATH:
		return HTML_NS_MATHML;
	default:
		return HTML_NS_OTHER;
	}
}

struct str
html_name(const struct html_node *n)
{
	const lxb_dom_node_t *d = node_of(n);
	const lxb_char_t *p;
	size_t len;

	if (d->type != LXB_DOM_NODE_TYPE_ELEMENT)
		return STR_NULL;
	p = lxb_dom_element_qualified_name(
	    lxb_dom_interface_element(node_of(n)), &len);
	return of_lxb(p, len);
}

bool
html_is(const struct html_node *n, struct str html_element_name)
{
	return html_tag(n) != LXB_TAG__UNDEF &&
	       str_eq(html_name(n), html_element_name);
}

static const lxb_dom_attr_t *
attr_of(const struct html_attr *at)
{
	return (const lxb_dom_attr_t *)at;
}

static const struct html_attr *
of_attr(const lxb_dom_attr_t *at)
{
	return (const struct html_attr *)at;
}

const struct html_attr *
html_attr_first(const struct html_node *n)
{
	lxb_dom_node_t *d = node_of(n);

	if (d->type != LXB_DOM_NODE_TYPE_ELEMENT)
		return NULL;
	return of_attr(lxb_dom_interface_element(d)->first_attr);
}

const struct html_attr *
html_attr_next(const struct html_attr *at)
{
	return of_attr(attr_of(at)->next);
}

struct str
html_attr_name(const struct html_attr *at)
{
	const lxb_char_t *p;
	size_t len;

	p = lxb_dom_attr_qualified_name(attr_of(at), &len);
	return of_lxb(p, len);
}

struct str
html_attr_value(const struct html_attr *at)
{
	const lexbor_str_t *value = attr_of(at)->value;

	return value == NULL ? STR_NULL : of_lxb(value->data, value->length);
}

enum html_ns
html_attr_ns(const struct html_attr *at)
{
	/* lexbor gives an attribute without a namespace its element's. */
	switch (attr_of(at)->node.ns) {
	case LXB_NS_XLINK:
	case LXB_NS_XML:
	case LXB_NS_XMLNS:
		return HTML_NS_OTHER;
	default:
		return HTML_NS_HTML;
	}
}

bool
html_attr(const struct html_node *n, struct str name, struct str *out)
{
	const struct html_attr *at = html_attr_first(n);

	for (; at != NULL; at = html_attr_next(at)) {
		if (!str_eq(html_attr_name(at), name))
			continue;
		*out = html_attr_value(at);
		return true;
	}
	return false;
}

struct str
html_data(const struct html_node *n)
{
	lxb_dom_node_t *d = node_of(n);
	const lexbor_str_t *s;

	switch (d->type) {
	case LXB_DOM_NODE_TYPE_TEXT:
	case LXB_DOM_NODE_TYPE_CDATA_SECTION:
	case LXB_DOM_NODE_TYPE_COMMENT:
		s = &lxb_dom_interface_character_data(d)->data;
		return of_lxb(s->data, s->length);
	default:
		return STR_NULL;
	}
}

size_t
html_order(const struct html_node *n)
{
	return (uintptr_t)node_of(n)->user;
}

size_t
html_size(const struct html_doc *d)
{
	return d->size;
}

size_t
html_count(const struct html_node *n, size_t max)
{
	size_t count = 0;

	for (const struct html_node *x = html_walk(n, n, false);
	     x != NULL && count < max; x = html_walk(n, x, false)) {
		const struct html_attr *at = html_attr_first(x);

		for (count++; at != NULL && count < max;
		     at = html_attr_next(at))
			count++;
	}
	return count;
}
