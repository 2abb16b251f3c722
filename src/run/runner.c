// SPDX-License-Identifier: ISC
#include "run/runner.h"

#include "base/clock.h"

/* How long nobody may hear that the run goes on. */
#define TELL_MS 1000

bool
runner_stopped(const struct runner *r)
{
	return r->options->stop != NULL && *r->options->stop != 0;
}

void
runner_alive(struct runner *r)
{
	int64_t now = clock_monotonic_ms();

	if (r->options->alive == NULL || now - r->told_ms < TELL_MS)
		return;
	r->told_ms = now;
	r->options->alive(r->options->alive_ctx);
}
