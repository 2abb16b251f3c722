// SPDX-License-Identifier: ISC
#ifndef WEB_FRESHNESS_H
#define WEB_FRESHNESS_H

#include <stdint.h>

#include "base/str.h"

/* The header fields that say how long an answer stays fresh; empty when
 * absent. */
struct freshness {
	struct str cache_control, expires, date, age;
};

/*
 * For how many seconds from NOW an answer need not be asked for again, at most
 * MAX: what is left of its freshness lifetime (RFC 9111 4.2.1) after its Age
 * (4.2.3). max-age goes before Expires, which counts from Date; s-maxage is
 * for shared caches only. 0 when it says nothing, no-cache or no-store, or
 * something that cannot be read.
 *
 * The apparent age, NOW less Date, is left out of account: between an origin's
 * clock and ours it measures the clocks, and caches send Age.
 */
int64_t freshness_left(const struct freshness *f, int64_t now, int64_t max);

#endif
