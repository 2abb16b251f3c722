// SPDX-License-Identifier: ISC
#ifndef CONFIG_PAIRS_H
#define CONFIG_PAIRS_H

#include "config/tree.h"

/* What is left to do for a mapping that has all its pairs. */

/* Report keys that stand twice and keep the first. */
void pairs_check(struct arena *a, struct notes *ns, struct node *map);
/*
 * The merge key `<<` (yaml.org/type/merge.html): a mapping or a list of them,
 * whose pairs hold where MAP itself says nothing. CAP is the room of its
 * children, as of arena_more.
 */
void pairs_merge(
    struct arena *a, struct notes *ns, struct node *map, size_t cap);

#endif
