// SPDX-License-Identifier: ISC
#include "run/around.h"

#include <stdlib.h>
#include <string.h>

#include "base/fnv.h"
#include "model/limits.h"
#include "normalize/canonical.h"
#include "web/url.h"

static uint32_t
hash(struct str form)
{
	uint64_t h = fnv1a(FNV_BASIS, form.p, form.len);

	return (uint32_t)(h ^ h >> 32);
}

static int
by_value(const void *pa, const void *pb)
{
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;

	return (a > b) - (a < b);
}

/* As it is kept: the order of the bytes is that of the values. */
static void
put(char *p, uint32_t h)
{
	for (size_t i = AROUND_BYTES; i-- > 0; h >>= 8)
		p[i] = (char)(h & 0xFF);
}

static int
by_bytes(const void *pa, const void *pb)
{
	return memcmp(pa, pb, AROUND_BYTES);
}

/* The hashes of V sorted, each once. */
static size_t
distinct(uint32_t *v, size_t n)
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
	uint32_t *mine = ARENA_ARRAY(a, items->n, uint32_t);
	uint32_t *all = ARENA_ARRAY(a, n, uint32_t);
	size_t nmine, nall = 0, kept = 0;
	char *p;

	for (size_t i = 0; i < items->n; i++)
		mine[i] = hash(canonical_url(a, items->v[i].link));
	for (size_t i = 0; i < n; i++) {
		struct url u;

		if (url_parse(a, v[i], base, &u) == 0 && url_is_web(&u) &&
		    u.href.len <= LIMIT_URL)
			all[nall++] = hash(canonical_form(a, &u));
	}
	nmine = distinct(mine, items->n);
	nall = distinct(all, nall);
	p = arena_array(a, nall + 1, AROUND_BYTES);
	for (size_t i = 0; i < nall; i++)
		if (nmine == 0 || bsearch(&all[i], mine, nmine, sizeof(*mine),
				      by_value) == NULL)
			put(p + AROUND_BYTES * kept++, all[i]);
	return str_n(p, AROUND_BYTES * kept);
}

bool
around_has(struct arena *a, struct str around, struct str link)
{
	char key[AROUND_BYTES];

	if (around.len < AROUND_BYTES)
		return false;
	put(key, hash(canonical_url(a, link)));
	return bsearch(key, around.p, around.len / AROUND_BYTES, AROUND_BYTES,
		   by_bytes) != NULL;
}
