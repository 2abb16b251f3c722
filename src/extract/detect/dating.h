// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_DATING_H
#define EXTRACT_DETECT_DATING_H

#include "extract/detect/score.h"

/* How much of a date the box I is, one of enum detect_date. Asked once: groups
 * have the same elements in other frames. */
int dating_at(const struct judge *j, uint32_t i);

/* True when all that C has are times of day, or lengths. */
bool dating_is_clock(
    const struct judge *j, const struct group *g, const struct column *c);

/* How much of a date C, a column of the group G, is: 1 when each member has a
 * whole one there. Asked of a few members when it is first wanted. */
double dating_of(
    const struct judge *j, const struct group *g, struct column *c);

/* The one of CS that tells when an entry was published: the best, of equal ones
 * the first, and of those around each other the innermost; or NULL. */
const struct column *dating_find(
    const struct judge *j, const struct reading *r, struct columns *cs);

#endif
