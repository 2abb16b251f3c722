// SPDX-License-Identifier: ISC
#ifndef BASE_NEEDLES_H
#define BASE_NEEDLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Several strings that are looked for at once. Source: Wu, Manber, "A fast
 * algorithm for multi-pattern searching" (1994): two bytes tell how far the next
 * place is at which any of them could end.
 */
#define NEEDLES_PAIRS 4096
struct needles {
	const struct str *v; /* foreign */
	size_t n, shortest;
	uint8_t skip[NEEDLES_PAIRS];
	bool begins[NEEDLES_PAIRS]; /* one of them does with this pair */
};

/* Of the N strings of V, one at least, each of two bytes or more. */
void needles_init(struct needles *x, const struct str *v, size_t n);
/* The number of the one that begins first in S, or STR_NONE: there is none. Of
 * several that begin there it is the first of V. */
size_t needles_find(const struct needles *x, struct str s);

#endif
