// SPDX-License-Identifier: ISC
#ifndef STORE_HASH_H
#define STORE_HASH_H

#include "base/str.h"

/* Bytes of the first 128 bits of SHA-256: see schema.c. */
#define HASH_SIZE 16

void hash_text(struct str text, unsigned char out[static HASH_SIZE]);
/* Of the N texts of PART, one behind the other. */
void hash_parts(
    const struct str *part, size_t n, unsigned char out[static HASH_SIZE]);

#endif
