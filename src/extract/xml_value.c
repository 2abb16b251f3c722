// SPDX-License-Identifier: ISC
#include "extract/xml_value.h"

#include "extract/data.h"
#include "extract/feed/markup.h"
#include "model/limits.h"

/* Attributes that hold the value of an element, for fields whose elements are
 * often empty. */
static const char *const attributes[FIELD_COUNT][3] = {
	[FIELD_LINK] = { "href", "url" },
	[FIELD_DATE] = { "datetime", "date" },
	[FIELD_UPDATED] = { "datetime", "date" },
	[FIELD_CATEGORY] = { "label", "term" },
	[FIELD_IMAGE] = { "url", "href", "src" },
	[FIELD_ENCLOSURE] = { "url", "href", "src" },
};

static struct str
attribute_for(enum field f, const struct xnode *n)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < 3 && str_empty(s); i++)
		if (attributes[f][i] != NULL)
			xnode_attr(n, str_c(attributes[f][i]), &s);
	return s;
}

static bool
has_elements(const struct xnode *n)
{
	for (n = xnode_first(n); n != NULL; n = xnode_next(n))
		if (xnode_type(n) == XNODE_ELEMENT)
			return true;
	return false;
}

static void
put_start(struct arena *a, struct buf *b, const struct xnode *n)
{
	struct tag_attr attr[LIMIT_ATTRIBUTES];
	struct tag t = { .name = xnode_name(n), .attr = attr };
	const struct xnode *at = xnode_attr_first(n);

	for (; at != NULL && t.nattrs < LIMIT_ATTRIBUTES; at = xnode_next(at))
		if (str_empty(xnode_space(at)))
			attr[t.nattrs++] = (struct tag_attr){ NS_CORE,
				xnode_name(at), xnode_data(at) };
	feed_markup_start(a, b, &t, STR_NULL);
}

/* What is below TOP, written as HTML. */
static struct str
inner(struct arena *a, const struct xnode *top)
{
	struct buf *b = buf_in(a, LIMIT_BODY);
	const struct xnode *n = xnode_first(top);
	struct str s;

	while (n != NULL) {
		if (xnode_type(n) == XNODE_ELEMENT)
			put_start(a, b, n);
		else if (xnode_type(n) == XNODE_TEXT)
			feed_markup_text(b, xnode_data(n));
		if (xnode_type(n) == XNODE_ELEMENT && xnode_first(n) != NULL) {
			n = xnode_first(n);
			continue;
		}
		for (;;) {
			if (xnode_type(n) == XNODE_ELEMENT)
				feed_markup_end(b, xnode_name(n));
			if (xnode_next(n) != NULL || xnode_parent(n) == top)
				break;
			n = xnode_parent(n);
		}
		n = xnode_next(n);
	}
	s = arena_str(a, buf_str(b));
	buf_release(b);
	return s;
}

static bool
has_op(const struct rule *r, enum op_code code)
{
	for (size_t i = 0; i < r->nops; i++)
		if (r->op[i].code == code)
			return true;
	return false;
}

void
xml_value(struct arena *a, enum field f, const struct rule *r,
    const struct xpath_value *v, struct raw_field *out, size_t *cap)
{
	const struct xnode *n = v->node;
	size_t had = out->n;
	struct str type;

	if (n == NULL) {
		data_put(a, f, v->text, out, cap);
		return;
	}
	if (xnode_type(n) != XNODE_ELEMENT) {
		data_put(a, f, xnode_text(a, n), out, cap);
		return;
	}
	if (has_op(r, OP_HTML) || ((f == FIELD_CONTENT || f == FIELD_SUMMARY) &&
				      has_elements(n) && !has_op(r, OP_TEXT))) {
		data_put_html(a, inner(a, n), out, cap);
		return;
	}
	if (!has_op(r, OP_TEXT))
		data_put(a, f, attribute_for(f, n), out, cap);
	if (out->n == had)
		data_put(a, f, xnode_text(a, n), out, cap);
	if (f == FIELD_ENCLOSURE && out->n > had &&
	    xnode_attr(n, STR("type"), &type))
		out->v[had].type = type;
}
