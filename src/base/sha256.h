// SPDX-License-Identifier: ISC
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* SHA-256 (FIPS 180-4), by nettle, which uses what the processor has for it. */
#define SHA256_SIZE 32

/* The hash of the N texts of PART, one behind the other. */
void sha256_parts(
    const struct str *part, size_t n, uint8_t out[static SHA256_SIZE]);

/* The hash of S in A, in 64 hexadecimal digits, lower case. */
struct str sha256_hex(struct arena *a, struct str s);

#endif
