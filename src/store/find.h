// SPDX-License-Identifier: ISC
#ifndef STORE_FIND_H
#define STORE_FIND_H

/* Inside store/ only: the item of a key. */

#include "store/hash.h"
#include "store/query.h"

/* The item of SOURCE whose key, or one that it had before, has HASH: its number
 * in *N, 0 when there is none. 0, or -1 with E set. */
int find_hash(struct store *s, int64_t source,
    const unsigned char hash[static HASH_SIZE], int64_t *n, struct err *e);

#endif
