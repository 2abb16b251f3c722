// SPDX-License-Identifier: ISC
#include "web/lexbor.h"

#include <stdlib.h>

#include <lexbor/core/core.h>

#include "base/mem.h"

void
lexbor_memory(void)
{
	(void)lexbor_memory_setup(mem_malloc, mem_realloc, mem_alloc, free);
}
