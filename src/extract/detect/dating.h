// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_DATING_H
#define EXTRACT_DETECT_DATING_H

#include "extract/detect/score.h"

/* Set column.date of each of CS, columns of the group G. */
void dating_measure(
    const struct judge *j, const struct group *g, struct columns *cs);

/* The one of CS that tells when an entry was published: the best, of equal ones
 * the first, and of those around each other the innermost; or NULL. */
const struct column *dating_find(
    const struct judge *j, const struct reading *r, const struct columns *cs);

#endif
