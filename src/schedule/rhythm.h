// SPDX-License-Identifier: ISC
#ifndef SCHEDULE_RHYTHM_H
#define SCHEDULE_RHYTHM_H

#include <stddef.h>
#include <stdint.h>

#include "base/civil.h"
#include "model/item.h"
#include "model/state.h"

/*
 * The rhythm of a source: events come as a Poisson process whose rate is
 *
 *	rate(t) = mean x share of the hour of the day x share of the weekday
 *
 * each a ratio of events seen to events expected in the time that was looked
 * at, drawn towards 1 as long as little was seen. An event is a quarter of an
 * hour in which something came: a page that brings twenty items at once is
 * worth one fetch, not twenty.
 *
 * All here is pure: no clock, no chance, the same integers on every machine.
 */

/*
 * Take what one good fetch at NOW told: the items of the page (none when it
 * was not modified), FRESH of them never seen before. SINCE is the good fetch
 * before this one, or 0: then all items count, and a first page of thirty
 * dated items is a rhythm at once.
 *
 * A date counts as the time of its item when it has a time of day, is not in
 * the future, and is not long before SINCE. An item without such a date came at
 * some time since SINCE, or on the day that it names. One clock time on all
 * days is no time of day.
 */
void rhythm_learn(struct rhythm *r, const struct zone *z, const struct item *v,
    size_t n, size_t fresh, int64_t since, int64_t now);

/* Something that rhythm_learn was not told of came at AT: what was held back
 * enters the feed. The silence ended then. */
void rhythm_came(struct rhythm *r, int64_t at);

/*
 * How many seconds after NOW, the last fetch, to fetch again: when the items
 * that are expected by then will have waited RHYTHM_PATIENCE in all, but from
 * LEAST to MOST. At a constant rate r that is sqrt(2 x patience / r), which for
 * a given number of requests in all makes the sum of all waiting the smallest
 * (the square-root rule of Cho and Garcia-Molina, "Effective page refresh
 * policies for Web crawlers", 2003, for what is published and not replaced).
 */
int64_t rhythm_wait(const struct rhythm *r, const struct zone *z, int64_t now,
    int64_t least, int64_t most);

/* Item-seconds that may be waited in all. tests/bench/schedule_sim.c shows
 * what another number would cost and gain. */
#define RHYTHM_PATIENCE 110

/* Thousandths of events a day, on average; what is assumed when nothing is
 * known. */
int64_t rhythm_per_day(const struct rhythm *r);

#endif
