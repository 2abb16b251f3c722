// SPDX-License-Identifier: ISC
#include "store/hash.h"

#include "base/sha256.h"

void
hash_parts(
    const struct str *part, size_t n, unsigned char out[static HASH_SIZE])
{
	uint8_t digest[SHA256_SIZE];

	sha256_parts(part, n, digest);
	memcpy(out, digest, HASH_SIZE);
}

void
hash_text(struct str text, unsigned char out[static HASH_SIZE])
{
	hash_parts(&text, 1, out);
}
