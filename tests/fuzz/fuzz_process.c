// SPDX-License-Identifier: ISC
// A whole page through decode, extract and normalize. The input is a source
// line, a response line and the body behind them, as a worker will get them;
// what comes out must be readable as records again.
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/record.h"
#include "run/call_record.h"
#include "run/process.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NOW 1796000000

/* The way that a page goes which another process reads: nothing that comes of
 * one is more than the other side takes. */
static void
read_back(struct arena *a, const struct call *c, int rc, struct reply *r,
    struct err *why)
{
	struct reply again;
	struct err e = ERR_INIT;
	struct buf b;

	buf_init(&b, 64 << 20);
	if (reply_write(&b, a, c, rc, r, why) != 0 ||
	    reply_read(a, c, buf_str(&b), &again, &e) != rc ||
	    e.code != why->code || again.page.items.n != r->page.items.n ||
	    !str_eq(again.page.around, r->page.around)) {
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
	struct call c = { .src = &src, .res = &res, .now = NOW };
	struct reply r = { .feed = NULL };
	struct str line;
	struct err e = ERR_INIT;
	int rc;

	if (!str_cut(&in, '\n', &line) ||
	    record_read_source(a, line, &src, &e) != 0 ||
	    !str_cut(&in, '\n', &line) ||
	    record_read_response(a, line, &res, &e) != 0)
		return;
	res.body = in;
	rc = process(a, &src, &res, NOW, &r.page, &e);
	read_back(a, &c, rc, &r, &e);
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
