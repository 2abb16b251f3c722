// SPDX-License-Identifier: ISC
#include "extract/detect/outline.h"

#include "base/fnv.h"
#include "base/utf8.h"

size_t
outline_weigh(struct str s, size_t *digits)
{
	size_t at = 0, w = 0;

	*digits = 0;

	while (at < s.len) {
		unsigned char c = (unsigned char)s.p[at];

		if (c < 0x80) {
			*digits += is_digit(c);
			w += is_alpha(c) || is_digit(c);
			at++;
		} else {
			uint32_t cp = utf8_next(s, &at);

			if (utf8_is_cjk(cp))
				w += 2;
			else
				w +=
				    !utf8_is_space(cp) && !utf8_is_unspaced(cp);
		}
	}
	return w;
}

/* What is not read, with all that is in it. */
static bool
is_skipped(const struct html_node *n)
{
	static const char *const names[] = { "script", "style", "noscript",
		"template", "iframe", "svg", "math", "select", "datalist",
		"textarea", "object", "head" };
	struct str name = html_name(n);

	if (html_ns(n) != HTML_NS_HTML)
		return true;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq(name, str_c(names[i])))
			return true;
	return false;
}

static bool
is_heading(struct str name)
{
	return name.len == 2 && name.p[0] == 'h' && name.p[1] >= '1' &&
	       name.p[1] <= '6';
}

/* Where sites put what leads elsewhere (WHATWG HTML 4.3.4 to 4.3.9). */
static bool
is_aside(const struct html_node *n, struct str name)
{
	static const char *const names[] = { "nav", "footer", "aside", "dialog",
		"details" };
	static const char *const roles[] = { "navigation", "contentinfo",
		"complementary", "menu", "menubar", "tablist", "dialog" };
	struct str role;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq(name, str_c(names[i])))
			return true;
	if (!html_attr(n, STR("role"), &role))
		return false;
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (str_ieq(role, str_c(roles[i])))
			return true;
	return false;
}

/* A link that leads to a page: no script, no place on this page. */
static bool
is_page_link(const struct html_node *n, struct str name)
{
	static const char *const other[] = {
		"javascript:", "mailto:", "tel:", "data:", "about:"
	};
	struct str href;

	if (!str_eq(name, STR("a")) || !html_attr(n, STR("href"), &href))
		return false;
	href = str_trim(href);
	if (href.len == 0 || href.p[0] == '#')
		return false;
	for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
		if (str_istarts(href, str_c(other[i])))
			return false;
	return true;
}

static bool
is_picture(const struct html_node *n, struct str name)
{
	struct str style;

	if (str_eq(name, STR("img")))
		return true;
	return html_attr(n, STR("data-background"), &style) ||
	       html_attr(n, STR("data-bg"), &style) ||
	       (html_attr(n, STR("style"), &style) &&
		   str_find(style, STR("background")) != STR_NONE &&
		   str_find(style, STR("url(")) != STR_NONE);
}

/* Smaller than this, in pixels, are icons and portraits. */
#define ICON_MOST 64

static bool
is_icon(const struct html_node *n)
{
	static const char *const names[] = { "width", "height" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct str s;
		unsigned long long size;

		if (html_attr(n, str_c(names[i]), &s) &&
		    str_uint(str_trim(s), ICON_MOST, &size) == 0)
			return true;
	}
	return false;
}

/* Classes count without their digits (post-123, col-6), in their order. */
static uint64_t
kind_of(const struct html_node *n, struct str name)
{
	uint64_t h = fnv1a(FNV_BASIS, name.p, name.len);
	struct str classes;

	if (!html_attr(n, STR("class"), &classes))
		return h;
	h = fnv1a(h, ".", 1);
	for (size_t i = 0; i < classes.len; i++)
		if (!is_digit(classes.p[i]))
			h = fnv1a(h, &classes.p[i], 1);
	return h;
}

/*
 * The number of siblings before the box AT that are of its kind. Looking back
 * at a few is enough: who has many of a kind between two others has no order.
 */
static uint32_t
nth_of(const struct outline *o, size_t at)
{
	const struct box *b = &o->v[at];
	size_t k = at;

	for (int i = 0; i < OUTLINE_NTH && k > b->parent + 1; i++) {
		/* The sibling before is around the box before, or is it. */
		for (k--; o->v[k].parent != b->parent;)
			k = o->v[k].parent;
		if (o->v[k].kind == b->kind)
			return o->v[k].nth < OUTLINE_NTH ? o->v[k].nth + 1
							 : OUTLINE_NTH;
	}
	return 0;
}

/* Does the element NAME at AT begin a list in an entry of another one that has
 * had its link, as what drops down from a menu does? */
static bool
drops_down(const struct outline *o, size_t at, struct str name)
{
	const struct box *b = &o->v[at];

	return (str_eq(name, STR("ul")) || str_eq(name, STR("ol")) ||
		   str_eq(name, STR("dl"))) &&
	       b->item != NO_BOX &&
	       b->links_before > o->v[b->item].links_before;
}

static void
box_fill(struct outline *o, size_t at, size_t parent, const struct html_node *n)
{
	struct box *b = &o->v[at];
	const struct box *up = at > 0 ? &o->v[parent] : NULL;
	struct str name = html_name(n), value;

	*b = (struct box){ .node = n, .parent = (uint32_t)parent };
	b->kind = kind_of(n, name);
	b->depth = up == NULL ? 0 : up->depth + 1;
	b->tag_path = fnv1a(up == NULL ? FNV_BASIS : up->tag_path, "/", 1);
	b->tag_path = fnv1a(b->tag_path, name.p, name.len);
	b->kind_path = fnv1a(
	    up == NULL ? FNV_BASIS : up->kind_path, &b->kind, sizeof(b->kind));
	b->link = is_page_link(n, name);
	b->heading = is_heading(name);
	b->aside = (up != NULL && up->aside) || is_aside(n, name);
	b->heading_around = b->heading   ? (uint32_t)at
			    : up == NULL ? NO_BOX
					 : up->heading_around;
	b->links = b->link;
	b->links_before =
	    at == 0 ? 0 : o->v[at - 1].links_before + o->v[at - 1].link;
	b->item = str_eq(name, STR("li")) ? (uint32_t)at
		  : up == NULL            ? NO_BOX
					  : up->item;
	b->below = (up != NULL && up->below) || drops_down(o, at, name);
	b->picture = is_picture(n, name);
	b->icon = b->picture && is_icon(n);
	b->pictures = b->picture;
	b->data = html_attr(n, STR("datetime"), &value) ||
		  (html_attr(n, STR("itemprop"), &value) &&
		      html_attr(n, STR("content"), &value));
}

static uint64_t
hash_wording(struct str s)
{
	uint64_t h = FNV_BASIS;

	for (size_t i = 0; i < s.len; i++)
		if (!is_digit(s.p[i]))
			h = fnv1a(h, &s.p[i], 1);
	return h;
}

static void
weigh_text(struct box *b, struct str s)
{
	size_t digits;

	b->own_weight += (uint32_t)outline_weigh(s, &digits);
	b->digits += (uint32_t)digits;
	s = str_trim(s);
	if (s.len == 0)
		return;
	b->text += fnv1a(FNV_BASIS, s.p, s.len);
	b->wording += hash_wording(s);
}

/* Boxes of the elements below BODY; texts are weighed on the way. */
static void
list_boxes(struct outline *o, const struct html_node *body)
{
	const struct html_node *n = body;
	bool skip = false;
	size_t up = 0;

	box_fill(o, o->n++, 0, body);
	while ((n = html_walk(body, n, skip)) != NULL) {
		const struct html_node *parent = html_parent(n);

		skip = html_type(n) == HTML_ELEMENT && is_skipped(n);
		if (skip ||
		    (html_type(n) != HTML_ELEMENT && html_type(n) != HTML_TEXT))
			continue;
		while (o->v[up].node != parent)
			up = o->v[up].parent;
		if (html_type(n) == HTML_TEXT) {
			weigh_text(&o->v[up], html_data(n));
			continue;
		}
		box_fill(o, o->n, up, n);
		o->v[up].shape = fnv1a(
		    o->v[up].shape, &o->v[o->n].kind, sizeof(o->v[o->n].kind));
		o->v[o->n].nth = nth_of(o, o->n);
		up = o->n++;
	}
}

/* Sums, from the last element to the first. */
static void
sum_up(struct outline *o)
{
	for (size_t i = o->n; i-- > 0;) {
		struct box *b = &o->v[i], *up = &o->v[b->parent];

		if (b->end == 0)
			b->end = (uint32_t)i + 1;
		b->weight += b->own_weight;
		if (b->heading && b->weight > b->heading_weight)
			b->heading_weight = b->weight;
		if (b->link)
			b->link_weight = b->weight;
		if (i == 0)
			break;
		up->weight += b->weight;
		up->digits += b->digits;
		up->text += b->text;
		up->wording += b->wording;
		if (up->heading_weight < b->heading_weight)
			up->heading_weight = b->heading_weight;
		up->link_weight += b->link_weight;
		up->links += b->links;
		up->pictures += b->pictures;
		if (up->end < b->end)
			up->end = b->end;
	}
}

static const struct html_node *
find_body(const struct html_doc *doc)
{
	const struct html_node *root = html_root(doc), *n = root;

	while ((n = html_walk(root, n, false)) != NULL)
		if (html_type(n) == HTML_ELEMENT && html_is(n, STR("body")))
			return n;
	return NULL;
}

void
outline_make(struct arena *a, const struct html_doc *doc, struct outline *out)
{
	const struct html_node *body = find_body(doc);

	*out = (struct outline){ .n = 0 };
	if (body == NULL)
		return;
	out->v = ARENA_ARRAY(a, html_count(body, SIZE_MAX) + 1, struct box);
	list_boxes(out, body);
	sum_up(out);
}

bool
box_says(const struct box *b, const char *prop)
{
	struct str all, one;

	if (!html_attr(b->node, STR("itemprop"), &all))
		return false;
	while (str_cut(&all, ' ', &one))
		if (str_eq(str_trim(one), str_c(prop)))
			return true;
	return false;
}

uint32_t
outline_before(const struct outline *o, uint32_t i)
{
	uint32_t up = o->v[i].parent, k = i - 1;

	if (i == 0 || k == up)
		return NO_BOX;
	while (o->v[k].parent != up)
		k = o->v[k].parent;
	return k;
}
