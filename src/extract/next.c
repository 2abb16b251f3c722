// SPDX-License-Identifier: ISC
#include "extract/next.h"

#include "model/limits.h"
#include "web/url.h"

static bool
is_address(const struct pages *pages)
{
	return pages->by != PAGES_TEMPLATE;
}

const struct rules *
next_rules(const struct pages *pages)
{
	return is_address(pages) ? &pages->next : &pages->cursor;
}

enum field
next_field(const struct pages *pages)
{
	return is_address(pages) ? FIELD_LINK : FIELD_GUID;
}

static struct str
first_address(struct arena *a, const struct raw_field *found,
    const struct document *doc, struct str base)
{
	struct str out = STR_NULL;

	for (size_t i = 0; i < found->n && str_empty(out); i++) {
		struct str ref =
		    url_in_page(a, found->v[i].value, doc->charset, LIMIT_URL);

		if (url_resolve(a, ref, base, LIMIT_URL, &out) != 0)
			out = STR_NULL;
	}
	return str_sub(out, 0, str_chr(out, '#', 0));
}

struct str
next_found(struct arena *a, const struct pages *pages,
    const struct raw_field *found, const struct document *doc, struct str base)
{
	if (is_address(pages))
		return first_address(a, found, doc, base);
	return found->n > 0 ? str_trim(found->v[0].value) : STR_NULL;
}
