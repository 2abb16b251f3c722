// SPDX-License-Identifier: ISC
/* The tree as HTML. Source: WHATWG HTML 13.3, "Serializing HTML fragments". */
#include "web/html.h"

#include "web/lexbor.h"

/* Add S with what would be read as markup escaped; 13.3 "Escaping a string".
 */
static void
add_escaped(struct buf *b, struct str s, bool attribute)
{
	size_t from = 0;

	for (size_t i = 0; i < s.len; i++) {
		struct str by;
		size_t n = 1;

		if (s.p[i] == '&') {
			by = STR("&amp;");
		} else if (s.p[i] == '<') {
			by = STR("&lt;");
		} else if (s.p[i] == '>') {
			by = STR("&gt;");
		} else if (attribute && s.p[i] == '"') {
			by = STR("&quot;");
		} else if (str_starts(str_from(s, i), STR("\xc2\xa0"))) {
			by = STR("&nbsp;");
			n = 2;
		} else {
			continue;
		}
		(void)buf_add(b, str_sub(s, from, i - from));
		(void)buf_add(b, by);
		i += n - 1;
		from = i + 1;
	}
	(void)buf_add(b, str_from(s, from));
}

/* Elements whose text is written as it is. */
static bool
is_raw(lxb_tag_id_t tag)
{
	switch (tag) {
	case LXB_TAG_STYLE:
	case LXB_TAG_SCRIPT:
	case LXB_TAG_XMP:
	case LXB_TAG_IFRAME:
	case LXB_TAG_NOEMBED:
	case LXB_TAG_NOFRAMES:
	case LXB_TAG_PLAINTEXT:
		return true;
	default:
		return false;
	}
}

/* Elements without an end tag: void elements, and those that were once. */
static bool
is_void(lxb_tag_id_t tag)
{
	switch (tag) {
	case LXB_TAG_AREA:
	case LXB_TAG_BASE:
	case LXB_TAG_BASEFONT:
	case LXB_TAG_BGSOUND:
	case LXB_TAG_BR:
	case LXB_TAG_COL:
	case LXB_TAG_EMBED:
	case LXB_TAG_FRAME:
	case LXB_TAG_HR:
	case LXB_TAG_IMG:
	case LXB_TAG_INPUT:
	case LXB_TAG_KEYGEN:
	case LXB_TAG_LINK:
	case LXB_TAG_META:
	case LXB_TAG_PARAM:
	case LXB_TAG_SOURCE:
	case LXB_TAG_TRACK:
	case LXB_TAG_WBR:
		return true;
	default:
		return false;
	}
}

static void
open_tag(struct buf *b, const struct html_node *n)
{
	const struct html_attr *at = html_attr_first(n);

	(void)buf_addc(b, '<');
	(void)buf_add(b, html_name(n));
	for (; at != NULL; at = html_attr_next(at)) {
		(void)buf_addc(b, ' ');
		(void)buf_add(b, html_attr_name(at));
		(void)buf_add(b, STR("=\""));
		add_escaped(b, html_attr_value(at), true);
		(void)buf_addc(b, '"');
	}
	(void)buf_addc(b, '>');
}

static void
close_tag(struct buf *b, const struct html_node *n)
{
	if (html_type(n) != HTML_ELEMENT || is_void(html_tag(n)))
		return;
	(void)buf_add(b, STR("</"));
	(void)buf_add(b, html_name(n));
	(void)buf_addc(b, '>');
}

static void
write_node(struct buf *b, const struct html_node *n)
{
	const struct html_node *parent;

	switch (html_type(n)) {
	case HTML_ELEMENT:
		open_tag(b, n);
		break;
	case HTML_TEXT:
		parent = html_parent(n);
		if (parent != NULL && is_raw(html_tag(parent)))
			(void)buf_add(b, html_data(n));
		else
			add_escaped(b, html_data(n), false);
		break;
	case HTML_COMMENT:
		(void)buf_add(b, STR("<!--"));
		(void)buf_add(b, html_data(n));
		(void)buf_add(b, STR("-->"));
		break;
	case HTML_DOCTYPE:
		(void)buf_add(b, STR("<!DOCTYPE html>"));
		break;
	default:
		break;
	}
}

/* The contents of a template stand between its tags. */
static const struct html_node *
inside(const struct html_node *n)
{
	const struct html_node *t = html_template(n);

	if (is_void(html_tag(n)))
		return NULL;
	return html_first(t == NULL ? n : t);
}

/* The node above N; above the contents of a template its element. */
static const struct html_node *
above(const struct html_node *top, const struct html_node *n)
{
	const struct html_node *up = html_parent(n);
	lxb_dom_node_t *d = node_of(up);

	if (up == top || d->type != LXB_DOM_NODE_TYPE_DOCUMENT_FRAGMENT)
		return up;
	return of_node(lxb_dom_interface_node(
	    lxb_dom_interface_document_fragment(d)->host));
}

int
html_inner_some(struct buf *b, const struct html_node *top,
    enum html_keep (*keep)(const void *ctx, const struct html_node *n),
    const void *ctx)
{
	const struct html_node *n = inside(top);

	while (n != NULL && !b->over) {
		enum html_keep what = keep(ctx, n);

		if (what == HTML_KEEP)
			write_node(b, n);
		if (what != HTML_DROP && inside(n) != NULL) {
			n = inside(n);
			continue;
		}
		if (what == HTML_KEEP)
			close_tag(b, n);
		while (n != top && html_next(n) == NULL) {
			n = above(top, n);
			if (n != top && keep(ctx, n) == HTML_KEEP)
				close_tag(b, n);
		}
		n = n == top ? NULL : html_next(n);
	}
	return b->over ? -1 : 0;
}

static enum html_keep
keep_all(const void *ctx, const struct html_node *n)
{
	(void)ctx;
	(void)n;
	return HTML_KEEP;
}

int
html_inner(struct buf *b, const struct html_node *top)
{
	return html_inner_some(b, top, keep_all, NULL);
}
