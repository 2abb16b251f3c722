// SPDX-License-Identifier: ISC
// Response headers, a line at a time.
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "fetch/headers.h"
#include "model/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What holds of the answer whatever came. */
static void
check(const struct headers *h)
{
	for (int f = 0; f < HEADER_COUNT; f++)
		if (h->value[f].len > LIMIT_HEADERS ||
		    str_chr(h->value[f], '\n', 0) != STR_NONE)
			abort();
	if (headers_final(h) && h->fault == NULL &&
	    (h->status < 200 || h->status > 599 || headers_length(h) < -1))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = str_n((const char *)data, size);
	struct headers h;
	struct arena a;

	/* More than this for one answer ends the program: a finding. */
	arena_init(&a, 8 << 20);
	headers_init(&h, &a);
	while (all.len > 0) {
		size_t end = str_chr(all, '\n', 0);
		struct str line =
		    str_sub(all, 0, end == STR_NONE ? all.len : end + 1);

		if (headers_line(&h, line) != 0)
			break;
		all = str_from(all, line.len);
	}
	check(&h);
	arena_release(&a);
	return 0;
}
