// SPDX-License-Identifier: ISC
#include "normalize/unicode.h"

#include <utf8proc.h>

bool
unicode_is_word(uint32_t cp)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);

	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_NO;
}

struct str
unicode_map(struct arena *a, struct str s, unsigned options)
{
	const utf8proc_option_t opt =
	    (utf8proc_option_t)(options | UTF8PROC_STABLE);
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s.p;
	utf8proc_ssize_t len = (utf8proc_ssize_t)s.len, n;
	utf8proc_int32_t *cp;

	/* The library's own buffers would leak when the arena is over budget. */
	n = utf8proc_decompose(p, len, NULL, 0, opt);
	if (n < 0)
		return s;
	cp = ARENA_ARRAY(a, (size_t)n + 1, utf8proc_int32_t);
	n = utf8proc_decompose(p, len, cp, n, opt);
	if (n < 0)
		return s;
	n = utf8proc_reencode(cp, n, opt);
	return n < 0 ? s : str_n((const char *)cp, (size_t)n);
}
