// SPDX-License-Identifier: ISC
#include "config/once.h"

#include <string.h>

struct once_slot {
	const void *p; /* NULL: free */
	uint32_t size, hash;
};

/* Words at a time: records are large, and mostly zeros. */
static uint32_t
hash_of(const char *p, size_t size)
{
	uint64_t h = size, word;

	for (; size >= sizeof(word); p += sizeof(word), size -= sizeof(word)) {
		memcpy(&word, p, sizeof(word));
		h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 32;
	}
	for (; size > 0; p++, size--)
		h = (h ^ (unsigned char)*p) * UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)(h ^ h >> 32);
}

/* That of the record at P, or the free one where it belongs. */
static struct once_slot *
find(const struct once *o, const void *p, size_t size, uint32_t hash)
{
	size_t i = hash & (o->cap - 1);

	while (o->slot[i].p != NULL &&
	       (o->slot[i].hash != hash || o->slot[i].size != size ||
		   memcmp(o->slot[i].p, p, size) != 0))
		i = (i + 1) & (o->cap - 1);
	return &o->slot[i];
}

static void
grow(struct once *o)
{
	const struct once_slot *old = o->slot;
	size_t cap = o->cap;

	o->cap = cap == 0 ? 64 : 2 * cap;
	o->slot = ARENA_ARRAY(o->table, o->cap, struct once_slot);
	for (size_t i = 0; i < cap; i++)
		if (old[i].p != NULL)
			*find(o, old[i].p, old[i].size, old[i].hash) = old[i];
}

const void *
once_keep(struct once *o, const void *p, size_t size)
{
	uint32_t hash = hash_of(p, size);
	struct once_slot *slot;

	if (4 * o->n >= 3 * o->cap)
		grow(o);
	slot = find(o, p, size, hash);
	if (slot->p == NULL) {
		void *copy = arena_alloc(o->a, size);

		memcpy(copy, p, size);
		*slot = (struct once_slot){ copy, (uint32_t)size, hash };
		o->n++;
	}
	return slot->p;
}
