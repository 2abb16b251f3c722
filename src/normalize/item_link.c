// SPDX-License-Identifier: ISC
#include <stdbool.h>

#include "model/limits.h"
#include "normalize/canonical.h"
#include "normalize/context.h"
#include "normalize/identity.h"
#include "web/url.h"

/* True when URL is PAGE, and does not even name a place in it. */
static bool
is_page(struct str url, struct str page)
{
	size_t hash = str_chr(url, '#', 0);

	return (hash == STR_NONE || hash + 1 == url.len) &&
	       str_eq(str_sub(url, 0, hash),
		   str_sub(page, 0, str_chr(page, '#', 0)));
}

void
item_link(struct norm *n, const struct raw_item *raw, struct item *it)
{
	const struct raw_field *f = &raw->field[FIELD_LINK];

	for (size_t i = 0; i < f->n && str_empty(it->link); i++) {
		struct str url =
		    url_in_page(n->a, f->v[i].value, n->charset, LIMIT_URL);

		if (url_resolve(n->a, url, n->base, LIMIT_URL, &url) != 0) {
			norm_warn(n, raw, "no link", f->v[i].value);
			continue;
		}
		url = canonical_link(n->a, url);
		if (url.len <= LIMIT_URL && !is_page(url, n->base) &&
		    !is_page(url, n->page))
			it->link = url;
	}
}

void
item_link_to_list(struct norm *n, struct item *it)
{
	struct str page = str_sub(n->page, 0, str_chr(n->page, '#', 0));

	if (str_empty(it->link) && !str_empty(page))
		it->link = arena_concat(n->a,
		    (struct str[]){
			page, STR("#"), identity_hex(n->a, n->src, it) },
		    3);
}
