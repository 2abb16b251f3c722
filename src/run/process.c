// SPDX-License-Identifier: ISC
#include "run/process.h"

#include "decode/decode.h"
#include "extract/extract.h"
#include "normalize/identity.h"
#include "normalize/normalize.h"
#include "run/guard.h"

/* What the stages work on. */
struct work {
	struct arena *a;
	const struct source *src;
	const struct response *res;
	int64_t now;
	struct page *out;
};

static int
stages(void *ctx, struct err *e)
{
	struct work *w = ctx;
	struct document doc = { .text = STR_NULL };
	struct items *items = &w->out->items;
	struct raw_items raw;

	w->out->stage = "decode";
	if (decode(w->a, w->src, w->res, &doc, e) != 0)
		return -1;
	w->out->charset = doc.charset;
	w->out->truncated = doc.truncated;
	w->out->stage = "extract";
	if (extract(w->a, w->src, &doc, &raw, e) != 0)
		return -1;
	w->out->stage = "normalize";
	if (normalize(w->a, w->src, &doc, &raw, w->now, items, e) != 0)
		return -1;
	for (size_t i = 0; i < items->n; i++)
		items->v[i].guid = identity_guid(w->a, w->src, &items->v[i], 0);
	return 0;
}

int
process(struct arena *a, const struct source *src, const struct response *res,
    int64_t now, struct page *out, struct err *e)
{
	struct work w = { a, src, res, now, out };

	*out = (struct page){ .charset = "", .stage = "decode" };
	return guard(a, stages, &w, e);
}

int
page_judge(const struct source *src, struct page *page, struct err *e)
{
	const struct items *items = &page->items;

	if (items->n > 0)
		return 0;
	if (items->ndropped > 0)
		return err_set(e, ERR_EXTRACT,
		    "all %zu items were dropped: %.*s", items->ndropped,
		    STR_ARG(items->dropped[0].why));
	page->stage = "extract";
	return err_set(e, ERR_EXTRACT, "nothing on the page matches item: %.*s",
	    STR_ARG(src->item.v[0].text));
}
