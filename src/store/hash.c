// SPDX-License-Identifier: ISC
#include "store/hash.h"

#include "base/sha256.h"

void
hash_text(struct str text, unsigned char out[static HASH_SIZE])
{
	uint8_t digest[SHA256_SIZE];

	sha256_parts(&text, 1, digest);
	memcpy(out, digest, HASH_SIZE);
}
