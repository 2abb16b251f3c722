// SPDX-License-Identifier: ISC
// The first line has rules, the rest is a page that is drawn by them. What is
// drawn must be read as it was written: no element, attribute or link but
// those that a preview has, and nothing of the page outside of its place.
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../unit/preview_draw.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
run(struct arena *a, struct str in)
{
	struct source src = { SOURCE_PARTS(bare_parts), .limit = 0 };
	struct buf *b = buf_in(a, 16 << 20);
	const char *fault;
	struct str rules;

	if (!str_cut(&in, '\n', &rules) || draw_rules(a, &src, rules) != 0 ||
	    draw(a, &src, in, b) != 0)
		return;
	fault = draw_fault(a, buf_str(b));
	if (fault != NULL) {
		fprintf(stderr, "%s\n", fault);
		abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	arena_init(&a, 256 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		run(&a, str_n((const char *)data, size));
	arena_release(&a);
	return 0;
}
