// SPDX-License-Identifier: ISC
#include "extract/links.h"

#include "model/limits.h"

void
links_collect(
    struct arena *a, const struct html_doc *doc, struct str **out, size_t *n)
{
	const struct html_node *top = html_root(doc), *node = top;
	size_t cap = 0;
	struct str *v = NULL;

	*n = 0;
	while ((node = html_walk(top, node, false)) != NULL &&
	       *n < LIMIT_PAGE_LINKS) {
		struct str href;

		if (html_type(node) != HTML_ELEMENT ||
		    !html_is(node, STR("a")) ||
		    !html_attr(node, STR("href"), &href))
			continue;
		v = arena_more(a, v, *n, &cap, sizeof(*v));
		v[(*n)++] = href;
	}
	*out = v;
}
