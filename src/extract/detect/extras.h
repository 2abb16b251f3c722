// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_EXTRAS_H
#define EXTRACT_DETECT_EXTRAS_H

#include "extract/detect/score.h"

/* Find picture and summary of the list R among its columns CS. Results in A. */
void extras_find(struct arena *a, const struct outline *o,
    const struct columns *cs, struct reading *r);

#endif
