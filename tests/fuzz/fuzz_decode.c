// SPDX-License-Identifier: ISC
// A response of arbitrary bytes: the first line is its Content-Encoding, the
// second its Content-Type, the rest its body.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "decode/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct source src = { SOURCE_PARTS(bare_parts),
		.charset = STR_NULL, .max_size = 1 << 20 };
	struct response res = { .content_type = STR_NULL,
		.content_encoding = STR_NULL,
		.url = STR_NULL };
	struct document doc = { .text = STR_NULL };
	struct str rest = str_n((const char *)data, size);
	struct err e = ERR_INIT;
	struct arena a;
	jmp_buf over;

	(void)str_cut(&rest, '\n', &res.content_encoding);
	(void)str_cut(&rest, '\n', &res.content_type);
	res.body = rest;
	arena_init(&a, 16 << 20);
	a.over = &over;
	if (setjmp(over) == 0 && decode(&a, &src, &res, &doc, &e) == 0 &&
	    (!utf8_valid(doc.text) || doc.charset == NULL))
		abort();
	arena_release(&a);
	return 0;
}
