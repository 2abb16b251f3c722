// SPDX-License-Identifier: ISC
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/*
 * Memory from malloc that cannot fail: without memory there is nothing useful
 * left to do, so the program says "coranto: out of memory" on standard error
 * and ends with status 3. N elements of SIZE bytes; the product is checked.
 */
void *mem_alloc(size_t n, size_t size);         /* zeroed */
void *mem_grow(void *p, size_t n, size_t size); /* as realloc */
char *mem_strdup(const char *s);

#endif
