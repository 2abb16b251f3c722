// SPDX-License-Identifier: ISC
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * The one place besides main that ends the program: a failed allocation
 * leaves nothing to unwind with. _exit, as atexit handlers may allocate.
 */
static void
mem_fail(void)
{
	static const char msg[] = "coranto: out of memory\n";
	ssize_t n = write(STDERR_FILENO, msg, sizeof(msg) - 1);

	(void)n; /* there is no one left to tell */
	_exit(3);
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

char *
mem_strdup(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(mem_alloc(n, 1), s, n);
}
