// SPDX-License-Identifier: ISC
#ifndef TESTS_FUZZ_MUST_H
#define TESTS_FUZZ_MUST_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/* An invariant of a target: what does not hold is a finding, and the log of
 * the run says which one it was. */
#define must(truth) must_hold((truth), #truth, __FILE__, __LINE__)

static inline void
must_hold(bool truth, const char *what, const char *file, int line)
{
	if (truth)
		return;
	dprintf(2, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

#endif
