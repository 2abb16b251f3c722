// SPDX-License-Identifier: ISC
// Any markup gives markup that is given again, within its limit.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "normalize/sanitize.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(struct arena *a, struct str html, size_t limit)
{
	struct str once, twice, base = STR("https://example.cn/a/b");
	struct err e = ERR_INIT;

	if (sanitize_html(a, html, base, limit, &once, &e) != 0)
		return;
	if (once.len > limit || !utf8_valid(once))
		abort();
	if (sanitize_html(a, once, base, limit, &twice, &e) != 0 ||
	    !str_eq(once, twice))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;
	struct str s = str_n((const char *)data, size);

	if (size < 1)
		return 0;
	arena_init(&a, 64 << 20);
	a.over = &over;
	/* The first byte chooses the limit: small ones cut. */
	if (setjmp(over) == 0)
		check(&a, utf8_scrub(&a, str_from(s, 1)),
		    data[0] < 128 ? data[0] * (size_t)4 : 65536);
	arena_release(&a);
	return 0;
}
