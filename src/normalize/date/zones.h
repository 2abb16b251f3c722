// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_DATE_ZONES_H
#define NORMALIZE_DATE_ZONES_H

#include <stdbool.h>

#include "base/civil.h"
#include "base/str.h"

/*
 * The zone that an abbreviation means, in any case. Some stand for several
 * zones; the one nearest to HOME wins, so that CST is China's on a page in
 * China and America's elsewhere. Returns false when there is none.
 */
bool zone_named(struct str name, const struct zone *home, struct zone *out);

/* The Ith zone of the zone database that an abbreviation may mean; NULL: there
 * are no more. */
const char *zone_named_like(size_t i);

#endif
