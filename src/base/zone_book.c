// SPDX-License-Identifier: ISC
#include "base/zone_book.h"

#include <string.h>

/* 1968-01-01 and 2068-01-01. */
#define FIRST (-63158400LL)
#define LAST 3092601600LL
/* No zone changes twice within so many seconds, and less than a day apart are
 * no two days that stages ask for. */
#define STEP (INT64_C(7) * 86400)
/* 28 years: days of the week fall on the same days of the year again. */
#define CYCLE (INT64_C(10227) * 86400)

/* The first instant after A, and not after B, at which Z has not the offset
 * that it has at A. */
static int64_t
find_change(const struct zone *z, int64_t a, int64_t b)
{
	int32_t before = zone_offset(z, a);

	while (b - a > 1) {
		int64_t middle = a + (b - a) / 2;

		if (zone_offset(z, middle) == before)
			a = middle;
		else
			b = middle;
	}
	return b;
}

struct zone_times
zone_times_make(struct arena *a, const struct zone *z)
{
	struct zone_times x = { .from = ARENA_ARRAY(a, ZONE_TIMES_MAX, int64_t),
		.offset = ARENA_ARRAY(a, ZONE_TIMES_MAX, int32_t),
		.n = 1 };

	memcpy(x.name, z->name, sizeof(x.name));
	x.from[0] = FIRST;
	x.offset[0] = zone_offset(z, FIRST);
	for (int64_t t = FIRST; t < LAST && x.n < ZONE_TIMES_MAX; t += STEP) {
		int32_t next = zone_offset(z, t + STEP);

		if (next == x.offset[x.n - 1])
			continue;
		x.from[x.n] = find_change(z, t, t + STEP);
		x.offset[x.n++] = next;
	}
	return x;
}

int32_t
zone_times_offset(const struct zone_times *x, int64_t t)
{
	size_t low = 0, high = x->n;

	if (t >= LAST)
		t = LAST - CYCLE + (t - LAST) % CYCLE;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (x->from[middle] <= t)
			low = middle;
		else
			high = middle;
	}
	return x->offset[low];
}

const struct zone_times *
zone_book_find(const struct zone_book *b, const char *name)
{
	for (size_t i = 0; i < b->n; i++)
		if (strcmp(b->v[i].name, name) == 0)
			return &b->v[i];
	return NULL;
}

void
zone_book_add(struct zone_book *b, struct arena *a, const struct zone_times *x)
{
	for (size_t i = 0; i < b->n; i++)
		if (strcmp(b->v[i].name, x->name) == 0) {
			b->v[i] = *x;
			return;
		}
	b->v = arena_more(a, b->v, b->n, &b->cap, sizeof(*b->v));
	b->v[b->n++] = *x;
}
