// SPDX-License-Identifier: ISC
#ifndef SCHEDULE_SCHEDULE_H
#define SCHEDULE_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "model/source.h"
#include "model/state.h"

/* True when S is to be fetched at NOW: never fetched, or its time has come.
 * A paused source is never due. Pure. */
bool schedule_due(const struct source *s, const struct memory *m, int64_t now);

/*
 * When to fetch S next after an attempt at NOW. FAILED is NULL after a success;
 * RETRY_AFTER is what the server asked for in seconds, or 0. After failures the
 * pause grows with their number, up to a day; it is never shorter than
 * RETRY_AFTER. Pure.
 */
int64_t schedule_next(const struct source *s, const struct memory *m,
    int64_t now, const struct err *failed, int64_t retry_after);

#endif
