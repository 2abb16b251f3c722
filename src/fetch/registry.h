// SPDX-License-Identifier: ISC
#ifndef FETCH_REGISTRY_H
#define FETCH_REGISTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* Records by their name: each begins with it. They live in the arena. */
struct registered {
	struct str key;
};
struct registry {
	struct arena *arena; /* foreign */
	void *tree;
};

/* The record of that name, of SIZE bytes; zeroed but for its name, and *MADE
 * true, when there was none. */
void *registry_find(
    struct registry *n, struct str key, size_t size, bool *made);
/* Forget the names; the records stay in the arena. */
void registry_release(struct registry *n);

#endif
