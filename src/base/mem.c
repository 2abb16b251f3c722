// SPDX-License-Identifier: ISC
#include "base/mem.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * The one place besides main that ends the program: a failed allocation
 * leaves nothing to unwind with. _exit, as atexit handlers may allocate.
 */
void
mem_give_up(const char *why)
{
	char msg[256];
	ssize_t n;

	/* glibc's needs no memory for this. */
	snprintf(msg, sizeof(msg), "coranto: %s\n", why);
	n = write(STDERR_FILENO, msg, strlen(msg));
	(void)n; /* there is no one left to tell */
	_exit(3);
}

void
mem_fail(void)
{
	mem_give_up("out of memory");
}

/* A page, its tree and its items; what is larger is rare, and goes back. */
#define MEM_KEPT (8 << 20)
#define MEM_MAPPED (4 << 20)

void
mem_settle(void)
{
#ifdef M_TRIM_THRESHOLD
	(void)mallopt(M_TRIM_THRESHOLD, MEM_KEPT);
	(void)mallopt(M_MMAP_THRESHOLD, MEM_MAPPED);
#endif
}

void
mem_trim(void)
{
#ifdef M_TRIM_THRESHOLD
	(void)malloc_trim(0);
#endif
}

void *
mem_alloc(size_t n, size_t size)
{
	void *p = calloc(n == 0 ? 1 : n, size == 0 ? 1 : size);

	if (p == NULL)
		mem_fail();
	return p;
}

void *
mem_grow(void *p, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		mem_fail();
	p = realloc(p, n * size == 0 ? 1 : n * size);
	if (p == NULL)
		mem_fail();
	return p;
}

void *
mem_malloc(size_t n)
{
	return mem_grow(NULL, n, 1);
}

void *
mem_realloc(void *p, size_t n)
{
	return mem_grow(p, n, 1);
}

char *
mem_strdup(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(mem_alloc(n, 1), s, n);
}
