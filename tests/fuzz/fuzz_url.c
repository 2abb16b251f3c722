// SPDX-License-Identifier: ISC
// What is written for a URL must be read as the same URL, and the short way to
// it must come to the same as the long one. The first line of the input is the
// base.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "model/limits.h"
#include "web/url.h"
#include "web/url_parts.h"

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

static void
check_short_way(struct arena *a, struct str ref, struct str base)
{
	struct url_parts u, v, b;
	struct str href;

	if (!url_plain_join(a, ref, base, &href, &u))
		return;
	if ((!str_empty(base) && url_parts_parse(a, base, NULL, &b) != 0) ||
	    url_parts_parse(a, ref, str_empty(base) ? NULL : &b, &v) != 0 ||
	    !str_eq(u.scheme, v.scheme) || !str_eq(u.host, v.host) ||
	    u.port != v.port || !str_eq(u.path, v.path) ||
	    u.has_query != v.has_query || !str_eq(u.query, v.query) ||
	    u.has_fragment != v.has_fragment ||
	    !str_eq(u.fragment, v.fragment) || !str_empty(v.username) ||
	    !str_empty(v.password))
		abort();
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
		check_short_way(&a, ref, base);
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
