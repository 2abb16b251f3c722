// SPDX-License-Identifier: ISC
#include "store/hash.h"

#include <sha2.h>

void
hash_text(struct str text, unsigned char out[static HASH_SIZE])
{
	uint8_t digest[SHA256_DIGEST_LENGTH];
	SHA2_CTX sha;

	SHA256Init(&sha);
	SHA256Update(&sha, (const uint8_t *)text.p, text.len);
	SHA256Final(digest, &sha);
	memcpy(out, digest, HASH_SIZE);
}
