// SPDX-License-Identifier: ISC
// A whole page through decode, extract and normalize. The input is a source
// line, a response line and the body behind them, as a worker will get them;
// what comes out must be readable as records again.
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/record.h"
#include "run/process.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NOW 1796000000

static void
read_back(struct arena *a, const struct items *items)
{
	struct items again;
	struct err e = ERR_INIT;
	struct buf b;

	buf_init(&b, 64 << 20);
	if (record_write_items(&b, items, true) != 0 ||
	    record_read_items(a, buf_str(&b), &again, &e) != 0 ||
	    again.n != items->n) {
		fprintf(stderr, "%s\n", e.msg);
		abort();
	}
	buf_release(&b);
}

static void
run(struct arena *a, struct str in)
{
	struct source src;
	struct response res;
	struct page page;
	struct str line;
	struct err e = ERR_INIT;

	if (!str_cut(&in, '\n', &line) ||
	    record_read_source(a, line, &src, &e) != 0 ||
	    !str_cut(&in, '\n', &line) ||
	    record_read_response(a, line, &res, &e) != 0)
		return;
	res.body = in;
	if (process(a, &src, &res, NOW, &page, &e) == 0)
		read_back(a, &page.items);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	arena_init(&a, 64 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		run(&a, str_n((const char *)data, size));
	arena_release(&a);
	return 0;
}
