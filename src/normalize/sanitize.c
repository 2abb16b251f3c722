// SPDX-License-Identifier: ISC
#include "normalize/sanitize.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"
#include "model/limits.h"
#include "normalize/allow.h"
#include "normalize/markup.h"
#include "normalize/percent.h"
#include "normalize/picture.h"
#include "web/html.h"
#include "web/url.h"

/*
 * The tree is walked once and written anew, element by element of the
 * allow-list. What a reader's parser makes of the result must be the tree that
 * was judged here, so the result is read and written again until it stays the
 * same: elements that were taken out may leave others where they cannot be.
 */
#define PASSES 5

struct open {
	struct str name; /* as written; empty for one that was unwrapped */
};

struct out {
	struct arena *a;
	struct str base;
	char *p;
	size_t len, cap, limit;
	size_t closing; /* bytes of the end tags that are still to come */
	bool full;
	struct open *open;
	size_t nopen, opencap;
};

static void
put(struct out *o, struct str s)
{
	while (o->cap - o->len < s.len)
		o->p = arena_more(o->a, o->p, o->cap, &o->cap, 1);
	if (s.len > 0)
		memcpy(o->p + o->len, s.p, s.len);
	o->len += s.len;
}

/* Take back all after MARK when it leaves no room for the end tags. */
static bool
fits(struct out *o, size_t mark)
{
	if (o->len + o->closing <= o->limit)
		return true;
	o->len = mark;
	o->full = true;
	return false;
}

/* Characters that neither HTML nor XML can carry are left out. */
static bool
is_writable(uint32_t cp)
{
	return cp == '\t' || cp == '\n' ||
	       (cp >= 0x20 && cp != 0x7F && (cp & 0xFFFE) != 0xFFFE);
}

/* All that could end a text or a value is escaped, wherever it stands. */
static void
put_escaped_char(struct out *o, uint32_t cp)
{
	char utf8[4];

	switch (cp) {
	case '&':
		put(o, STR("&amp;"));
		break;
	case '<':
		put(o, STR("&lt;"));
		break;
	case '>':
		put(o, STR("&gt;"));
		break;
	case '"':
		put(o, STR("&quot;"));
		break;
	default:
		put(o, str_n(utf8, utf8_put(cp, utf8)));
	}
}

static void
put_escaped(struct out *o, struct str s)
{
	for (size_t at = 0; at < s.len && !o->full;) {
		size_t mark = o->len;
		uint32_t cp = utf8_next(s, &at);

		if (!is_writable(cp))
			continue;
		put_escaped_char(o, cp);
		fits(o, mark);
	}
}

static void
put_attr(struct out *o, struct str name, struct str value)
{
	size_t mark = o->len;

	put(o, STR(" "));
	put(o, name);
	put(o, STR("=\""));
	put_escaped(o, value);
	put(o, STR("\""));
	fits(o, mark);
}

static bool
is_integer(struct str s)
{
	if (str_starts(s, STR("-")))
		s = str_from(s, 1);
	if (s.len == 0 || s.len > 6)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (!is_digit(s.p[i]))
			return false;
	return true;
}

static bool
has_word(const char *words, struct str word)
{
	struct str rest = str_c(words), part;

	while (str_cut(&rest, ' ', &part))
		if (str_eq(part, word))
			return true;
	return false;
}

/* Write the attribute of N that row AT of the table allows, if it has it. */
static void
put_allowed(
    struct out *o, const struct html_node *n, const struct allow_attr *at)
{
	struct str value, name = str_c(at->name);

	if (!html_attr(n, name, &value))
		return;
	switch (at->kind) {
	case ALLOW_TEXT:
		break;
	case ALLOW_FLAG:
		value = STR_NULL;
		break;
	case ALLOW_NUMBER:
		value = str_trim(value);
		if (str_ends(value, STR("px")))
			value.len -= 2;
		if (!is_integer(value))
			return;
		break;
	case ALLOW_WORD:
		if (!has_word(at->values, value))
			return;
		break;
	case ALLOW_URL:
		if (picture_resolve(o->a, value, o->base, &value) != 0)
			return;
		break;
	}
	put_attr(o, name, value);
}

/*
 * Write the start tag of N as NAME, with URL as its attribute ADDRESS unless
 * that is empty. Returns false when there was no room.
 */
static bool
put_start(struct out *o, const struct html_node *n, struct str name,
    struct str address, struct str url)
{
	size_t mark = o->len;

	put(o, STR("<"));
	put(o, name);
	if (!str_empty(url))
		put_attr(o, address, url);
	for (size_t i = 0; i < allow_attrs_n; i++) {
		struct str element = str_c(allow_attrs[i].element);

		if (str_eq(element, STR("*")) || str_eq(element, name))
			put_allowed(o, n, &allow_attrs[i]);
	}
	if (str_eq(name, STR("audio")) || str_eq(name, STR("video")))
		put_attr(o, STR("controls"), STR_NULL);
	put(o, STR(">"));
	if (!o->full && fits(o, mark))
		return true;
	o->len = mark;
	return false;
}

/* Remember an element whose children follow; NAME empty: nothing to end. */
static void
push(struct out *o, struct str name)
{
	o->open =
	    arena_more(o->a, o->open, o->nopen, &o->opencap, sizeof(*o->open));
	o->open[o->nopen++].name = name;
}

static void
pop(struct out *o)
{
	struct str name = o->open[--o->nopen].name;

	if (str_empty(name))
		return;
	put(o, STR("</"));
	put(o, name);
	put(o, STR(">"));
	o->closing -= name.len + 3;
}

static void
open_element(struct out *o, const struct html_node *n, struct str name,
    struct str address, struct str url)
{
	size_t mark;

	o->closing += name.len + 3;
	if (!put_start(o, n, name, address, url)) {
		o->closing -= name.len + 3;
		return;
	}
	push(o, name);
	/* The parser takes one line feed away here (WHATWG HTML, 13.2.6.4.7) */
	n = html_first(n);
	mark = o->len;
	if (str_eq(name, STR("pre")) && n != NULL &&
	    html_type(n) == HTML_TEXT && str_starts(html_data(n), STR("\n")))
		put(o, STR("\n"));
	fits(o, mark);
}

/* Where a link may lead: the web, a mailbox, a telephone. */
static int
link_url(struct out *o, const struct html_node *n, struct str *out)
{
	struct str href;
	struct url u;

	if (!html_attr(n, STR("href"), &href))
		return -1;
	if (picture_resolve(o->a, href, o->base, out) == 0)
		return 0;
	if (url_parse(o->a, href, o->base, &u) != 0 || u.href.len > LIMIT_URL ||
	    (!str_eq(u.scheme, STR("mailto")) && !str_eq(u.scheme, STR("tel"))))
		return -1;
	*out = percent_strict(o->a, u.href);
	return 0;
}

static int
source_url(struct out *o, const struct html_node *n, struct str *out)
{
	struct str src;

	if (!html_attr(n, STR("src"), &src) &&
	    !html_attr(n, STR("data-src"), &src))
		return -1;
	return picture_resolve(o->a, src, o->base, out);
}

/* True when media element N has an address, its own or a child's. */
static bool
has_media(struct out *o, const struct html_node *n, struct str *own)
{
	struct str url;

	*own = STR_NULL;
	if (source_url(o, n, own) == 0)
		return true;
	for (n = html_first(n); n != NULL; n = html_next(n))
		if (html_is(n, STR("source")) && source_url(o, n, &url) == 0)
			return true;
	return false;
}

static void
put_image(struct out *o, const struct html_node *n)
{
	struct str url;

	if (!picture_is_tracker(n) && picture_url(o->a, n, o->base, &url) == 0)
		put_start(o, n, STR("img"), STR("src"), url);
}

static const struct html_node *
first_image(const struct html_node *top)
{
	const struct html_node *n;

	for (n = html_first(top); n != NULL; n = html_walk(top, n, false))
		if (html_type(n) == HTML_ELEMENT && html_is(n, STR("img")))
			return n;
	return NULL;
}

/*
 * True when a noscript element beside the image N has an image in it: that
 * is the same one for those without scripts, and its address is the real one.
 */
static bool
has_copy(const struct html_node *n, bool before)
{
	do
		n = before ? html_prev(n) : html_next(n);
	while (n != NULL && html_type(n) == HTML_TEXT &&
	       str_empty(str_trim(html_data(n))));
	return n != NULL && html_is(n, STR("noscript")) &&
	       first_image(n) != NULL;
}

static void
put_noscript(struct out *o, const struct html_node *top)
{
	const struct html_node *n = first_image(top);

	for (; n != NULL; n = html_walk(top, n, false))
		if (html_type(n) == HTML_ELEMENT && html_is(n, STR("img")))
			put_image(o, n);
}

/* A frame cannot be shown in a feed; a link to it can. */
static void
put_frame(struct out *o, const struct html_node *n)
{
	struct str url, title = STR_NULL;

	if (source_url(o, n, &url) != 0)
		return;
	o->closing += 4;
	if (html_attr(n, STR("title"), &title))
		title = str_trim(title);
	if (put_start(o, n, STR("a"), STR("href"), url)) {
		put_escaped(o, str_empty(title) ? url : title);
		put(o, STR("</a>"));
	}
	o->closing -= 4;
}

/* Write what is left of the HTML element N; pushed if its children follow. */
static void
visit_element(struct out *o, const struct html_node *n)
{
	struct str name = STR_NULL, url;

	switch (allow_element(html_name(n), &name)) {
	case ALLOW_KEEP:
		open_element(o, n, name, STR_NULL, STR_NULL);
		break;
	case ALLOW_VOID:
		put_start(o, n, name, STR_NULL, STR_NULL);
		break;
	case ALLOW_LINK:
		if (link_url(o, n, &url) == 0)
			open_element(o, n, name, STR("href"), url);
		else
			push(o, STR_NULL);
		break;
	case ALLOW_IMAGE:
		if (!has_copy(n, true) && !has_copy(n, false))
			put_image(o, n);
		break;
	case ALLOW_MEDIA:
		if (has_media(o, n, &url))
			open_element(o, n, name, STR("src"), url);
		else
			push(o, STR_NULL);
		break;
	case ALLOW_SOURCE:
		if (!html_is(html_parent(n), STR("picture")) &&
		    source_url(o, n, &url) == 0)
			put_start(o, n, name, STR("src"), url);
		break;
	case ALLOW_FRAME:
		put_frame(o, n);
		break;
	case ALLOW_NOSCRIPT:
		put_noscript(o, n);
		break;
	case ALLOW_UNWRAP:
		push(o, STR_NULL);
		break;
	case ALLOW_DROP:
		break;
	}
}

/* Write N; pushed if its children follow. */
static void
visit(struct out *o, const struct html_node *n)
{
	if (html_type(n) == HTML_TEXT)
		put_escaped(o, html_data(n));
	else if (html_type(n) != HTML_ELEMENT)
		return;
	else if (html_ns(n) == HTML_NS_HTML)
		visit_element(o, n);
	else if (!allow_drops_foreign(html_name(n)))
		push(o, STR_NULL);
}

static struct str
write_tree(struct out *o, const struct html_node *root)
{
	const struct html_node *n = html_first(root);

	while (n != NULL && !o->full) {
		size_t depth = o->nopen;

		visit(o, n);
		if (o->nopen > depth && html_first(n) != NULL) {
			n = html_first(n);
			continue;
		}
		if (o->nopen > depth)
			pop(o);
		while (html_next(n) == NULL && html_parent(n) != root) {
			n = html_parent(n);
			pop(o);
		}
		n = html_next(n);
	}
	while (o->nopen > 0)
		pop(o);
	return str_n(o->p, o->len);
}

static int
pass(struct arena *a, struct str html, struct str base, size_t limit,
    struct str *out, struct err *e)
{
	struct out o = { .a = a, .base = base, .limit = limit };
	struct html_doc *doc;

	if (markup_parse(a, html, &doc, e) != 0)
		return -1;
	*out = write_tree(&o, html_root(doc));
	return 0;
}

/* The text alone: for markup that no two parsers would read alike. */
static struct str
text_only(struct arena *a, struct str html, size_t limit)
{
	struct out o = { .a = a, .limit = limit };

	put_escaped(&o, markup_text(a, html));
	return str_n(o.p, o.len);
}

int
sanitize_html(struct arena *a, struct str html, struct str base, size_t limit,
    struct str *out, struct err *e)
{
	struct str now = html, before;
	int passes = 0;

	do {
		before = now;
		if (pass(a, before, base, limit, &now, e) != 0)
			return -1;
	} while (!str_eq(now, before) && ++passes < PASSES);
	*out = passes < PASSES ? now : text_only(a, html, limit);
	return 0;
}
