// SPDX-License-Identifier: ISC
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Memory that is given back all at once. One arena serves one source-run:
 * every stage takes its results from it and frees nothing.
 *
 *	struct arena a;
 *	arena_init(&a, LIMIT_ARENA);
 *	... work ...
 *	arena_release(&a);
 */
struct arena {
	struct arena_block *block; /* owned; the newest block */
	struct arena_defer *defer; /* lives in the blocks */
	size_t used;               /* bytes handed out since the last reset */
	size_t budget;             /* most bytes that may be handed out */
	jmp_buf *over;             /* foreign; where to land over budget */
};

/* Start with a ceiling of BUDGET bytes and no landing place. */
void arena_init(struct arena *a, size_t budget);

/*
 * N bytes, zeroed, aligned for any type, never NULL. Over budget: longjmp to
 * *A->over with 1 when it is set, else the end of the program as when memory
 * has run out. Between setjmp and the landing only the arena may hold
 * resources; arena_defer is for those that are not memory.
 */
void *arena_alloc(struct arena *a, size_t n);
/* N elements of SIZE bytes; the product is checked for overflow. */
void *arena_array(struct arena *a, size_t n, size_t size);
#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_array((a), (n), sizeof(type)))

/* A copy of S; the copy is followed by a NUL that LEN does not count. */
struct str arena_str(struct arena *a, struct str s);
/* The same as a C string; a NUL inside S ends it for C. */
char *arena_cstr(struct arena *a, struct str s);
struct str arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The parts one after the other. */
struct str arena_concat(struct arena *a, const struct str *part, size_t n);

/*
 * Room for one more element in a growing array in the arena: when N elements
 * fill it, returns a copy twice as large, else V itself. CAP is the caller's.
 */
void *arena_more(struct arena *a, void *v, size_t n, size_t *cap, size_t size);

/* Call FN(ARG) at the next reset or release, the last one deferred first. */
void arena_defer(struct arena *a, void (*fn)(void *), void *arg);

/* Run what was deferred and give all memory back, keeping one block. */
void arena_reset(struct arena *a);
/* The same, keeping nothing. The arena may be used again after arena_init. */
void arena_release(struct arena *a);

#endif
