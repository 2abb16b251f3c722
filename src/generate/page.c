// SPDX-License-Identifier: ISC
#include "generate/page.h"

#include <stdint.h>
#include <string.h>

#include "base/sha256.h"
#include "base/utf8.h"

void
page_text(struct buf *b, struct str s)
{
	for (size_t at = 0; at < s.len;) {
		uint32_t cp = utf8_next(s, &at);

		if (cp == '&')
			buf_add(b, STR("&amp;"));
		else if (cp == '<')
			buf_add(b, STR("&lt;"));
		else if (cp == '>')
			buf_add(b, STR("&gt;"));
		else if (cp == '"')
			buf_add(b, STR("&quot;"));
		else if (cp >= ' ' && (cp < 0x7F || cp > 0x9F))
			buf_addcp(b, cp);
		else
			buf_addc(b, ' ');
	}
}

void
page_sum(struct buf *b, const char *text)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
				    "qrstuvwxyz0123456789+/";
	uint8_t sum[SHA256_SIZE + 1] = { 0 };

	sha256_parts(&(struct str){ text, strlen(text) }, 1, sum);
	buf_add(b, STR("'sha256-"));
	/* 32 bytes are ten groups of three and two more: RFC 4648, 4. */
	for (size_t i = 0; i < SHA256_SIZE; i += 3) {
		uint32_t v = (uint32_t)sum[i] << 16 |
			     (uint32_t)sum[i + 1] << 8 |
			     (i + 2 < SHA256_SIZE ? sum[i + 2] : 0);

		buf_addc(b, digit[v >> 18]);
		buf_addc(b, digit[v >> 12 & 63]);
		buf_addc(b, digit[v >> 6 & 63]);
		buf_addc(b, i + 2 < SHA256_SIZE ? digit[v & 63] : '=');
	}
	buf_addc(b, '\'');
}
