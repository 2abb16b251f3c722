// SPDX-License-Identifier: ISC
// A canonical form is its own, and so is that of a link without its tracking.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "normalize/canonical.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(struct arena *a, struct str url)
{
	struct str key = canonical_url(a, url), link = canonical_link(a, url);

	if (!str_eq(canonical_link(a, link), link))
		abort();
	if (str_starts(key, STR("https://")))
		canonical_url(a, key);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	arena_init(&a, 16 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		check(&a, str_n((const char *)data, size));
	arena_release(&a);
	return 0;
}
