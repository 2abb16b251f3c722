// SPDX-License-Identifier: ISC
#include "extract/read.h"

#include "base/buf.h"
#include "extract/headline.h"
#include "model/limits.h"

/* How a field without @attr is read. Priority is order. */
enum place {
	PLACE_END,
	PLACE_ATTR,  /* the attribute NAME of the element */
	PLACE_INNER, /* NAME of the first element inside that has it */
	PLACE_OUTER, /* NAME of the nearest element around that has it */
	PLACE_TEXT,
	PLACE_HTML,
	PLACE_STYLE /* url() of a background in the style attribute */
};
struct reading {
	enum place place;
	const char *name;
};
#define READINGS 14

/*
 * The lazy-loading attributes are those of lazysizes, jquery.lazyload, WordPress
 * plugins and Chinese CMSs, the ones most seen first; src comes last because it
 * is where the placeholder stands.
 */
static const struct reading defaults[FIELD_COUNT][READINGS] = {
	[FIELD_TITLE] = { { PLACE_TEXT, NULL }, { PLACE_ATTR, "title" },
	    { PLACE_INNER, "alt" }, { PLACE_ATTR, "alt" },
	    { PLACE_ATTR, "aria-label" } },
	[FIELD_LINK] = { { PLACE_ATTR, "href" }, { PLACE_INNER, "href" },
	    { PLACE_OUTER, "href" } },
	[FIELD_GUID] = { { PLACE_TEXT, NULL }, { PLACE_ATTR, "id" } },
	[FIELD_SUMMARY] = { { PLACE_TEXT, NULL } },
	[FIELD_CONTENT] = { { PLACE_HTML, NULL } },
	[FIELD_DATE] = { { PLACE_ATTR, "datetime" }, { PLACE_ATTR, "content" },
	    { PLACE_ATTR, "title" }, { PLACE_TEXT, NULL },
	    { PLACE_INNER, "datetime" } },
	[FIELD_UPDATED] = { { PLACE_ATTR, "datetime" },
	    { PLACE_ATTR, "content" }, { PLACE_ATTR, "title" },
	    { PLACE_TEXT, NULL }, { PLACE_INNER, "datetime" } },
	[FIELD_AUTHOR] = { { PLACE_TEXT, NULL }, { PLACE_ATTR, "content" } },
	[FIELD_OUTLET] = { { PLACE_TEXT, NULL }, { PLACE_ATTR, "content" } },
	[FIELD_CATEGORY] = { { PLACE_TEXT, NULL }, { PLACE_ATTR, "content" } },
	[FIELD_IMAGE] = { { PLACE_ATTR, "data-original" },
	    { PLACE_ATTR, "data-src" }, { PLACE_ATTR, "data-lazy-src" },
	    { PLACE_ATTR, "data-lazyload" }, { PLACE_ATTR, "data-url" },
	    { PLACE_ATTR, "data-srcset" }, { PLACE_ATTR, "srcset" },
	    { PLACE_ATTR, "src" }, { PLACE_ATTR, "content" },
	    { PLACE_ATTR, "poster" }, { PLACE_ATTR, "data-background" },
	    { PLACE_STYLE, NULL } },
	[FIELD_ENCLOSURE] = { { PLACE_ATTR, "src" }, { PLACE_ATTR, "href" },
	    { PLACE_INNER, "src" }, { PLACE_INNER, "href" } },
	[FIELD_LANGUAGE] = { { PLACE_ATTR, "lang" }, { PLACE_TEXT, NULL } },
};

static struct str
inner_html(struct arena *a, const struct html_node *n)
{
	struct buf *b = buf_in(a, LIMIT_BODY);
	struct str s = STR_NULL;

	if (html_inner(b, n) == 0)
		s = arena_str(a, buf_str(b));
	buf_release(b);
	return s;
}

/* A string and the element that it stands in. */
struct found {
	struct str s;
	const struct html_node *at;
};

static struct found
attr_inside(const struct html_node *n, struct str name)
{
	struct found f = { STR_NULL, n };

	for (const struct html_node *x = html_walk(n, n, false); x != NULL;
	     x = html_walk(n, x, false))
		if (html_type(x) == HTML_ELEMENT && html_attr(x, name, &f.s)) {
			f.at = x;
			break;
		}
	return f;
}

static struct found
attr_around(
    const struct html_node *top, const struct html_node *n, struct str name)
{
	struct found f = { STR_NULL, n };

	while (n != NULL && n != top) {
		n = html_parent(n);
		if (n != NULL && html_type(n) == HTML_ELEMENT &&
		    html_attr(n, name, &f.s)) {
			f.at = n;
			break;
		}
	}
	return f;
}

/* The first url(...) of a style attribute, quotes taken off. */
static struct str
style_url(const struct html_node *n)
{
	struct str style, url;
	size_t at, end;

	if (!html_attr(n, STR("style"), &style))
		return STR_NULL;
	at = str_find(style, STR("url("));
	if (at == STR_NONE)
		return STR_NULL;
	end = str_chr(style, ')', at);
	url = str_trim(
	    str_sub(style, at + 4, end == STR_NONE ? STR_NONE : end - at - 4));
	if (url.len >= 2 && (url.p[0] == '"' || url.p[0] == '\'') &&
	    url.p[url.len - 1] == url.p[0])
		url = str_sub(url, 1, url.len - 2);
	return url;
}

static struct found
read_place(struct arena *a, const struct reading *rd,
    const struct html_node *top, const struct html_node *n)
{
	struct found f = { STR_NULL, n };

	switch (rd->place) {
	case PLACE_ATTR:
		html_attr(n, str_c(rd->name), &f.s);
		break;
	case PLACE_INNER:
		return attr_inside(n, str_c(rd->name));
	case PLACE_OUTER:
		return attr_around(top, n, str_c(rd->name));
	case PLACE_TEXT:
		f.s = html_text(a, n);
		break;
	case PLACE_HTML:
		f.s = inner_html(a, n);
		break;
	case PLACE_STYLE:
		f.s = style_url(n);
		break;
	case PLACE_END:
		break;
	}
	return f;
}

/* An op that looks at all values: then each element gives exactly one. */
static bool
has_list_op(const struct rule *r)
{
	for (size_t i = 0; i < r->nops; i++)
		if (r->op[i].code == OP_JOIN || r->op[i].code == OP_FIRST ||
		    r->op[i].code == OP_LAST)
			return true;
	return false;
}

/* `text` or `html` among the ops, else PLACE_END. */
static enum place
place_by_op(const struct rule *r)
{
	enum place p = PLACE_END;

	for (size_t i = 0; i < r->nops; i++) {
		if (r->op[i].code == OP_TEXT)
			p = PLACE_TEXT;
		if (r->op[i].code == OP_HTML)
			p = PLACE_HTML;
	}
	return p;
}

/* An image rule may name the frame around the picture. */
static const struct html_node *
image_element(const struct html_node *n)
{
	struct str s;

	if (html_is(n, STR("img")) || !str_empty(style_url(n)) ||
	    html_attr(n, STR("content"), &s))
		return n;
	for (const struct html_node *x = html_walk(n, n, false); x != NULL;
	     x = html_walk(n, x, false))
		if (html_type(x) == HTML_ELEMENT && html_is(x, STR("img")))
			return x;
	return n;
}

static void
add(struct arena *a, struct raw_field *out, size_t *cap, struct found f,
    bool html)
{
	if (str_trim(f.s).len == 0 || out->n >= LIMIT_VALUES)
		return;
	out->v = arena_more(a, out->v, out->n, cap, sizeof(*out->v));
	out->v[out->n++] = (struct raw_value){ .raw = f.s,
		.value = f.s,
		.html = html,
		.node = f.at == NULL ? 0 : html_order(f.at) };
}

void
read_text(struct arena *a, struct str text, const struct html_node *at,
    struct raw_field *out, size_t *cap)
{
	add(a, out, cap, (struct found){ text, at }, false);
}

/* A title that was just added is more than the text of the element at V. */
static void
add_headline(struct arena *a, const struct html_node *top,
    const struct html_node *n, const struct html_node *apart,
    struct raw_value *v)
{
	v->value = headline_text(a, top, &n, v->raw, apart);
	v->node = html_order(n);
}

void
read_value(struct arena *a, enum field f, const struct rule *r,
    const struct html_node *top, const struct html_node *n,
    const struct html_node *apart, struct raw_field *out, size_t *cap)
{
	bool all =
	    (f == FIELD_DATE || f == FIELD_UPDATED || f == FIELD_IMAGE) &&
	    !has_list_op(r);
	enum place by_op = place_by_op(r);
	struct found found = { STR_NULL, n };
	size_t had = out->n;

	if (r->attr.len > 0) {
		html_attr(n, r->attr, &found.s);
		add(a, out, cap, found, false);
		return;
	}
	if (by_op != PLACE_END) {
		found = read_place(a, &(struct reading){ by_op, NULL }, top, n);
		add(a, out, cap, found, by_op == PLACE_HTML);
		return;
	}
	if (f == FIELD_IMAGE)
		n = image_element(n);
	for (size_t i = 0; i < READINGS; i++) {
		const struct reading *rd = &defaults[f][i];

		if (rd->place == PLACE_END)
			break;
		found = read_place(a, rd, top, n);
		add(a, out, cap, found, rd->place == PLACE_HTML);
		if (f == FIELD_TITLE && rd->place == PLACE_TEXT && out->n > had)
			add_headline(a, top, n, apart, &out->v[had]);
		if (!all && str_trim(found.s).len > 0)
			break;
	}
}
