// SPDX-License-Identifier: ISC
// A configuration from any bytes, without includes: what is read can be
// written and read back, and what is wrong can be shown.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "config/config.h"
#include "config/load.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *
fixed_env(const char *name)
{
	return strcmp(name, "HOME") == 0 ? "/home/user" : NULL;
}

static void
release(void *arg)
{
	buf_release(arg);
}

/* A buffer that a landing over budget gives back, too. */
static struct buf *
buffer(struct arena *a)
{
	struct buf *b = ARENA_NEW(a, struct buf);

	buf_init(b, 16 << 20);
	arena_defer(a, release, b);
	return b;
}

static void
write_sources(struct buf *b, const struct config *c)
{
	buf_add(b, STR("sources:\n"));
	for (size_t i = 0; i < c->sources.n; i++)
		config_write_source(b, &c->sources.v[i]);
}

/* What is written reads back and is then written the same. */
static void
check_round_trip(struct arena *a, const struct config *c)
{
	struct config again;
	struct diagnostics d;
	struct buf *b = buffer(a), *b2 = buffer(a);

	write_sources(b, c);
	if (c->sources.n == 0)
		return;
	if (config_read(
		a, "fuzz.yaml", buf_str(b), fixed_env, false, &again, &d) != 0)
		abort();
	write_sources(b2, &again);
	if (!str_eq(buf_str(b), buf_str(b2)))
		abort();
}

static void
show(struct arena *a, const struct diagnostics *d)
{
	struct buf *b = buffer(a);

	for (size_t i = 0; i < d->n; i++)
		diagnostic_write(b, &d->v[i], i % 2 == 0);
	diagnostics_write_json(b, d);
	if (!utf8_valid(buf_str(b)))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct config c;
	struct diagnostics d;
	jmp_buf over;
	int rc;

	arena_init(&a, 64 << 20);
	a.over = &over;
	if (setjmp(over) == 0) {
		rc = config_read(&a, "fuzz.yaml",
		    str_n((const char *)data, size), fixed_env, false, &c, &d);
		show(&a, &d);
		if ((rc == 0) != (d.errors == 0))
			abort();
		if (rc == 0)
			check_round_trip(&a, &c);
	}
	arena_release(&a);
	return 0;
}
