// SPDX-License-Identifier: ISC
#include "run/storing.h"

#include "normalize/identity.h"
#include "run/articles.h"
#include "run/guard.h"

static struct str
remake_guid(
    const void *ctx, struct arena *a, const struct item *it, unsigned suffix)
{
	return identity_guid(a, ctx, it, suffix);
}

static int
merge(void *ctx, struct err *e)
{
	struct storing *w = ctx;
	const struct source *src = w->flood.source;
	struct items *items = &w->page->items;

	/* By them what came back from feeds is known. */
	process_guids(w->work, src, items);
	if (articles_yield(w->st, w->work, src, items->v, items->n, e) != 0)
		return -1;
	if (flood_guard(w->st, w->work, &w->flood, items, e) != 0)
		return -1;
	if (store_merge(w->st, w->work, src->id, items->v, items->n,
		w->flood.now, remake_guid, src, &w->done, e) != 0)
		return -1;
	if (src->article->on &&
	    store_articles_want(w->st, src->id, w->flood.now, e) != 0)
		return -1;
	return w->drift == NULL ? 0
				: drift_keep(w->drift, w->st, w->page,
				      w->flood.held.n == 0, e);
}

int
storing_page(struct storing *w, struct err *e)
{
	struct err undone;

	if (store_mark(w->st, e) != 0)
		return -1;
	if (guard(w->work, merge, w, e) == 0)
		return store_keep(w->st, e);
	if (store_undo(w->st, &undone) != 0)
		*e = undone;
	return -1;
}
