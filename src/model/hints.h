// SPDX-License-Identifier: ISC
#ifndef MODEL_HINTS_H
#define MODEL_HINTS_H

#include <stdint.h>

/* What a feed says of itself about when to come again; zeros for a page. */
struct hints {
	uint32_t ttl;        /* seconds: `ttl`, `sy:updatePeriod` */
	uint32_t skip_hours; /* bit 1 << hour, in UTC: `skipHours` */
	uint32_t skip_days;  /* bit 1 << day, 0 is Sunday, in UTC: `skipDays` */
};

#endif
