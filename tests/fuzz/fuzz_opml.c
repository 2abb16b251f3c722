// SPDX-License-Identifier: ISC
// Reading an OPML list.
#include <stdint.h>
#include <stdlib.h>

#include "generate/opml_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct outlines list;
	struct err e = ERR_INIT;
	struct arena a;

	arena_init(&a, (size_t)64 << 20);
	if (opml_read(&a, str_n((const char *)data, size), &list, &e) == 0)
		for (size_t i = 0; i < list.n; i++)
			if (str_empty(list.v[i].feed_url))
				abort();
	arena_release(&a);
	return 0;
}
