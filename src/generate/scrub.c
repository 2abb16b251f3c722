// SPDX-License-Identifier: ISC
#include "generate/scrub.h"

#include <stdint.h>

#include "base/utf8.h"

static bool
is_char(uint32_t cp)
{
	return cp == 0x09 || cp == 0x0A || cp == 0x0D ||
	       (cp >= 0x20 && cp <= 0xD7FF) || (cp >= 0xE000 && cp <= 0xFFFD) ||
	       (cp >= 0x10000 && cp <= 0x10FFFF);
}

void
scrub(struct buf *b, struct str s)
{
	size_t at = 0, run = 0;

	buf_clear(b);
	while (at < s.len) {
		unsigned char c = (unsigned char)s.p[at];
		size_t from = at;
		uint32_t cp;

		if (c >= ' ' && c < 0x80) {
			at++;
			continue;
		}
		cp = utf8_next(s, &at);
		if (is_char(cp) && cp != UTF8_REPLACEMENT)
			continue;
		buf_add(b, str_sub(s, run, from - run));
		if (cp == UTF8_REPLACEMENT)
			buf_addcp(b, cp);
		run = at;
	}
	buf_add(b, str_from(s, run));
}

bool
scrub_blank(struct str s)
{
	for (size_t at = 0; at < s.len;) {
		uint32_t cp = utf8_next(s, &at);

		if (is_char(cp) && !utf8_is_space(cp))
			return false;
	}
	return true;
}
