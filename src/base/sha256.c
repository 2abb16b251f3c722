// SPDX-License-Identifier: ISC
#include "base/sha256.h"

#include <nettle/sha2.h>

void
sha256_parts(const struct str *part, size_t n, uint8_t out[static SHA256_SIZE])
{
	struct sha256_ctx ctx;

	sha256_init(&ctx);
	for (size_t i = 0; i < n; i++)
		sha256_update(&ctx, part[i].len, (const uint8_t *)part[i].p);
	sha256_digest(&ctx, SHA256_SIZE, out);
}

struct str
sha256_hex(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, (size_t)2 * SHA256_SIZE + 1);
	uint8_t sum[SHA256_SIZE];

	sha256_parts(&s, 1, sum);
	for (size_t i = 0; i < SHA256_SIZE; i++) {
		p[2 * i] = "0123456789abcdef"[sum[i] >> 4];
		p[2 * i + 1] = "0123456789abcdef"[sum[i] & 15];
	}
	return str_n(p, (size_t)2 * SHA256_SIZE);
}
