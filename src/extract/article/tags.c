// SPDX-License-Identifier: ISC
#include "extract/article/tags.h"

#include <stdlib.h>

/*
 * By name. Blocks are those of WHATWG HTML 15.3.2 to 15.3.10 ("display: block",
 * "list-item", "table-*"); the meaning of each is that of its section 4.
 */
static const struct entry {
	const char *name;
	enum tag tag;
} entries[] = {
	{ "a", TAG_LINK },
	{ "address", TAG_BLOCK },
	{ "amp-img", TAG_MEDIA },
	{ "article", TAG_ARTICLE },
	{ "aside", TAG_ASIDE },
	{ "audio", TAG_MEDIA },
	{ "blockquote", TAG_QUOTE },
	{ "body", TAG_BLOCK },
	{ "br", TAG_BREAK },
	{ "button", TAG_CONTROL },
	{ "caption", TAG_CAPTION },
	{ "center", TAG_BLOCK },
	{ "dd", TAG_ITEM },
	{ "details", TAG_BLOCK },
	{ "dialog", TAG_CONTROL },
	{ "dir", TAG_LIST },
	{ "div", TAG_BLOCK },
	{ "dl", TAG_LIST },
	{ "dt", TAG_ITEM },
	{ "embed", TAG_MEDIA },
	{ "fieldset", TAG_BLOCK },
	{ "figcaption", TAG_CAPTION },
	{ "figure", TAG_FIGURE },
	{ "footer", TAG_FOOTER },
	{ "form", TAG_BLOCK },
	{ "h1", TAG_HEADING },
	{ "h2", TAG_HEADING },
	{ "h3", TAG_HEADING },
	{ "h4", TAG_HEADING },
	{ "h5", TAG_HEADING },
	{ "h6", TAG_HEADING },
	{ "header", TAG_HEADER },
	{ "hgroup", TAG_HEADER },
	{ "hr", TAG_RULE },
	{ "html", TAG_BLOCK },
	{ "iframe", TAG_MEDIA },
	{ "img", TAG_MEDIA },
	{ "input", TAG_CONTROL },
	{ "label", TAG_CONTROL },
	{ "legend", TAG_CONTROL },
	{ "li", TAG_ITEM },
	{ "listing", TAG_CODE },
	{ "main", TAG_MAIN },
	{ "menu", TAG_MENU },
	{ "nav", TAG_MENU },
	{ "object", TAG_MEDIA },
	{ "ol", TAG_LIST },
	{ "optgroup", TAG_CONTROL },
	{ "option", TAG_CONTROL },
	{ "p", TAG_PARAGRAPH },
	{ "picture", TAG_MEDIA },
	{ "plaintext", TAG_CODE },
	{ "pre", TAG_CODE },
	{ "search", TAG_CONTROL },
	{ "section", TAG_BLOCK },
	{ "select", TAG_CONTROL },
	{ "summary", TAG_BLOCK },
	{ "svg", TAG_MEDIA },
	{ "table", TAG_TABLE },
	{ "tbody", TAG_BLOCK },
	{ "td", TAG_CELL },
	{ "textarea", TAG_CONTROL },
	{ "tfoot", TAG_BLOCK },
	{ "th", TAG_CELL },
	{ "thead", TAG_BLOCK },
	{ "tr", TAG_ROW },
	{ "ul", TAG_LIST },
	{ "video", TAG_MEDIA },
	{ "xmp", TAG_CODE },
};

static int
by_name(const void *key, const void *entry)
{
	const struct str *name = key;
	const struct entry *e = entry;

	return str_cmp(*name, str_c(e->name));
}

enum tag
tag_of(const struct html_node *n)
{
	const struct entry *e;
	struct str name;

	if (html_type(n) != HTML_ELEMENT)
		return TAG_NONE;
	name = html_name(n);
	e = bsearch(&name, entries, sizeof(entries) / sizeof(*entries),
	    sizeof(*entries), by_name);
	return e == NULL ? TAG_INLINE : e->tag;
}

bool
tag_is_block(enum tag t)
{
	return t >= TAG_RULE && t != TAG_MEDIA;
}
