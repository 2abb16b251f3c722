// SPDX-License-Identifier: ISC
// What is written for a URL must be read as the same URL. The first line of
// the input is the base.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "model/limits.h"
#include "web/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(struct arena *a, const struct url *u)
{
	struct url again;

	for (size_t i = 0; i < u->href.len; i++)
		if ((unsigned char)u->href.p[i] < ' ' ||
		    (unsigned char)u->href.p[i] > '~')
			abort();
	if (url_parse(a, u->href, STR_NULL, &again) != 0 ||
	    !str_eq(u->href, again.href))
		abort();
	(void)url_origin(a, u);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str ref = str_n((const char *)data, size), base = STR_NULL, href;
	struct arena a;
	struct url u;
	jmp_buf over;

	(void)str_cut(&ref, '\n', &base);
	arena_init(&a, 16 << 20);
	a.over = &over;
	if (setjmp(over) == 0) {
		if (url_parse(&a, ref, base, &u) == 0)
			check(&a, &u);
		if (url_resolve(&a, ref, base, LIMIT_URL, &href) == 0 &&
		    href.len > LIMIT_URL)
			abort();
		href = url_in_page(&a, ref, "ISO-2022-JP", LIMIT_URL);
		if (href.len > LIMIT_URL && !str_eq(href, ref))
			abort();
	}
	arena_release(&a);
	return 0;
}
