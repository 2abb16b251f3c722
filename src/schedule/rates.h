// SPDX-License-Identifier: ISC
#ifndef SCHEDULE_RATES_H
#define SCHEDULE_RATES_H

/* Inside schedule/ only: the model that a rhythm stands for. */

#include <stdbool.h>
#include <stdint.h>

#include "base/civil.h"
#include "model/state.h"

#define EVENT 1000   /* one event, in the unit of struct tally */
#define HISTORY 90LL /* days; what is older counts for nothing */

/* Made of the sums: events x 10^-6 an hour, shares x 10^-3. */
struct rates {
	int64_t mean;
	int64_t hour[24], day[7];
};
void rates_init(struct rates *m, const struct rhythm *r);

/* A time within one hour of the local day. */
struct piece {
	int64_t from, to;
	int hour, day;
	int32_t offset; /* of the zone, which holds up to HELD */
	int64_t held;   /* 0: not known yet */
};
/* The next piece of the time up to END; begin with TO as the start. False when
 * there is none. */
bool piece_next(const struct zone *z, struct piece *p, int64_t end);

/* Events x 10^-6 an hour in P. */
int64_t rates_in(const struct rates *m, const struct piece *p);
/* Thousandths of events that R expects from FROM to TO. */
int64_t rates_expected(
    const struct rhythm *r, const struct zone *z, int64_t from, int64_t to);

#endif
