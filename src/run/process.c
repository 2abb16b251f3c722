// SPDX-License-Identifier: ISC
#include "run/process.h"

#include <setjmp.h>

#include "decode/decode.h"
#include "extract/extract.h"
#include "model/limits.h"
#include "normalize/identity.h"
#include "normalize/normalize.h"

static int
stages(struct arena *a, const struct source *src, const struct response *res,
    int64_t now, struct page *out, struct err *e)
{
	struct document doc = { .text = STR_NULL };
	struct raw_items raw;

	out->stage = "decode";
	if (decode(a, src, res, &doc, e) != 0)
		return -1;
	out->charset = doc.charset;
	out->truncated = doc.truncated;
	out->stage = "extract";
	if (extract(a, src, &doc, &raw, e) != 0)
		return -1;
	out->stage = "normalize";
	if (normalize(a, src, &doc, &raw, now, &out->items, e) != 0)
		return -1;
	for (size_t i = 0; i < out->items.n; i++)
		out->items.v[i].guid =
		    identity_guid(a, src, &out->items.v[i], 0);
	return 0;
}

int
process(struct arena *a, const struct source *src, const struct response *res,
    int64_t now, struct page *out, struct err *e)
{
	jmp_buf over, *outer = a->over;
	int rc;

	*out = (struct page){ .charset = "", .stage = "decode" };
	a->over = &over;
	if (setjmp(over) == 0)
		rc = stages(a, src, res, now, out, e);
	else
		rc = err_set(e, ERR_LIMIT,
		    "the page takes more than %d MiB of memory",
		    LIMIT_ARENA >> 20);
	a->over = outer;
	return rc;
}
