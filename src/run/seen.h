// SPDX-License-Identifier: ISC
#ifndef RUN_SEEN_H
#define RUN_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Strings that were met, by their hashes alone: two of a billion may be taken
 * for one. Zeroed it is empty. */
struct seen {
	uint64_t *slot; /* 0: free */
	size_t n, cap;  /* CAP is a power of two, or 0 */
};

/* Note S; false when it was there already. Memory in A. */
bool seen_add(struct seen *s, struct arena *a, struct str text);

/* Was TEXT noted? */
bool seen_has(const struct seen *s, struct str text);

#endif
