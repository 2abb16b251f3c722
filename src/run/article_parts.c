// SPDX-License-Identifier: ISC
#include "run/article_parts.h"

#include "extract/article/next.h"

bool
article_goes_on(const struct errand *x, struct str next)
{
	const struct article_parts *p = x->parts;

	size_t n = p == NULL ? 1 : p->n;

	if (str_empty(next) || n == LIMIT_ARTICLE_PAGES ||
	    !next_is_page(next, (long)n + 1))
		return false;
	for (size_t i = 0; p != NULL && i < p->n; i++)
		if (str_eq(p->url[i], next))
			return false;
	return true;
}

struct errand *
article_part(const struct errand *x, struct arena *keep, struct str next,
    const struct article_memory *m)
{
	struct errand *y = errand_new(keep, x->kind, x->source, x->request);

	y->article = x->article;
	y->parts = x->parts;
	y->request->url = arena_str(keep, next);
	if (y->parts == NULL) {
		y->parts = ARENA_NEW(keep, struct article_parts);
		y->parts->memory = *m;
		y->parts->memory.rule = arena_str(keep, m->rule);
		y->parts->memory.canonical = arena_str(keep, m->canonical);
		y->parts->url[y->parts->n++] = x->request->url;
	}
	y->parts->url[y->parts->n++] = y->request->url;
	return y;
}
