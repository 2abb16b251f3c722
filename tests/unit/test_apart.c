// SPDX-License-Identifier: ISC
// A run that is a process of its own: what is heard of it, however it ends.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/apart.h"

static int run_as_told(struct arena *a, const struct config *c,
    const struct run_options *o, struct run_report *out, struct err *e);

#define run run_as_told
#include "cli/apart.c"
#undef run

/* How it ends: 0: well; above: by that signal; below: by exit(2). */
static int end;

static int
run_as_told(struct arena *a, const struct config *c,
    const struct run_options *o, struct run_report *out, struct err *e)
{
	(void)a, (void)c, (void)e;
	o->alive(o->alive_ctx);
	if (end > 0)
		raise(end);
	if (end < 0)
		_exit(-end);
	*out = (struct run_report){ .fetched = 7 };
	return 0;
}

static void
test_ends(void **state)
{
	static const struct {
		int line, end;
		const char *says;
	} rows[] = {
		{ __LINE__, 0, NULL },
		{ __LINE__, SIGKILL, "a run ended by signal 9" },
		{ __LINE__, -3, "a run ended with status 3" },
	};
	static const volatile sig_atomic_t stop;
	const struct config c = { .formats = 0 };
	const struct run_options o = { .stop = &stop };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct run_report r = { .fetched = 0 };
		struct err e = ERR_INIT;
		int64_t due;
		int rc;

		end = rows[i].end;
		rc = apart_run(&c, &o, &r, &due, &e);
		if (rc != (end == 0 ? 0 : -1) ||
		    (end == 0 ? r.fetched != 7
			      : strcmp(e.msg, rows[i].says) != 0 ||
				    e.retry != RETRY_SOON))
			fail_msg("row %d: %d, %s", rows[i].line, rc, e.msg);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ends),
	};

	return cmocka_run_group_tests_name("apart", tests, NULL, NULL);
}
