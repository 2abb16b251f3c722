// SPDX-License-Identifier: ISC
#ifndef BASE_INDEX_H
#define BASE_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Where in an array the element of a name is: a hash table of numbers, 8 to 16
 * bytes an element, in place of the elements in order.
 */
struct index {
	const void *v; /* foreign */
	struct str (*name)(const void *v, size_t i);
	uint32_t *slot; /* places in V, from 1; 0: it is free */
	size_t mask;    /* slots, a power of two, less one */
};

#define INDEX_NONE SIZE_MAX

/* Of the N elements of V, less than 2^31; NAME gives that of element I. Of two of
 * one name it finds the last. */
void index_make(struct index *x, const void *v, size_t n,
    struct str (*name)(const void *v, size_t i));
/* The element of that name, or INDEX_NONE. */
size_t index_find(const struct index *x, struct str name);
void index_release(struct index *x);

#endif
