// SPDX-License-Identifier: ISC
// The first line of the input names the content codings, the rest is content.
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "decode/decode.h"

#define OUTPUT (1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = str_n((const char *)data, size), codings, out;
	struct err e = ERR_INIT;
	struct arena a;
	jmp_buf over;
	bool cut;

	arena_init(&a, 4 << 20);
	a.over = &over;
	if (str_cut(&all, '\n', &codings) && setjmp(over) == 0)
		if (decode_inflate(&a, all, codings, OUTPUT, &out, &cut, &e) ==
			0 &&
		    out.len > OUTPUT && out.p != all.p)
			abort();
	arena_release(&a);
	return 0;
}
