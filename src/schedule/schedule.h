// SPDX-License-Identifier: ISC
#ifndef SCHEDULE_SCHEDULE_H
#define SCHEDULE_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "model/source.h"
#include "model/state.h"

/*
 * True when S is to be fetched at NOW: never fetched, or its time has come. A
 * paused source is never due, nor is one that answered 410 Gone, until its
 * URL is another one than M->url (RFC 9110 15.5.11). An interval that was made
 * shorter in the configuration counts at once. Pure.
 */
bool schedule_due(const struct source *s, const struct memory *m, int64_t now);

/*
 * When to fetch S next after an attempt at NOW, which M->failures counts when
 * it failed. FAILED is NULL after a success;
 * RETRY_AFTER is what the server asked for in seconds with a failure, or 0.
 *
 * After failures the pause doubles with their number, up to a day; after 429
 * and 503 it begins at an hour. It is never shorter than RETRY_AFTER, which
 * counts up to a day. Pure.
 */
int64_t schedule_next(const struct source *s, const struct memory *m,
    int64_t now, const struct err *failed, int64_t retry_after);

#endif
