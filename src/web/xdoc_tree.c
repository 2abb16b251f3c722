// SPDX-License-Identifier: ISC
/* Looking at the tree. */
#include "web/libxml.h"

#include "base/buf.h"

static void
free_doc(void *arg)
{
	struct xdoc *d = arg;

	xmlXPathFreeObject(d->result);
	xmlXPathFreeContext(d->xpath);
	xmlFreeDoc(d->tree);
}

struct xdoc *
xdoc_new(struct arena *a)
{
	struct xdoc *d = ARENA_NEW(a, struct xdoc);

	arena_defer(a, free_doc, d);
	return d;
}

enum xnode_type
xnode_type(const struct xnode *n)
{
	switch (of_xml(n)->type) {
	case XML_ELEMENT_NODE:
		return XNODE_ELEMENT;
	case XML_ATTRIBUTE_NODE:
		return XNODE_ATTRIBUTE;
	case XML_TEXT_NODE:
	case XML_CDATA_SECTION_NODE:
		return XNODE_TEXT;
	default:
		return XNODE_OTHER;
	}
}

struct xnode *
xdoc_root(const struct xdoc *d)
{
	return to_xml(d->tree);
}

const struct html_node *
xnode_html(const struct xnode *n)
{
	xmlNodePtr x = of_xml(n);

	if (x->type != XML_ELEMENT_NODE && x->parent != NULL)
		x = x->parent;
	return x->type == XML_ELEMENT_NODE ? x->_private : NULL;
}

struct xnode *
xdoc_of_node(const struct xdoc *d, const struct html_node *n)
{
	size_t at = html_order(n);

	if (html_type(n) == HTML_DOCUMENT)
		return xdoc_root(d);
	return at < d->n ? d->of_html[at] : NULL;
}

struct str
xnode_name(const struct xnode *n)
{
	return of_xchar(of_xml(n)->name);
}

struct str
xnode_space(const struct xnode *n)
{
	const xmlNode *x = of_xml(n);

	return x->ns == NULL ? STR_NULL : of_xchar(x->ns->href);
}

struct xnode *
xnode_self(const struct xnode *n)
{
	return to_xml(of_xml(n));
}

struct xnode *
xnode_parent(const struct xnode *n)
{
	return to_xml(of_xml(n)->parent);
}

struct xnode *
xnode_first(const struct xnode *n)
{
	return to_xml(of_xml(n)->children);
}

struct xnode *
xnode_next(const struct xnode *n)
{
	return to_xml(of_xml(n)->next);
}

struct xnode *
xnode_walk(const struct xnode *top, const struct xnode *n, bool skip)
{
	const xmlNode *end = of_xml(top);
	xmlNodePtr x = of_xml(n);

	/* What an entity stands for is not below it. */
	if (!skip && x->children != NULL && x->type != XML_ENTITY_REF_NODE)
		return to_xml(x->children);
	while (x != end && x->next == NULL)
		x = x->parent;
	return x == end ? NULL : to_xml(x->next);
}

struct xnode *
xnode_attr_first(const struct xnode *n)
{
	const xmlNode *x = of_xml(n);

	return x->type == XML_ELEMENT_NODE ? to_xml(x->properties) : NULL;
}

bool
xnode_attr(const struct xnode *n, struct str name, struct str *out)
{
	struct xnode *at = xnode_attr_first(n);

	for (; at != NULL; at = xnode_next(at)) {
		if (of_xml(at)->ns != NULL || !str_eq(xnode_name(at), name))
			continue;
		*out = xnode_data(at);
		return true;
	}
	return false;
}

struct str
xnode_data(const struct xnode *n)
{
	const xmlNode *x = of_xml(n);

	/* No entity is declared, so the value is one text. */
	if (x->type == XML_ATTRIBUTE_NODE)
		x = x->children;
	if (x == NULL ||
	    (x->type != XML_TEXT_NODE && x->type != XML_CDATA_SECTION_NODE))
		return STR_NULL;
	return of_xchar(x->content);
}

struct str
xnode_text(struct arena *a, const struct xnode *n)
{
	const struct xnode *x = n;
	struct buf *b;
	struct str s;

	if (xnode_type(n) != XNODE_ELEMENT)
		return xnode_data(n);
	b = buf_in(a, SIZE_MAX / 2);
	while ((x = xnode_walk(n, x, false)) != NULL)
		if (xnode_type(x) == XNODE_TEXT)
			buf_add(b, xnode_data(x));
	s = arena_str(a, buf_str(b));
	buf_release(b);
	return s;
}

struct str
xdoc_default_space(const struct xdoc *d)
{
	for (size_t i = 0; i < d->nspaces; i++)
		if (strcmp(d->space[i].prefix, XDOC_DEFAULT) == 0)
			return str_c(d->space[i].uri);
	return STR_NULL;
}
