// SPDX-License-Identifier: ISC
#include "config/json.h"

#include "base/utf8.h"

void
json_quote(struct buf *b, struct str s)
{
	buf_addc(b, '"');
	for (size_t at = 0; at < s.len;) {
		uint32_t cp = utf8_next(s, &at);

		if (cp == '"' || cp == '\\')
			buf_addf(b, "\\%c", (int)cp);
		else if (cp == '\n')
			buf_add(b, STR("\\n"));
		else if (cp == '\t')
			buf_add(b, STR("\\t"));
		else if (cp < 0x20 || cp == 0x7F)
			buf_addf(b, "\\u%04x", (unsigned)cp);
		else
			buf_addcp(b, cp);
	}
	buf_addc(b, '"');
}
