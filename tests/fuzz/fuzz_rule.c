// SPDX-License-Identifier: ISC
// The field language, then its ops over a text: rule, newline, text.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "extract/ops.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
run(struct arena *a, struct str in)
{
	struct raw_value v[2];
	struct raw_field f = { .v = v, .n = 2 };
	struct str text = STR_NULL, value;
	struct rule r;
	struct ops ops;
	struct err e = ERR_INIT;

	if (!str_cut(&in, '\n', &text))
		return;
	if (rule_parse(a, text, &r, &e) != 0) {
		if (e.col < 1 || (size_t)e.col > text.len + 1)
			abort();
		return;
	}
	value = utf8_scrub(a, in);
	v[0] = v[1] = (struct raw_value){ .raw = value, .value = value };
	if (ops_compile(a, &r, &ops, &e) == 0)
		(void)ops_run(a, &ops, &f, &e);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	arena_init(&a, 16 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		run(&a, str_n((const char *)data, size));
	arena_release(&a);
	return 0;
}
