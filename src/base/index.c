// SPDX-License-Identifier: ISC
#include "base/index.h"

#include <stdlib.h>

#include "base/fnv.h"
#include "base/mem.h"

#define LEAST 16 /* slots */

/* Open addressing: that of NAME, or the free one where it would be. */
static uint32_t *
slot_of(const struct index *x, struct str name)
{
	size_t at = (size_t)fnv1a(FNV_BASIS, name.p, name.len) & x->mask;

	while (
	    x->slot[at] != 0 && !str_eq(x->name(x->v, x->slot[at] - 1), name))
		at = (at + 1) & x->mask;
	return &x->slot[at];
}

void
index_make(struct index *x, const void *v, size_t n,
    struct str (*name)(const void *v, size_t i))
{
	size_t slots = LEAST;

	while (slots < 2 * n)
		slots *= 2;
	*x = (struct index){ .v = v,
		.name = name,
		.slot = mem_alloc(slots, sizeof(*x->slot)),
		.mask = slots - 1 };
	for (size_t i = 0; i < n; i++)
		*slot_of(x, name(v, i)) = (uint32_t)i + 1;
}

size_t
index_find(const struct index *x, struct str name)
{
	uint32_t at = *slot_of(x, name);

	return at == 0 ? INDEX_NONE : at - 1;
}

void
index_release(struct index *x)
{
	free(x->slot);
	x->slot = NULL;
}
