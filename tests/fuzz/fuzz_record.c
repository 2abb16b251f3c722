// SPDX-License-Identifier: ISC
// What a worker may have written, or not: what is accepted is written as what is
// accepted again and gives the same bytes.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "model/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* FIRST is what can be told in this form. */
static void
tell(struct arena *a, const struct items *first, bool whole)
{
	struct items second;
	struct buf b, again;
	struct err e = ERR_INIT;

	buf_init(&b, 64 << 20);
	buf_init(&again, 64 << 20);
	if (record_write_items(&b, first, whole) != 0 ||
	    record_read_items(a, buf_str(&b), &second, &e) != 0 ||
	    record_write_items(&again, &second, whole) != 0 ||
	    !str_eq(buf_str(&b), buf_str(&again)))
		abort();
	buf_release(&b);
	buf_release(&again);
}

static void
items(struct arena *a, struct str in)
{
	struct items first;
	struct err e = ERR_INIT;

	if (record_read_items(a, in, &first, &e) != 0)
		return;
	tell(a, &first, true);
	for (size_t i = 0; i < first.n; i++)
		if (str_empty(first.v[i].key)) /* as processes never have it */
			return;
	tell(a, &first, false);
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
