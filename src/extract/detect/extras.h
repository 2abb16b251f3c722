// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_EXTRAS_H
#define EXTRACT_DETECT_EXTRAS_H

#include "extract/detect/score.h"

/* Find picture and summary of the list R, whose credits are known, among its columns CS. Results in A. */
void extras_find(struct arena *a, const struct outline *o,
    const struct columns *cs, struct reading *r);

/* Hash of what may be the address of the picture N: where that of a lazy one
 * stands, nobody knows yet, but not in words for who reads. */
uint64_t extras_picture(const struct html_node *n);

#endif
