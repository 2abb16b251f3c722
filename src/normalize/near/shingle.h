// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_NEAR_SHINGLE_H
#define NORMALIZE_NEAR_SHINGLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "normalize/near/token.h"

/* Runs of N tokens of a text, as hashes, sorted, each once. */
struct shingles {
	uint64_t *v;
	size_t n;
};

/*
 * The shingles of V: HAN tokens long where the text is mostly of characters
 * without spaces, else WORDS. A text shorter than that has none.
 */
struct shingles shingles_of(
    struct arena *a, const struct tokens *v, size_t han, size_t words);
/* How many are in both. */
size_t shingles_common(const struct shingles *a, const struct shingles *b);

#endif
