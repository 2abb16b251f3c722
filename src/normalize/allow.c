// SPDX-License-Identifier: ISC
#include "normalize/allow.h"

/*
 * Source: HTML Sanitizer API, "built-in safe default configuration" (elements
 * and their attributes), plus what news consists of: img, audio, video and
 * source, with addresses checked, and details and summary. Less: html, head
 * and body, title; for SVG and MathML see foreign.h. Elements that HTML calls obsolete (16.2)
 * are written as those it names instead of them. What is in noscript is for
 * readers like ours, so it is unwrapped as unknown elements are.
 */
static const struct {
	const char *name;
	const char *as; /* NULL: the same */
	enum allow allow;
} elements[] = {
	{ "a", NULL, ALLOW_LINK },
	{ "abbr", NULL, ALLOW_KEEP },
	{ "acronym", "abbr", ALLOW_KEEP },
	{ "address", NULL, ALLOW_KEEP },
	{ "article", NULL, ALLOW_KEEP },
	{ "aside", NULL, ALLOW_KEEP },
	{ "audio", NULL, ALLOW_MEDIA },
	{ "b", NULL, ALLOW_KEEP },
	{ "bdi", NULL, ALLOW_KEEP },
	{ "bdo", NULL, ALLOW_KEEP },
	{ "blockquote", NULL, ALLOW_KEEP },
	{ "br", NULL, ALLOW_VOID },
	{ "caption", NULL, ALLOW_KEEP },
	{ "cite", NULL, ALLOW_KEEP },
	{ "code", NULL, ALLOW_KEEP },
	{ "col", NULL, ALLOW_VOID },
	{ "colgroup", NULL, ALLOW_KEEP },
	{ "data", NULL, ALLOW_KEEP },
	{ "datalist", NULL, ALLOW_DROP },
	{ "dd", NULL, ALLOW_KEEP },
	{ "del", NULL, ALLOW_KEEP },
	{ "details", NULL, ALLOW_KEEP },
	{ "dfn", NULL, ALLOW_KEEP },
	{ "dir", "ul", ALLOW_KEEP },
	{ "div", NULL, ALLOW_KEEP },
	{ "dl", NULL, ALLOW_KEEP },
	{ "dt", NULL, ALLOW_KEEP },
	{ "em", NULL, ALLOW_KEEP },
	{ "embed", NULL, ALLOW_FRAME },
	{ "figcaption", NULL, ALLOW_KEEP },
	{ "figure", NULL, ALLOW_KEEP },
	{ "footer", NULL, ALLOW_KEEP },
	{ "frame", NULL, ALLOW_FRAME },
	{ "h1", NULL, ALLOW_KEEP },
	{ "h2", NULL, ALLOW_KEEP },
	{ "h3", NULL, ALLOW_KEEP },
	{ "h4", NULL, ALLOW_KEEP },
	{ "h5", NULL, ALLOW_KEEP },
	{ "h6", NULL, ALLOW_KEEP },
	{ "header", NULL, ALLOW_KEEP },
	{ "hgroup", NULL, ALLOW_KEEP },
	{ "hr", NULL, ALLOW_VOID },
	{ "i", NULL, ALLOW_KEEP },
	{ "iframe", NULL, ALLOW_FRAME },
	{ "img", NULL, ALLOW_IMAGE },
	{ "ins", NULL, ALLOW_KEEP },
	{ "kbd", NULL, ALLOW_KEEP },
	{ "li", NULL, ALLOW_KEEP },
	{ "listing", "pre", ALLOW_KEEP },
	{ "main", NULL, ALLOW_KEEP },
	{ "mark", NULL, ALLOW_KEEP },
	{ "menu", NULL, ALLOW_KEEP },
	{ "nav", NULL, ALLOW_KEEP },
	{ "noembed", NULL, ALLOW_DROP },
	{ "noframes", NULL, ALLOW_DROP },
	{ "ol", NULL, ALLOW_KEEP },
	{ "p", NULL, ALLOW_KEEP },
	{ "plaintext", "pre", ALLOW_KEEP },
	{ "pre", NULL, ALLOW_KEEP },
	{ "q", NULL, ALLOW_KEEP },
	{ "rp", NULL, ALLOW_KEEP },
	{ "rt", NULL, ALLOW_KEEP },
	{ "ruby", NULL, ALLOW_KEEP },
	{ "s", NULL, ALLOW_KEEP },
	{ "samp", NULL, ALLOW_KEEP },
	{ "script", NULL, ALLOW_DROP },
	{ "section", NULL, ALLOW_KEEP },
	{ "small", NULL, ALLOW_KEEP },
	{ "source", NULL, ALLOW_SOURCE },
	{ "span", NULL, ALLOW_KEEP },
	{ "strike", "s", ALLOW_KEEP },
	{ "strong", NULL, ALLOW_KEEP },
	{ "style", NULL, ALLOW_DROP },
	{ "sub", NULL, ALLOW_KEEP },
	{ "summary", NULL, ALLOW_KEEP },
	{ "sup", NULL, ALLOW_KEEP },
	{ "table", NULL, ALLOW_KEEP },
	{ "tbody", NULL, ALLOW_KEEP },
	{ "td", NULL, ALLOW_KEEP },
	{ "template", NULL, ALLOW_DROP },
	{ "tfoot", NULL, ALLOW_KEEP },
	{ "th", NULL, ALLOW_KEEP },
	{ "thead", NULL, ALLOW_KEEP },
	{ "time", NULL, ALLOW_KEEP },
	{ "title", NULL, ALLOW_DROP },
	{ "tr", NULL, ALLOW_KEEP },
	{ "tt", "code", ALLOW_KEEP },
	{ "u", NULL, ALLOW_KEEP },
	{ "ul", NULL, ALLOW_KEEP },
	{ "var", NULL, ALLOW_KEEP },
	{ "video", NULL, ALLOW_MEDIA },
	{ "wbr", NULL, ALLOW_VOID },
	{ "xmp", "pre", ALLOW_KEEP },
};

/* Attributes that are no address of the element's own; same source. */
const struct allow_attr allow_attrs[] = {
	{ "*", "dir", ALLOW_WORD, "ltr rtl auto" },
	{ "*", "lang", ALLOW_TEXT, NULL },
	{ "*", "title", ALLOW_TEXT, NULL },
	{ "a", "hreflang", ALLOW_TEXT, NULL },
	{ "audio", "loop", ALLOW_FLAG, NULL },
	{ "blockquote", "cite", ALLOW_URL, NULL },
	{ "col", "span", ALLOW_NUMBER, NULL },
	{ "colgroup", "span", ALLOW_NUMBER, NULL },
	{ "data", "value", ALLOW_TEXT, NULL },
	{ "del", "cite", ALLOW_URL, NULL },
	{ "del", "datetime", ALLOW_TEXT, NULL },
	{ "details", "open", ALLOW_FLAG, NULL },
	{ "img", "alt", ALLOW_TEXT, NULL },
	{ "img", "height", ALLOW_NUMBER, NULL },
	{ "img", "width", ALLOW_NUMBER, NULL },
	{ "ins", "cite", ALLOW_URL, NULL },
	{ "ins", "datetime", ALLOW_TEXT, NULL },
	{ "li", "value", ALLOW_NUMBER, NULL },
	{ "ol", "reversed", ALLOW_FLAG, NULL },
	{ "ol", "start", ALLOW_NUMBER, NULL },
	{ "ol", "type", ALLOW_WORD, "1 a A i I" },
	{ "q", "cite", ALLOW_URL, NULL },
	{ "source", "type", ALLOW_TEXT, NULL },
	{ "td", "colspan", ALLOW_NUMBER, NULL },
	{ "td", "rowspan", ALLOW_NUMBER, NULL },
	{ "th", "abbr", ALLOW_TEXT, NULL },
	{ "th", "colspan", ALLOW_NUMBER, NULL },
	{ "th", "rowspan", ALLOW_NUMBER, NULL },
	{ "th", "scope", ALLOW_WORD, "row col rowgroup colgroup" },
	{ "time", "datetime", ALLOW_TEXT, NULL },
	{ "video", "height", ALLOW_NUMBER, NULL },
	{ "video", "loop", ALLOW_FLAG, NULL },
	{ "video", "poster", ALLOW_URL, NULL },
	{ "video", "width", ALLOW_NUMBER, NULL },
};
const size_t allow_attrs_n = sizeof(allow_attrs) / sizeof(*allow_attrs);

enum allow
allow_element(struct str name, struct str *as)
{
	size_t low = 0, high = sizeof(elements) / sizeof(*elements);

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(name, str_c(elements[mid].name));

		if (order == 0) {
			*as = elements[mid].as == NULL
				  ? name
				  : str_c(elements[mid].as);
			return elements[mid].allow;
		}
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return ALLOW_UNWRAP;
}
