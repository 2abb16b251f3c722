// SPDX-License-Identifier: ISC
// Every decoder on arbitrary bytes; the first byte chooses the encoding.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "web/charset.h"
#include "web/mime.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = { "UTF-8", "windows-1252", "ISO-8859-7",
	"gb18030", "GBK", "Big5", "EUC-JP", "ISO-2022-JP", "Shift_JIS",
	"EUC-KR", "replacement", "UTF-16BE", "UTF-16LE", "x-user-defined" };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *name;
	struct err e = ERR_INIT;
	struct str s, text;
	struct arena a;
	jmp_buf over;
	size_t bad;

	if (size == 0)
		return 0;
	name = names[data[0] % (sizeof(names) / sizeof(names[0]))];
	s = str_n((const char *)data + 1, size - 1);
	arena_init(&a, 16 << 20);
	a.over = &over;
	if (setjmp(over) == 0) {
		if (charset_decode(&a, name, s, &text, &bad, &e) != 0 ||
		    !utf8_valid(text) || bad > charset_faults(name, s))
			abort();
		(void)charset_prescan(s);
		(void)charset_by_label(s);
		(void)charset_from_content_type(s);
		(void)mime_essence(&a, s);
	}
	arena_release(&a);
	return 0;
}
