// SPDX-License-Identifier: ISC
#include "run/guard.h"

#include <setjmp.h>

int
guard(struct arena *a, guard_fn fn, void *ctx, struct err *e)
{
	jmp_buf over, *outer = a->over;
	int rc;

	a->over = &over;
	if (setjmp(over) == 0)
		rc = fn(ctx, e);
	else
		rc = err_set(e, ERR_LIMIT,
		    "this takes more than %zu MiB of memory", a->budget >> 20);
	a->over = outer;
	return rc;
}
