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
/* As malloc(3) and realloc(3): what libraries are given for theirs. Most of them
 * do not survive a NULL, or go on without a word and with half of the work. */
void *mem_malloc(size_t n);
void *mem_realloc(void *p, size_t n);
/* What is freed stays with the process up to some MiB, for the next page wants
 * as much: giving it back and asking again costs a fault for each 4 KiB. */
void mem_settle(void);
/* Give back what was freed since, where much more was wanted than will be. */
void mem_trim(void);
/* The same end, for who sees that a library was refused what it asked for:
 * what it would do without is not worth a test of each of its calls. */
_Noreturn void mem_fail(void);
/* Likewise with WHY for the line, where something else is missing that nothing
 * true can be said without, at a place that cannot fail. */
_Noreturn void mem_give_up(const char *why);

#endif
