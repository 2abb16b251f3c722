// SPDX-License-Identifier: ISC
#include "normalize/sanitize.h"

#include <stdbool.h>

#include "model/limits.h"
#include "normalize/allow.h"
#include "normalize/foreign.h"
#include "normalize/markup.h"
#include "normalize/markup_out.h"
#include "normalize/percent.h"
#include "normalize/picture.h"
#include "web/html.h"
#include "web/html_hidden.h"
#include "web/url.h"

/*
 * The tree is walked once and written anew, element by element of the
 * allow-list. What a reader's parser makes of the result must be the tree that
 * was judged here, so the result is read and written again until it stays the
 * same: elements that were taken out may leave others where they cannot be.
 */
#define PASSES 5

/* One pass over one tree. */
struct writer {
	struct markup_out out;
	struct arena *a;
	struct str base;
	bool all; /* what the page hides, too */
};

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
    struct writer *w, const struct html_node *n, const struct allow_attr *at)
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
		if (picture_resolve(w->a, value, w->base, &value) != 0)
			return;
		break;
	}
	markup_put_attr(&w->out, name, value);
}

/*
 * Write the start tag of N as NAME, with URL as its attribute ADDRESS unless
 * that is empty. Returns false when there was no room.
 */
static bool
put_start(struct writer *w, const struct html_node *n, struct str name,
    struct str address, struct str url)
{
	size_t mark = w->out.len;

	markup_put(&w->out, STR("<"));
	markup_put(&w->out, name);
	if (!str_empty(url))
		markup_put_attr(&w->out, address, url);
	for (size_t i = 0; i < allow_attrs_n; i++) {
		struct str element = str_c(allow_attrs[i].element);

		if (str_eq(element, STR("*")) || str_eq(element, name))
			put_allowed(w, n, &allow_attrs[i]);
	}
	if (str_eq(name, STR("audio")) || str_eq(name, STR("video")))
		markup_put_attr(&w->out, STR("controls"), STR_NULL);
	markup_put(&w->out, STR(">"));
	return markup_fits(&w->out, mark);
}

static void
open_element(struct writer *w, const struct html_node *n, struct str name,
    struct str address, struct str url)
{
	size_t mark;

	w->out.closing += name.len + 3;
	if (!put_start(w, n, name, address, url)) {
		w->out.closing -= name.len + 3;
		return;
	}
	markup_push(&w->out, name);
	/* The parser takes one line feed away here (WHATWG HTML, 13.2.6.4.7) */
	n = html_first(n);
	mark = w->out.len;
	if (str_eq(name, STR("pre")) && n != NULL &&
	    html_type(n) == HTML_TEXT && str_starts(html_data(n), STR("\n")))
		markup_put(&w->out, STR("\n"));
	markup_fits(&w->out, mark);
}

/* Any page at all: against it a path can be told from an address. */
#define SOME_PAGE STR("https://page.invalid/")

/* True for REF in a text of which nobody knows where it stood; as it is. */
static bool
is_path(struct writer *w, struct str ref, struct str *out)
{
	struct url u;

	*out = str_trim(ref);
	return str_empty(w->base) && !str_empty(*out) &&
	       url_parse(w->a, ref, STR_NULL, &u) != 0 &&
	       url_parse(w->a, ref, SOME_PAGE, &u) == 0;
}

/* Where the attribute NAME may lead: the web, a mailbox, a telephone. */
static int
link_url(struct writer *w, const struct html_node *n, struct str name,
    struct str *out)
{
	struct str href;
	struct url u;

	if (!html_attr(n, name, &href))
		return -1;
	if (picture_resolve(w->a, href, w->base, out) == 0 ||
	    is_path(w, href, out))
		return 0;
	if (url_parse(w->a, href, w->base, &u) != 0 || u.href.len > LIMIT_URL ||
	    (!str_eq(u.scheme, STR("mailto")) && !str_eq(u.scheme, STR("tel"))))
		return -1;
	*out = percent_strict(w->a, u.href);
	return 0;
}

static int
source_url(struct writer *w, const struct html_node *n, struct str *out)
{
	struct str src;

	if (!html_attr(n, STR("src"), &src) &&
	    !html_attr(n, STR("data-src"), &src))
		return -1;
	return picture_resolve(w->a, src, w->base, out);
}

static bool
is_media(const struct html_node *n)
{
	return html_is(n, STR("audio")) || html_is(n, STR("video"));
}

/* True when media element N has an address, its own or a child's. */
static bool
has_media(struct writer *w, const struct html_node *n, struct str *own)
{
	struct str url;

	*own = STR_NULL;
	if (source_url(w, n, own) == 0)
		return true;
	for (n = html_first(n); n != NULL; n = html_next(n))
		if (html_is(n, STR("source")) && source_url(w, n, &url) == 0)
			return true;
	return false;
}

/* An image that was never given an address is shown as its text is. Source:
 * WHATWG HTML, 4.8.3 and 15.4.2. */
static void
put_image(struct writer *w, const struct html_node *n)
{
	struct str url, none, alt = STR_NULL;

	if (picture_is_tracker(n))
		return;
	if (picture_url(w->a, n, w->base, &url) == 0)
		put_start(w, n, STR("img"), STR("src"), url);
	else if (!html_attr(n, STR("src"), &none) &&
		 html_attr(n, STR("alt"), &alt) && !str_empty(str_trim(alt)))
		put_start(w, n, STR("img"), STR("src"), STR_NULL);
}

static bool
has_image(const struct html_node *top)
{
	const struct html_node *n;

	for (n = html_first(top); n != NULL; n = html_walk(top, n, false))
		if (html_type(n) == HTML_ELEMENT && html_is(n, STR("img")))
			return true;
	return false;
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
	return n != NULL && html_is(n, STR("noscript")) && has_image(n);
}

/* A frame cannot be shown in a feed; a link to it can. */
static void
put_frame(struct writer *w, const struct html_node *n)
{
	struct str url, title = STR_NULL;

	if (source_url(w, n, &url) != 0)
		return;
	w->out.closing += 4;
	if (html_attr(n, STR("title"), &title))
		title = str_trim(title);
	if (put_start(w, n, STR("a"), STR("href"), url)) {
		markup_put_text(&w->out, str_empty(title) ? url : title);
		markup_put(&w->out, STR("</a>"));
	}
	w->out.closing -= 4;
}

/* Write what is left of the HTML element N; pushed if its children follow. */
static void
visit_element(struct writer *w, const struct html_node *n)
{
	struct str name = STR_NULL, url;

	switch (allow_element(html_name(n), &name)) {
	case ALLOW_KEEP:
		open_element(w, n, name, STR_NULL, STR_NULL);
		break;
	case ALLOW_VOID:
		put_start(w, n, name, STR_NULL, STR_NULL);
		break;
	case ALLOW_LINK:
		if (link_url(w, n, STR("href"), &url) == 0)
			open_element(w, n, name, STR("href"), url);
		else
			markup_push(&w->out, STR_NULL);
		break;
	case ALLOW_IMAGE:
		if (!has_copy(n, true) && !has_copy(n, false))
			put_image(w, n);
		break;
	case ALLOW_MEDIA:
		if (has_media(w, n, &url))
			open_element(w, n, name, STR("src"), url);
		else
			markup_push(&w->out, STR_NULL);
		break;
	case ALLOW_SOURCE:
		if (is_media(html_parent(n)) && source_url(w, n, &url) == 0)
			put_start(w, n, name, STR("src"), url);
		break;
	case ALLOW_FRAME:
		put_frame(w, n);
		break;
	case ALLOW_UNWRAP:
		markup_push(&w->out, STR_NULL);
		break;
	case ALLOW_DROP:
		break;
	}
}

/* Write the start tag of N, of a formula or drawing that is kept. */
static void
open_foreign(struct writer *w, const struct html_node *n)
{
	static const char *const links[] = { "href", "xlink:href" };
	const struct html_attr *at = html_attr_first(n);
	struct str name = html_name(n), url;
	size_t mark = w->out.len;

	w->out.closing += name.len + 3;
	markup_put(&w->out, STR("<"));
	markup_put(&w->out, name);
	for (; at != NULL; at = html_attr_next(at))
		if (foreign_keeps(n, at))
			markup_put_attr(
			    &w->out, html_attr_name(at), html_attr_value(at));
	for (size_t i = 0; i < 2 && str_eq(name, STR("a")); i++)
		if (link_url(w, n, str_c(links[i]), &url) == 0)
			markup_put_attr(&w->out, str_c(links[i]), url);
	markup_put(&w->out, STR(">"));
	if (markup_fits(&w->out, mark))
		markup_push(&w->out, name);
	else
		w->out.closing -= name.len + 3;
}

/* An element of SVG or MathML: what is below one that is kept is, too. */
static void
visit_foreign(struct writer *w, const struct html_node *n)
{
	const struct html_node *up = html_parent(n);
	bool root =
	    html_type(up) != HTML_ELEMENT || html_ns(up) == HTML_NS_HTML;
	bool kept = root ? foreign_is_fit(n)
			 : w->out.nopen > 0 &&
			       !str_empty(w->out.open[w->out.nopen - 1]);

	if (kept && !foreign_is_left_out(n))
		open_foreign(w, n);
	else if (!kept && !foreign_is_silent(n))
		markup_push(&w->out, STR_NULL);
}

/* True when the page hides N. Pictures that wait to be loaded are hidden too. */
static bool
is_put_away(const struct html_node *n)
{
	return html_is_removed(n) && !html_is(n, STR("img"));
}

/* Write N; pushed if its children follow. */
static void
visit(struct writer *w, const struct html_node *n)
{
	if (html_type(n) == HTML_TEXT)
		markup_put_text(&w->out, html_data(n));
	else if (html_type(n) != HTML_ELEMENT || (!w->all && is_put_away(n)))
		return;
	else if (html_ns(n) == HTML_NS_HTML)
		visit_element(w, n);
	else
		visit_foreign(w, n);
}

static struct str
write_tree(struct writer *w, const struct html_node *root)
{
	const struct html_node *n = html_first(root);

	while (n != NULL && !w->out.full) {
		size_t depth = w->out.nopen;

		visit(w, n);
		if (w->out.nopen > depth && html_first(n) != NULL) {
			n = html_first(n);
			continue;
		}
		if (w->out.nopen > depth)
			markup_pop(&w->out);
		while (html_next(n) == NULL && html_parent(n) != root) {
			n = html_parent(n);
			markup_pop(&w->out);
		}
		n = html_next(n);
	}
	return markup_end(&w->out);
}

static int
pass(struct arena *a, struct str html, struct str base, size_t limit, bool all,
    struct str *out, struct err *e)
{
	struct writer w = { .a = a,
		.base = base,
		.all = all,
		.out = { .a = a, .limit = limit } };
	struct html_doc *doc;

	if (markup_parse(a, html, &doc, e) != 0)
		return -1;
	*out = write_tree(&w, html_root(doc));
	html_release(doc);
	return 0;
}

/* The text alone: for markup that no two parsers would read alike. */
static struct str
text_only(struct arena *a, struct str html, size_t limit)
{
	struct markup_out out = { .a = a, .limit = limit };

	markup_put_text(&out, markup_text(a, html));
	return markup_end(&out);
}

int
sanitize_html(struct arena *a, struct str html, struct str base, size_t limit,
    struct str *out, struct err *e)
{
	struct str now = html, before;
	int passes = 0;

	if (pass(a, html, base, limit, false, &now, e) != 0)
		return -1;
	/* An article that a script unveils is hidden as a whole. */
	if (str_empty(str_trim(markup_text(a, now))) &&
	    pass(a, html, base, limit, true, &now, e) != 0)
		return -1;
	do {
		before = now;
		if (pass(a, before, base, limit, true, &now, e) != 0)
			return -1;
	} while (!str_eq(now, before) && ++passes < PASSES);
	*out = passes < PASSES ? now : text_only(a, html, limit);
	return 0;
}
