// SPDX-License-Identifier: ISC
// A configuration from any bytes, without includes: what is read is written,
// and what is wrong is shown.
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
show(const struct config *c, const struct diagnostics *d, int rc)
{
	struct buf b;

	buf_init(&b, 4 << 20);
	for (size_t i = 0; i < d->n; i++)
		diagnostic_write(&b, &d->v[i], i % 2 == 0);
	diagnostics_write_json(&b, d);
	if (rc == 0)
		for (size_t i = 0; i < c->sources.n; i++)
			config_write_source(&b, &c->sources.v[i]);
	if (!utf8_valid(buf_str(&b)) || (rc == 0) != (d->errors == 0))
		abort();
	buf_release(&b);
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
		show(&c, &d, rc);
	}
	arena_release(&a);
	return 0;
}
