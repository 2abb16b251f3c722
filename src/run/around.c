// SPDX-License-Identifier: ISC
#include "run/around.h"

#include <stdlib.h>

#include "base/fnv.h"
#include "model/limits.h"
#include "normalize/canonical.h"
#include "web/url.h"

static uint64_t
hash(struct arena *a, struct str link)
{
	struct str form = canonical_url(a, link);

	return fnv1a(FNV_BASIS, form.p, form.len);
}

/* The Kth bit of H among NBITS: two halves of one hash make them all
 * (Kirsch and Mitzenmacher, "Less Hashing, Same Performance"). */
static size_t
bit(uint64_t h, unsigned k, size_t nbits)
{
	uint64_t step = h >> 32 | 1;

	return (size_t)(((h & UINT32_MAX) + k * step) % nbits);
}

static int
by_value(const void *pa, const void *pb)
{
	uint64_t a = *(const uint64_t *)pa, b = *(const uint64_t *)pb;

	return (a > b) - (a < b);
}

/* The hashes of V sorted, each once. */
static size_t
distinct(uint64_t *v, size_t n)
{
	size_t kept = 0;

	if (n > 0)
		qsort(v, n, sizeof(*v), by_value);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || v[kept - 1] != v[i])
			v[kept++] = v[i];
	return kept;
}

struct str
around_make(struct arena *a, struct str base, const struct str *v, size_t n,
    const struct items *items)
{
	uint64_t *mine = ARENA_ARRAY(a, items->n, uint64_t);
	uint64_t *all = ARENA_ARRAY(a, n, uint64_t);
	size_t nmine, nall = 0, kept = 0, len;
	char *bits;

	for (size_t i = 0; i < items->n; i++)
		mine[i] = hash(a, items->v[i].link);
	for (size_t i = 0; i < n; i++) {
		struct str url;

		if (url_resolve(a, v[i], base, LIMIT_URL, &url) == 0)
			all[nall++] = hash(a, url);
	}
	nmine = distinct(mine, items->n);
	nall = distinct(all, nall);
	for (size_t i = 0; i < nall; i++)
		if (nmine == 0 || bsearch(&all[i], mine, nmine, sizeof(*mine),
				      by_value) == NULL)
			all[kept++] = all[i];
	len = (kept * AROUND_BITS + 7) / 8;
	bits = arena_alloc(a, len + 1);
	for (size_t i = 0; i < kept; i++)
		for (unsigned k = 0; k < AROUND_HASHES; k++) {
			size_t at = bit(all[i], k, len * 8);

			bits[at / 8] = (char)(bits[at / 8] | 1 << at % 8);
		}
	return str_n(bits, len);
}

bool
around_has(struct arena *a, struct str around, struct str link)
{
	uint64_t h;

	if (str_empty(around))
		return false;
	h = hash(a, link);
	for (unsigned k = 0; k < AROUND_HASHES; k++) {
		size_t at = bit(h, k, around.len * 8);

		if ((around.p[at / 8] & 1 << at % 8) == 0)
			return false;
	}
	return true;
}
