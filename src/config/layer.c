// SPDX-License-Identifier: ISC
#include "config/layer.h"

#include <string.h>

void
layer_set_initial(struct reader *r, const struct key *k, void *record)
{
	struct text *t = ARENA_NEW(r->a, struct text);
	const struct node *n;

	*t = (struct text){ .name = "", .bytes = str_c(k->initial) };
	text_index(r->a, t);
	n = tree_read(r->a, r->a, r->notes, t, STR_NULL);
	if (n != NULL)
		k->type->set(r, k, n, record);
}

void
layer_initial(struct reader *r, unsigned where, void *record)
{
	for (size_t i = 0; i < key_count; i++)
		if (key_table[i].initial != NULL &&
		    (key_table[i].where & where) != 0)
			layer_set_initial(r, &key_table[i], record);
}

void
layer_clear(struct layer *l)
{
	draft_clear(&l->src);
	l->set = (struct key_set){ { 0 } };
}

void
layer_read(struct reader *r, const struct node *map, unsigned where,
    enum layer_keys which, struct layer *l)
{
	for (size_t i = 0; i < map->n; i++) {
		const struct node *key = node_key(map, i);
		const struct key *k = key_find(key->value, where);

		/* A misspelt key counts as given: that it is missing as well
		 * would be the same mistake told twice. */
		if (k == NULL && (which & KEYS_OTHER) != 0) {
			k = key_unknown(r, key, where);
			if (k != NULL)
				key_set_add(&l->set, k);
			continue;
		}
		if (k == NULL ||
		    (which & (k->matrix ? KEYS_MATRIX : KEYS_OTHER)) == 0)
			continue;
		k->type->set(r, k, node_value(map, i), &l->src);
		key_set_add(&l->set, k);
	}
}

void
layer_over(struct layer *l, const struct layer *top)
{
	struct key_set left = top->set;

	for (const struct key *k; (k = key_set_take(&left)) != NULL;)
		for (size_t p = 0; p < 2; p++)
			memcpy((char *)&l->src + k->part[p].at,
			    (const char *)&top->src + k->part[p].at,
			    k->part[p].size);
	key_set_join(&l->set, &top->set);
}
