// SPDX-License-Identifier: ISC
#ifndef MODEL_HOST_H
#define MODEL_HOST_H

#include <stdint.h>

#include "base/str.h"

/* What is remembered of a host between runs. Times: 0 is never. */
struct host_memory {
	int64_t not_before; /* no request until then: Retry-After; seconds */
	int64_t contact_ms; /* end of the last transfer, in milliseconds since
			       the epoch; only kept while a gap needs it */
};

/* Until when the host of M wants to be left alone; 0: not at all, which is also
 * so when no host may ask for that long: the clock was put back. */
int64_t host_held_until(const struct host_memory *m, int64_t now);

/* What is remembered of the robots.txt of an origin. Times: 0 is never. */
struct robots_memory {
	int64_t expires;      /* when it is to be asked for again */
	int64_t answered;     /* when the server last said what holds */
	int64_t silent_since; /* since when it cannot be read; 0: it can */
	struct str rules;     /* as web/robots keeps them; empty: none */
};

#endif
