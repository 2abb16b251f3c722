// SPDX-License-Identifier: ISC
#include "run/drift_judge.h"

#include <stdlib.h>

#include "run/drift_trial.h"

/* Fewer items on a page are no measure. */
#define LEAST 5

/* Filters may well want nothing of today's page. */
static bool
has_filters(const struct source *s)
{
	return s->sieve->only.n + s->sieve->drop.n > 0 || s->sieve->max_age > 0;
}

/* Was F in four of five items, and is now in fewer than one in SHARE? */
static bool
is_gone(const struct drift *d, int f, size_t have, size_t n, size_t share)
{
	return 5 * d->list.have[f] >= 4 * d->list.size && share * have < n;
}

static unsigned
gone_fields(const struct drift *d, const struct items *items)
{
	uint32_t have[FIELD_COUNT];
	unsigned out = 0;

	trial_have(items, have);
	for (int f = 0; f < FIELD_COUNT; f++)
		if (is_gone(d, f, have[f], items->n,
			f == FIELD_TITLE || f == FIELD_LINK ? 2 : 5))
			out |= 1U << f;
	return out;
}

static int
by_number(const void *pa, const void *pb)
{
	int64_t a = *(const int64_t *)pa, b = *(const int64_t *)pb;

	return (a > b) - (a < b);
}

/* An item of the list is on the page under its own key: most pages are told
 * by that alone, with no item loaded. */
static int
shows_known(
    struct drift *d, const struct items *items, bool *out, struct err *e)
{
	int64_t *number = ARENA_ARRAY(&d->mine, items->n, int64_t);
	int64_t *sorted = ARENA_ARRAY(&d->mine, d->list.n, int64_t);

	if (store_find(
		d->store, d->source->id, items->v, items->n, number, e) != 0)
		return -1;
	memcpy(sorted, d->list.item, d->list.n * sizeof(*sorted));
	qsort(sorted, d->list.n, sizeof(*sorted), by_number);
	*out = false;
	for (size_t i = 0; i < items->n && !*out; i++)
		*out = bsearch(&number[i], sorted, d->list.n, sizeof(*sorted),
			   by_number) != NULL;
	return 0;
}

/* Whose items are these? */
static int
judge_items(struct drift *d, const struct items *items, enum verdict *out,
    struct err *e)
{
	bool alike = 10 * items->n <= 13 * (size_t)d->list.size &&
		     4 * items->n >= d->list.size;
	struct likeness l;
	size_t around, fresh;
	bool known, *stored;

	if (shows_known(d, items, &known, e) != 0)
		return -1;
	*out = VERDICT_WELL;
	if (known && alike)
		return 0;
	if (trial_load_known(d, e) != 0 ||
	    trial_compare(d, items, &l, &stored, e) != 0)
		return -1;
	around = likeness_around(&d->mine, &d->known, items, &l);
	fresh = items->n - l.known;
	if (l.known == 0 && 2 * around >= items->n)
		*out = VERDICT_OTHER;
	else if (4 * items->n < d->list.size ||
		 (!alike && around >= LIKENESS_LEAST && 2 * around >= fresh))
		*out = VERDICT_SUSPECT;
	return 0;
}

int
drift_judge(struct drift *d, const struct page *page, const struct err *failed,
    enum verdict *out, unsigned *fields, struct err *e)
{
	const struct items *items = &page->items;
	struct page copy = *page;
	struct err unused;

	*fields = 0;
	*out = VERDICT_OUT;
	if (failed != NULL) {
		if (failed->code == ERR_EXTRACT)
			*out = VERDICT_BROKEN;
		return 0;
	}
	if (page->truncated ||
	    (items->n == 0 && items->ndropped > 0 && has_filters(d->source)))
		return 0;
	*out = VERDICT_BROKEN;
	if (page_judge(d->source, &copy, &unused) != 0)
		return 0;
	*out = VERDICT_WELL;
	if (d->list.size < LEAST)
		return 0;
	if (judge_items(d, items, out, e) != 0)
		return -1;
	if (*out != VERDICT_WELL || items->n < LIKENESS_LEAST)
		return 0;
	*fields = gone_fields(d, items);
	if (*fields & (1U << FIELD_TITLE | 1U << FIELD_LINK))
		*out = VERDICT_BROKEN;
	else if (*fields != 0)
		*out = VERDICT_LACKS;
	return 0;
}
