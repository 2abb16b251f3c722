// SPDX-License-Identifier: ISC
#include "cli/preview/tags.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct row {
	const char *name;
	enum tag tag;
};

/*
 * By name, in the order of strcmp. Blocks are those that WHATWG HTML 15.3
 * ("Flow content" and on) draws as such; dropped is what has no text of the
 * page, runs, loads or takes input. What is not here is inline.
 */
static const struct row rows[] = {
	{ "a", TAG_LINK },
	{ "address", TAG_BLOCK },
	{ "area", TAG_DROP },
	{ "article", TAG_BLOCK },
	{ "aside", TAG_BLOCK },
	{ "audio", TAG_DROP },
	{ "b", TAG_STRONG },
	{ "base", TAG_DROP },
	{ "blockquote", TAG_BLOCK },
	{ "body", TAG_BLOCK },
	{ "br", TAG_BREAK },
	{ "canvas", TAG_DROP },
	{ "caption", TAG_CAPTION },
	{ "center", TAG_BLOCK },
	{ "col", TAG_DROP },
	{ "colgroup", TAG_DROP },
	{ "datalist", TAG_DROP },
	{ "dd", TAG_BLOCK },
	{ "details", TAG_BLOCK },
	{ "dialog", TAG_BLOCK },
	{ "dir", TAG_BLOCK },
	{ "div", TAG_BLOCK },
	{ "dl", TAG_BLOCK },
	{ "dt", TAG_BLOCK },
	{ "em", TAG_EM },
	{ "embed", TAG_DROP },
	{ "fieldset", TAG_BLOCK },
	{ "figcaption", TAG_BLOCK },
	{ "figure", TAG_BLOCK },
	{ "footer", TAG_BLOCK },
	{ "form", TAG_BLOCK },
	{ "frame", TAG_DROP },
	{ "frameset", TAG_DROP },
	{ "h1", TAG_HEAD },
	{ "h2", TAG_HEAD },
	{ "h3", TAG_HEAD },
	{ "h4", TAG_HEAD },
	{ "h5", TAG_HEAD },
	{ "h6", TAG_HEAD },
	{ "head", TAG_DROP },
	{ "header", TAG_BLOCK },
	{ "hgroup", TAG_BLOCK },
	{ "hr", TAG_RULE },
	{ "html", TAG_BLOCK },
	{ "i", TAG_EM },
	{ "iframe", TAG_DROP },
	{ "img", TAG_IMAGE },
	{ "input", TAG_DROP },
	{ "legend", TAG_BLOCK },
	{ "li", TAG_LI },
	{ "link", TAG_DROP },
	{ "listing", TAG_PRE },
	{ "main", TAG_BLOCK },
	{ "menu", TAG_BLOCK },
	{ "meta", TAG_DROP },
	{ "nav", TAG_BLOCK },
	{ "noembed", TAG_DROP },
	{ "noframes", TAG_DROP },
	{ "noscript", TAG_BLOCK },
	{ "object", TAG_DROP },
	{ "ol", TAG_BLOCK },
	{ "p", TAG_PARA },
	{ "param", TAG_DROP },
	{ "plaintext", TAG_PRE },
	{ "pre", TAG_PRE },
	{ "rp", TAG_DROP },
	{ "rt", TAG_DROP },
	{ "rtc", TAG_DROP },
	{ "script", TAG_DROP },
	{ "search", TAG_BLOCK },
	{ "section", TAG_BLOCK },
	{ "select", TAG_DROP },
	{ "source", TAG_DROP },
	{ "strong", TAG_STRONG },
	{ "style", TAG_DROP },
	{ "summary", TAG_BLOCK },
	{ "table", TAG_TABLE },
	{ "tbody", TAG_ROWS },
	{ "td", TAG_CELL },
	{ "template", TAG_DROP },
	{ "textarea", TAG_DROP },
	{ "tfoot", TAG_ROWS },
	{ "th", TAG_CELL },
	{ "thead", TAG_ROWS },
	{ "title", TAG_DROP },
	{ "tr", TAG_ROW },
	{ "track", TAG_DROP },
	{ "ul", TAG_BLOCK },
	{ "video", TAG_DROP },
	{ "xmp", TAG_PRE },
};

static int
compare(const void *key, const void *row)
{
	return str_cmp(
	    *(const struct str *)key, str_c(((const struct row *)row)->name));
}

/* The tag of N by its name alone. */
static enum tag
named(const struct html_node *n)
{
	struct str name;
	const struct row *row;

	if (n == NULL || html_type(n) != HTML_ELEMENT)
		return TAG_INLINE;
	if (html_ns(n) != HTML_NS_HTML)
		return html_ns(n) == HTML_NS_MATHML ? TAG_INLINE : TAG_DROP;
	name = html_name(n);
	row = bsearch(
	    &name, rows, sizeof(rows) / sizeof(*rows), sizeof(*rows), compare);
	return row == NULL ? TAG_INLINE : row->tag;
}

bool
tag_is_grid(enum tag t)
{
	return t == TAG_TABLE || t == TAG_ROWS || t == TAG_ROW;
}

enum tag
drawn_tag(const struct html_node *n)
{
	enum tag t = named(n), up = named(html_parent(n));

	/* The parser has put each part of a table where it belongs, and leaves
	 * beside them what has no text: forms. */
	if (tag_is_grid(up) && t <= TAG_TABLE)
		return TAG_DROP;
	return t;
}
