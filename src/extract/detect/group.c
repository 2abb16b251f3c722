// SPDX-License-Identifier: ISC
#include "extract/detect/group.h"

#include <stdlib.h>

#include "base/fnv.h"

/* One element in the order of what it shares with others. */
struct entry {
	uint64_t key;
	uint32_t box;
};

static int
by_key(const void *pa, const void *pb)
{
	const struct entry *a = pa, *b = pb;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->box < b->box ? -1 : a->box > b->box;
}

static bool
spread_over_parents(const struct outline *o, const struct entry *v, size_t n)
{
	return o->v[v[0].box].parent != o->v[v[n - 1].box].parent;
}

static void
add_group(struct arena *a, struct groups *gs, const struct entry *v, size_t n)
{
	struct group *g;

	gs->v = arena_more(a, gs->v, gs->n, &gs->cap, sizeof(*gs->v));
	g = &gs->v[gs->n++];
	*g = (struct group){ ARENA_ARRAY(a, n, uint32_t), n };
	for (size_t i = 0; i < n; i++)
		g->member[i] = v[i].box;
}

/* Groups of equal keys among the N entries of V. SPREAD: only those that
 * children of one parent are not. */
static void
cut_groups(struct arena *a, const struct outline *o, struct entry *v, size_t n,
    size_t min, bool spread, struct groups *gs)
{
	size_t from = 0;

	qsort(v, n, sizeof(*v), by_key);
	for (size_t i = 1; i <= n; i++) {
		if (i < n && v[i].key == v[from].key)
			continue;
		if (i - from >= min &&
		    (!spread || spread_over_parents(o, &v[from], i - from)))
			add_group(a, gs, &v[from], i - from);
		from = i;
	}
}

void
groups_find(
    struct arena *a, const struct outline *o, size_t min, struct groups *out)
{
	struct entry *v = ARENA_ARRAY(a, o->n, struct entry);
	size_t n = 0;

	*out = (struct groups){ .n = 0 };
	for (size_t i = 1; i < o->n; i++)
		if (o->v[i].links > 0)
			v[n++].box = (uint32_t)i;
	for (size_t i = 0; i < n; i++) {
		const struct box *b = &o->v[v[i].box];
		struct str name = html_name(b->node);

		v[i].key = fnv1a(FNV_BASIS, &b->parent, sizeof(b->parent));
		v[i].key = fnv1a(v[i].key, name.p, name.len);
	}
	cut_groups(a, o, v, n, min, false, out);
	for (size_t i = 0; i < n; i++)
		v[i].key = o->v[v[i].box].kind_path;
	cut_groups(a, o, v, n, min, true, out);
	for (size_t i = 0; i < n; i++)
		v[i].key = o->v[v[i].box].tag_path;
	cut_groups(a, o, v, n, min, true, out);
}
