// SPDX-License-Identifier: ISC
#ifndef SCHEDULE_HOURS_H
#define SCHEDULE_HOURS_H

#include <stdint.h>

#include "model/source.h"
#include "model/state.h"

/*
 * The first time at or after T at which `hours` of S (by clocks in its zone)
 * and the hours and days that a feed asks to skip (UTC) let S be fetched: T
 * itself when they do. When together they leave no hour of a week, T. Pure.
 */
int64_t hours_open(const struct source *s, const struct hints *h, int64_t t);

/* The next time after T at which clocks in Z show CLOCK, seconds after
 * midnight; zone_instant says what that is where clocks change. Pure. */
int64_t hours_next_clock(const struct zone *z, int64_t t, int32_t clock);

#endif
