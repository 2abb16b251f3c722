// SPDX-License-Identifier: ISC
#ifndef TESTS_UNIT_PATIENCE_H
#define TESTS_UNIT_PATIENCE_H

#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

/* Whether the processor's time since START is less than so many seconds; under
 * valgrind, than forty times that. */
static inline bool
within(clock_t start, int seconds)
{
	int slower = getenv("UNDER_VALGRIND") != NULL ? 40 : 1;

	return (clock() - start) / CLOCKS_PER_SEC < (clock_t)seconds * slower;
}

#endif
