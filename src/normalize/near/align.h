// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_NEAR_ALIGN_H
#define NORMALIZE_NEAR_ALIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "normalize/near/token.h"

/* Where two texts differ: tokens [A, AEND) of one stand where [B, BEND) of the
 * other do. One of the two may be empty: something was put in. */
struct hunk {
	size_t a, aend, b, bend;
};

struct alignment {
	struct hunk *v; /* in order; between them the texts are equal */
	size_t n;
	size_t equal; /* tokens that are */
	/* For each token of A, of B: it stands in the other at another place,
	 * with the whole clause it belongs to; see clause.h. */
	bool *amoved, *bmoved;
};

/*
 * Lay A and B beside each other along their longest common subsequence. A
 * single equal character between two differences is chance and counts as
 * different. Time and memory are A->n times B->n.
 */
struct alignment align(
    struct arena *arena, const struct tokens *a, const struct tokens *b);

#endif
