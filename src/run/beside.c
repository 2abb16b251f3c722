// SPDX-License-Identifier: ISC
#include "run/beside.h"

#include <stdlib.h>

#include "model/limits.h"
#include "normalize/rematch.h"

static void
count_unknown(struct beside *b)
{
	b->unknown = 0;
	for (size_t i = 0; i < b->items->n; i++)
		b->unknown += b->number[i] == 0;
}

int
beside_find(struct beside *out, struct store *st, struct arena *a,
    struct str id, const struct items *items, struct err *e)
{
	*out = (struct beside){ .st = st,
		.a = a,
		.id = id,
		.items = items,
		.number = ARENA_ARRAY(a, items->n, int64_t) };
	if (store_find(st, id, items->v, items->n, out->number, e) != 0)
		return -1;
	count_unknown(out);
	return 0;
}

static int
by_number(const void *va, const void *vb)
{
	int64_t a = *(const int64_t *)va, b = *(const int64_t *)vb;

	return (a > b) - (a < b);
}

int
beside_load(struct beside *b, const struct seen *shown, struct err *e)
{
	size_t n = b->items->n;
	int64_t *sorted = ARENA_ARRAY(b->a, n, int64_t);

	if (store_items_all(b->st, b->a, b->id, LIMIT_ITEMS, &b->old,
		&b->old_number, &b->nold, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		sorted[i] = b->number[i];
	if (n > 0)
		qsort(sorted, n, sizeof(*sorted), by_number);
	b->on_page = ARENA_ARRAY(b->a, b->nold, bool);
	for (size_t i = 0; i < b->nold; i++)
		b->on_page[i] =
		    (n > 0 && bsearch(&b->old_number[i], sorted, n,
				  sizeof(*sorted), by_number) != NULL) ||
		    (shown != NULL && seen_has(shown, b->old[i].key));
	return 0;
}

int
beside_rekey(struct beside *b, int64_t now, size_t *moved, struct err *e)
{
	struct item *new = ARENA_ARRAY(b->a, b->unknown, struct item);
	size_t *new_at = ARENA_ARRAY(b->a, b->unknown, size_t);
	size_t *match = ARENA_ARRAY(b->a, b->unknown, size_t), n = 0;

	for (size_t i = 0; i < b->items->n; i++)
		if (b->number[i] == 0) {
			new_at[n] = i;
			new[n++] = b->items->v[i];
		}
	*moved = rematch(b->a, new, n, b->old, b->on_page, b->nold, match);
	for (size_t i = 0; i < n; i++) {
		size_t at = match[i];

		if (at == SIZE_MAX)
			continue;
		if (store_rekey(b->st, b->a, b->id, b->old_number[at],
			new[i].key, now, e) != 0)
			return -1;
		b->number[new_at[i]] = b->old_number[at];
		b->on_page[at] = true;
	}
	count_unknown(b);
	return 0;
}
