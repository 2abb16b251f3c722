// SPDX-License-Identifier: ISC
#include "normalize/near/shingle.h"

#include <stdlib.h>

#include "base/fnv.h"

static int
by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool
mostly_han(const struct tokens *v)
{
	size_t han = 0, words = 0;

	for (size_t i = 0; i < v->n; i++) {
		han += v->v[i].kind == TOKEN_HAN;
		words += v->v[i].kind == TOKEN_WORD;
	}
	return han > words;
}

/* FNV's low bits follow its last bytes: the smallest values are to be a
 * sample (finalizer of MurmurHash3, public domain). */
static uint64_t
scatter(uint64_t h)
{
	h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
	h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return h ^ h >> 33;
}

struct shingles
shingles_of(struct arena *a, const struct tokens *v, size_t han, size_t words)
{
	size_t size = mostly_han(v) ? han : words, n = 0;
	struct shingles s = { .v = ARENA_ARRAY(a, v->n + 1, uint64_t) };

	for (size_t i = 0; i + size <= v->n; i++) {
		uint64_t h = FNV_BASIS;

		for (size_t k = i; k < i + size; k++)
			h = fnv1a(h, &v->v[k].hash, sizeof(v->v[k].hash));
		s.v[n++] = scatter(h);
	}
	qsort(s.v, n, sizeof(*s.v), by_value);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || s.v[i] != s.v[i - 1])
			s.v[s.n++] = s.v[i];
	return s;
}

size_t
shingles_common(const struct shingles *a, const struct shingles *b)
{
	size_t i = 0, j = 0, n = 0;

	while (i < a->n && j < b->n) {
		if (a->v[i] == b->v[j])
			i++, j++, n++;
		else if (a->v[i] < b->v[j])
			i++;
		else
			j++;
	}
	return n;
}
