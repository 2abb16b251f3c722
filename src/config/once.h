// SPDX-License-Identifier: ISC
#ifndef CONFIG_ONCE_H
#define CONFIG_ONCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * Records that are there once, however many say the same: a hundred thousand
 * sources have a few dozen sets of rules between them. What is the same is
 * told by the bytes of a record, so what it points to is to be kept once
 * first.
 */
struct once {
	struct arena *a;     /* for the records */
	struct arena *table; /* for what finds them */
	struct once_slot *slot;
	size_t n, cap; /* a power of two, or 0 */
};

/* The record of SIZE bytes that equals that at P: one of before, or a copy. */
const void *once_keep(struct once *o, const void *p, size_t size);

#endif
