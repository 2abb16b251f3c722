// SPDX-License-Identifier: ISC
/* The tree as html5lib-tests write it, tree-construction/README.md. */
#include "web/html.h"

#include <stdlib.h>

#include "base/mem.h"
#include "web/lexbor.h"

/* "svg " or "math " before the name of a foreign element. */
static struct str
ns_prefix(enum html_ns ns)
{
	switch (ns) {
	case HTML_NS_SVG:
		return STR("svg ");
	case HTML_NS_MATHML:
		return STR("math ");
	default:
		return STR_NULL;
	}
}

/* Begin a line; the first has no newline before it. */
static void
begin(struct buf *b, size_t depth)
{
	if (b->len > 0)
		(void)buf_addc(b, '\n');
	(void)buf_add(b, STR("| "));
	for (size_t i = 0; i < depth; i++)
		(void)buf_add(b, STR("  "));
}

struct line {
	struct str name, value;
	bool foreign; /* in the namespace of XLink, XML or XMLNS */
};

/* Attributes are sorted by their UTF-16 code units; names are ASCII but for
 * rare ones, for which the order of the bytes is nearly the same. */
static int
line_cmp(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	return str_cmp(x->name, y->name);
}

static void
dump_attr(struct buf *b, const struct line *l, size_t depth)
{
	size_t colon = l->foreign ? str_chr(l->name, ':', 0) : STR_NONE;

	begin(b, depth);
	if (colon != STR_NONE) {
		(void)buf_add(b, str_sub(l->name, 0, colon));
		(void)buf_addc(b, ' ');
		(void)buf_add(b, str_from(l->name, colon + 1));
	} else {
		(void)buf_add(b, l->name);
	}
	(void)buf_add(b, STR("=\""));
	(void)buf_add(b, l->value);
	(void)buf_addc(b, '"');
}

static void
dump_attrs(struct buf *b, const struct html_node *n, size_t depth)
{
	const struct html_attr *at;
	struct line *v;
	size_t len = 0, i = 0;

	for (at = html_attr_first(n); at != NULL; at = html_attr_next(at))
		len++;
	if (len == 0)
		return;
	v = mem_alloc(len, sizeof(*v));
	for (at = html_attr_first(n); at != NULL; at = html_attr_next(at))
		v[i++] = (struct line){ html_attr_name(at), html_attr_value(at),
			html_attr_ns(at) == HTML_NS_OTHER };
	qsort(v, len, sizeof(*v), line_cmp);
	for (i = 0; i < len; i++)
		dump_attr(b, &v[i], depth);
	free(v);
}

static void
dump_doctype(struct buf *b, const struct html_node *n)
{
	lxb_dom_document_type_t *t =
	    lxb_dom_interface_document_type(node_of(n));
	const lxb_char_t *p;
	size_t len;

	p = lxb_dom_document_type_name(t, &len);
	(void)buf_add(b, STR("<!DOCTYPE "));
	(void)buf_add(b, of_lxb(p, len));
	if (t->public_id.length + t->system_id.length > 0) {
		(void)buf_add(b, STR(" \""));
		(void)buf_add(
		    b, of_lxb(t->public_id.data, t->public_id.length));
		(void)buf_add(b, STR("\" \""));
		(void)buf_add(
		    b, of_lxb(t->system_id.data, t->system_id.length));
		(void)buf_addc(b, '"');
	}
	(void)buf_addc(b, '>');
}

static void
dump_node(struct buf *b, const struct html_node *n, size_t depth)
{
	begin(b, depth);
	switch (html_type(n)) {
	case HTML_ELEMENT:
		(void)buf_addc(b, '<');
		(void)buf_add(b, ns_prefix(html_ns(n)));
		(void)buf_add(b, html_name(n));
		(void)buf_addc(b, '>');
		dump_attrs(b, n, depth + 1);
		break;
	case HTML_TEXT:
		(void)buf_addc(b, '"');
		(void)buf_add(b, html_data(n));
		(void)buf_addc(b, '"');
		break;
	case HTML_COMMENT:
		(void)buf_add(b, STR("<!-- "));
		(void)buf_add(b, html_data(n));
		(void)buf_add(b, STR(" -->"));
		break;
	case HTML_DOCTYPE:
		dump_doctype(b, n);
		break;
	case HTML_FRAGMENT:
		(void)buf_add(b, STR("content"));
		break;
	default:
		break;
	}
}

/* The contents of a template are a line of their own between it and them. */
static const struct html_node *
below(const struct html_node *n)
{
	const struct html_node *t = html_template(n);

	return t == NULL ? html_first(n) : t;
}

/* The node whose child N is in the dump. */
static const struct html_node *
above(const struct html_node *n)
{
	lxb_dom_node_t *d = node_of(n);

	if (d->type != LXB_DOM_NODE_TYPE_DOCUMENT_FRAGMENT)
		return html_parent(n);
	return of_node(lxb_dom_interface_node(
	    lxb_dom_interface_document_fragment(d)->host));
}

int
html_dump(struct buf *b, const struct html_doc *d)
{
	const struct html_node *root = html_root(d);
	const struct html_node *n = html_first(root);
	size_t depth = 0;

	while (n != NULL && !b->over) {
		dump_node(b, n, depth);
		if (below(n) != NULL) {
			n = below(n);
			depth++;
			continue;
		}
		while (n != root && html_next(n) == NULL) {
			n = above(n);
			depth--;
		}
		n = n == root ? NULL : html_next(n);
	}
	return b->over ? -1 : 0;
}
