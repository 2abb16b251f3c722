// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_TITLE_H
#define EXTRACT_DETECT_TITLE_H

#include "extract/detect/score.h"

/*
 * Find the headline and the link among CS, the columns of R->group, and set
 * R->title and R->link. Returns how good they are, 0 when there are none.
 */
double title_find(const struct judge *j, struct columns *cs, struct reading *r);

#endif
