// SPDX-License-Identifier: ISC
#include "normalize/markup.h"

#include "model/limits.h"

int
markup_parse(
    struct arena *a, struct str html, struct html_doc **out, struct err *e)
{
	static const struct html_limits limits = LIMITS_OF_HTML;

	return html_parse_fragment(a, html, STR("div"), &limits, out, e);
}

struct str
markup_text(struct arena *a, struct str html)
{
	struct html_doc *doc;
	struct err e = ERR_INIT;
	struct str text;

	if (str_empty(html) || markup_parse(a, html, &doc, &e) != 0)
		return STR_NULL;
	text = html_text(a, html_root(doc));
	html_release(doc);
	return text;
}
