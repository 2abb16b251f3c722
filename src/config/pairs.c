// SPDX-License-Identifier: ISC
#include "config/pairs.h"

#include <stdlib.h>

#define FEW 32 /* pairs, more than most mappings have */

struct keyed {
	struct node *key;
	size_t at;
};

static int
by_key(const void *pa, const void *pb)
{
	const struct keyed *a = pa, *b = pb;
	int c = str_cmp(a->key->value, b->key->value);

	return c != 0 ? c : a->at < b->at ? -1 : 1;
}

/* Each with each, for so few that this is sooner done than to sort them. */
static bool
all_differ(const struct node *map)
{
	for (size_t i = 1; i < map->n; i++)
		for (size_t k = 0; k < i; k++)
			if (str_eq(node_key(map, i)->value,
				node_key(map, k)->value))
				return false;
	return true;
}

void
pairs_check(struct arena *a, struct notes *ns, struct node *map)
{
	struct keyed few[FEW], *v = few;
	struct node *first = NULL;
	size_t kept = 0;

	if (map->n < 2 || (map->n <= FEW / 2 && all_differ(map)))
		return;
	if (map->n > FEW)
		v = ARENA_ARRAY(a, map->n, struct keyed);
	for (size_t i = 0; i < map->n; i++)
		v[i] = (struct keyed){ node_key(map, i), i };
	qsort(v, map->n, sizeof(*v), by_key);
	for (size_t i = 0; i < map->n; i++) {
		if (first == NULL || !str_eq(first->value, v[i].key->value)) {
			first = v[i].key;
			continue;
		}
		node_error(ns, v[i].key, 0,
		    "the key `%.*s` stands twice; the first is at %s:%d:%d",
		    STR_ARG(shown(first->value)), first->text->name,
		    first->line, first->col);
		map->child[2 * v[i].at] = NULL;
	}
	for (size_t i = 0; i < map->n; i++)
		if (map->child[2 * i] != NULL) {
			map->child[2 * kept] = map->child[2 * i];
			map->child[2 * kept++ + 1] = map->child[2 * i + 1];
		}
	map->n = kept;
}

/* Add the pairs of FROM whose keys MAP has not. */
static void
merge_one(
    struct arena *a, struct node *map, const struct node *from, size_t *cap)
{
	for (size_t i = 0; i < from->n; i++) {
		size_t n = 2 * map->n;

		if (node_find(map, node_key(from, i)->value) != NULL)
			continue;
		map->child =
		    arena_more(a, map->child, n, cap, sizeof(struct node *));
		map->child[n] = node_key(from, i);
		map->child = arena_more(
		    a, map->child, n + 1, cap, sizeof(struct node *));
		map->child[n + 1] = node_value(from, i);
		map->n++;
	}
}

void
pairs_merge(struct arena *a, struct notes *ns, struct node *map, size_t cap)
{
	struct node *from = NULL;

	for (size_t i = 0; i < map->n && from == NULL; i++) {
		if (node_key(map, i)->style != STYLE_PLAIN ||
		    !str_eq(node_key(map, i)->value, STR("<<")))
			continue;
		from = node_value(map, i);
		map->n--;
		memmove(map->child + 2 * i, map->child + 2 * i + 2,
		    2 * (map->n - i) * sizeof(struct node *));
	}
	if (from == NULL)
		return;
	if (from->kind == NODE_MAP) {
		merge_one(a, map, from, &cap);
		return;
	}
	for (size_t i = 0; from->kind == NODE_LIST && i < from->n; i++)
		if (from->child[i]->kind == NODE_MAP)
			merge_one(a, map, from->child[i], &cap);
		else
			node_error(ns, from->child[i], 0,
			    "`<<` takes mappings, as in `<<: *name`");
	if (from->kind == NODE_SCALAR)
		node_error(
		    ns, from, 0, "`<<` takes a mapping, as in `<<: *name`");
}
