// SPDX-License-Identifier: ISC
#ifndef BASE_FNV_H
#define BASE_FNV_H

#include <stddef.h>
#include <stdint.h>

/*
 * FNV-1a, 64 bits (RFC 9923). It tells versions apart; it is no secret and no
 * proof, so it guards nothing that somebody may want to forge.
 */
#define FNV_BASIS UINT64_C(0xcbf29ce484222325)

/* H with the N bytes at P mixed in; FNV_BASIS is the H of no bytes. */
static inline uint64_t
fnv1a(uint64_t h, const void *p, size_t n)
{
	const unsigned char *c = p;

	for (size_t i = 0; i < n; i++)
		h = (h ^ c[i]) * UINT64_C(0x100000001b3);
	return h;
}

#endif
