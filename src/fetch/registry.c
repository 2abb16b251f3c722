// SPDX-License-Identifier: ISC
#include "fetch/registry.h"

#include <search.h>
#include <stdint.h>

#include "base/mem.h"

static int
compare(const void *a, const void *b)
{
	const struct registered *x = a, *y = b;

	return str_cmp(x->key, y->key);
}

void *
registry_find(struct registry *n, struct str key, size_t size, bool *made)
{
	struct registered probe = { key }, *found;
	void *node = tfind(&probe, &n->tree, compare);

	*made = node == NULL;
	if (node != NULL)
		return *(struct registered **)node;
	found = arena_alloc(n->arena, size);
	found->key = arena_str(n->arena, key);
	if (tsearch(found, &n->tree, compare) == NULL)
		(void)mem_alloc(SIZE_MAX, 2); /* says so and ends */
	return found;
}

static void
keep(void *record)
{
	(void)record; /* lives in the arena */
}

void
registry_release(struct registry *n)
{
	tdestroy(n->tree, keep);
	n->tree = NULL;
}
