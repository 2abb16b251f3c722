// SPDX-License-Identifier: ISC
#include "web/lexbor.h"

#include <stdlib.h>

#include <lexbor/core/core.h>

#include "base/mem.h"

static void *
lxb_malloc(size_t n)
{
	return mem_grow(NULL, n > 0 ? n : 1, 1);
}

static void *
lxb_realloc(void *p, size_t n)
{
	return mem_grow(p, n > 0 ? n : 1, 1);
}

static void *
lxb_calloc(size_t n, size_t size)
{
	return mem_alloc(n > 0 ? n : 1, size > 0 ? size : 1);
}

void
lexbor_memory(void)
{
	(void)lexbor_memory_setup(lxb_malloc, lxb_realloc, lxb_calloc, free);
}
