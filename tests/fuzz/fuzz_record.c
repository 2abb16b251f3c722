// SPDX-License-Identifier: ISC
// Lines that a worker may have written, or not: what is accepted is written
// as a line that is accepted again and gives the same bytes.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "model/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
items(struct arena *a, struct str in)
{
	struct items first, second;
	struct buf b, again;
	struct err e = ERR_INIT;

	if (record_read_items(a, in, &first, &e) != 0)
		return;
	buf_init(&b, 64 << 20);
	buf_init(&again, 64 << 20);
	if (record_write_items(&b, &first, true) != 0 ||
	    record_read_items(a, buf_str(&b), &second, &e) != 0 ||
	    record_write_items(&again, &second, true) != 0 ||
	    !str_eq(buf_str(&b), buf_str(&again)))
		abort();
	buf_release(&b);
	buf_release(&again);
}

static void
source(struct arena *a, struct str in)
{
	struct source first, second;
	struct buf b;
	struct err e = ERR_INIT;

	if (record_read_source(a, in, &first, &e) != 0)
		return;
	buf_init(&b, 64 << 20);
	if (record_write_source(&b, &first) != 0 ||
	    record_read_source(a, buf_str(&b), &second, &e) != 0)
		abort();
	buf_release(&b);
}

static void
both(struct arena *a, struct str in)
{
	items(a, in);
	source(a, in);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	arena_init(&a, 64 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		both(&a, str_n((const char *)data, size));
	arena_release(&a);
	return 0;
}
