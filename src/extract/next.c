// SPDX-License-Identifier: ISC
#include "extract/next.h"

#include "model/limits.h"
#include "web/url.h"

struct str
next_address(struct arena *a, const struct raw_field *found,
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
