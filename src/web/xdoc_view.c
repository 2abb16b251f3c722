// SPDX-License-Identifier: ISC
#include "web/libxml.h"

#include <limits.h>

#include <libxml/HTMLtree.h>

#include "base/buf.h"

/* A view that is being made. */
struct view {
	struct xdoc *doc;
	xmlNodePtr parent; /* that is open */
	struct buf *text;  /* of it, behind its last element */
	size_t left;       /* nodes that there may still be */
};

/* libxml2 says NULL when memory has run out, and there is no going on. */
static int
none_left(struct err *e)
{
	return err_set(e, ERR_LIMIT, "there is no memory for XPath's view");
}

static int
count(struct view *v, struct err *e)
{
	if (v->left-- > 0)
		return 0;
	v->left = 0;
	return err_set(
	    e, ERR_LIMIT, "the page has more nodes than XPath is given");
}

/* Texts that only a comment parts are one: XPath 1.0, 5.7. */
static int
end_text(struct view *v, struct err *e)
{
	struct str s = buf_str(v->text);
	xmlNodePtr n;

	if (str_empty(s))
		return 0;
	if (s.len > INT_MAX || count(v, e) != 0)
		return -1;
	n = xmlNewDocTextLen(v->doc->tree, (const xmlChar *)s.p, (int)s.len);
	if (n == NULL)
		return none_left(e);
	/* xmlAddChild would look for a text before it to add this one to. */
	n->parent = v->parent;
	n->prev = v->parent->last;
	if (n->prev != NULL)
		n->prev->next = n;
	else
		v->parent->children = n;
	v->parent->last = n;
	buf_clear(v->text);
	return 0;
}

static const xmlChar *
intern(const struct view *v, struct str s)
{
	return xmlDictLookup(
	    v->doc->tree->dict, (const xmlChar *)s.p, (int)s.len);
}

static bool
add_attribute(struct view *v, xmlNodePtr to, const struct html_attr *at)
{
	const struct str s = html_attr_value(at);
	xmlChar *name = xmlStrdup(intern(v, html_attr_name(at)));
	xmlChar *value = xmlStrndup((const xmlChar *)s.p, (int)s.len);
	bool added = name != NULL && value != NULL &&
		     xmlNewNsPropEatName(to, NULL, name, value) != NULL;

	xmlFree(value);
	return added;
}

static int
add_attributes(
    struct view *v, xmlNodePtr to, const struct html_node *n, struct err *e)
{
	const struct html_attr *at = html_attr_first(n);

	for (; at != NULL; at = html_attr_next(at))
		if (count(v, e) != 0)
			return -1;
		else if (!add_attribute(v, to, at))
			return none_left(e);
	return 0;
}

static int
add_element(struct view *v, const struct html_node *n, struct err *e)
{
	const xmlChar *name = intern(v, html_name(n));
	xmlNodePtr x;

	if (end_text(v, e) != 0 || count(v, e) != 0)
		return -1;
	x = name == NULL ? NULL : xmlNewDocNode(v->doc->tree, NULL, name, NULL);
	if (x == NULL)
		return none_left(e);
	xmlAddChild(v->parent, x);
	x->_private = to_private(n);
	v->doc->of_html[html_order(n)] = to_xml(x);
	v->parent = x;
	return add_attributes(v, x, n, e);
}

/* What N begins. */
static int
enter(struct view *v, const struct html_node *n, struct err *e)
{
	if (html_type(n) == HTML_ELEMENT)
		return add_element(v, n, e);
	if (html_type(n) == HTML_TEXT)
		buf_add(v->text, html_data(n));
	return 0;
}

/* What N ends. */
static int
leave(struct view *v, const struct html_node *n, struct err *e)
{
	if (html_type(n) != HTML_ELEMENT)
		return 0;
	if (end_text(v, e) != 0)
		return -1;
	v->parent = v->parent->parent;
	return 0;
}

static int
fill(struct view *v, const struct html_node *top, struct err *e)
{
	const struct html_node *n = html_first(top);

	while (n != NULL) {
		if (enter(v, n, e) != 0)
			return -1;
		if (html_first(n) != NULL) {
			n = html_first(n);
			continue;
		}
		while (n != top) {
			if (leave(v, n, e) != 0)
				return -1;
			if (html_next(n) != NULL)
				break;
			n = html_parent(n);
		}
		n = n == top ? NULL : html_next(n);
	}
	return 0;
}

int
xdoc_of_html(struct arena *a, const struct html_doc *html, size_t nodes,
    struct xdoc **out, struct err *e)
{
	struct xdoc *d = xdoc_new(a);
	struct view v = { .doc = d, .left = nodes };

	/* As of HTML, so that id() knows the attribute. */
	d->tree = htmlNewDocNoDtD(NULL, NULL);
	if (d->tree == NULL || (d->tree->dict = xmlDictCreate()) == NULL)
		return none_left(e);
	v.parent = (xmlNodePtr)d->tree;
	d->n = html_size(html) + 1;
	d->of_html = ARENA_ARRAY(a, d->n, struct xnode *);
	v.text = buf_in(a, INT_MAX);
	if (fill(&v, html_root(html), e) != 0)
		return -1;
	buf_release(v.text);
	xmlXPathOrderDocElems(d->tree);
	*out = d;
	return 0;
}
