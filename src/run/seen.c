// SPDX-License-Identifier: ISC
#include "run/seen.h"

#include "base/fnv.h"

#define FIRST_SLOTS 64

/* Where HASH stands, or the free slot where it belongs. */
static uint64_t *
place(const struct seen *s, uint64_t hash)
{
	size_t i = (size_t)hash & (s->cap - 1);

	while (s->slot[i] != 0 && s->slot[i] != hash)
		i = (i + 1) & (s->cap - 1);
	return &s->slot[i];
}

static void
grow(struct seen *s, struct arena *a)
{
	struct seen more = { .n = s->n,
		.cap = s->cap > 0 ? 2 * s->cap : FIRST_SLOTS };

	more.slot = ARENA_ARRAY(a, more.cap, uint64_t);
	for (size_t i = 0; i < s->cap; i++)
		if (s->slot[i] != 0)
			*place(&more, s->slot[i]) = s->slot[i];
	*s = more;
}

static uint64_t
hash_of(struct str text)
{
	uint64_t hash = fnv1a(FNV_BASIS, text.p, text.len);

	return hash == 0 ? 1 : hash;
}

bool
seen_has(const struct seen *s, struct str text)
{
	return s->cap > 0 && *place(s, hash_of(text)) != 0;
}

bool
seen_add(struct seen *s, struct arena *a, struct str text)
{
	uint64_t hash = hash_of(text), *at;

	if (2 * s->n >= s->cap)
		grow(s, a);
	at = place(s, hash);
	if (*at == hash)
		return false;
	*at = hash;
	s->n++;
	return true;
}
