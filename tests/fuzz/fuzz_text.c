// SPDX-License-Identifier: ISC
// Any bytes give a line of valid UTF-8 that is its own line; cuts keep to it.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "normalize/credit.h"
#include "normalize/repeat.h"
#include "normalize/text.h"
#include "normalize/title.h"
#include "normalize/unescape.h"
#include "normalize/volatile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(struct arena *a, struct str s, size_t n)
{
	struct str line = text_line(a, s);
	struct str cut = text_cut(a, line, n);

	if (!utf8_valid(line) || !str_eq(text_line(a, line), line))
		abort();
	if (!utf8_valid(cut) || utf8_count(cut) > n)
		abort();
	if (!utf8_valid(text_fold(a, s)) ||
	    !utf8_valid(volatile_drop(a, line)) ||
	    !utf8_valid(credit_name(line)))
		abort();
	if (!utf8_valid(title_bare(line)) ||
	    !utf8_valid(text_unescape(a, line)) ||
	    !utf8_valid(repeat_drop_line(a, title_bare(cut), line)))
		abort();
	(void)repeat_drop_heading(a, line, s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	if (size < 1)
		return 0;
	arena_init(&a, 16 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		check(&a, str_n((const char *)data + 1, size - 1), data[0]);
	arena_release(&a);
	return 0;
}
