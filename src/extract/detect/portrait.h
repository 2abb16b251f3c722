// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_PORTRAIT_H
#define EXTRACT_DETECT_PORTRAIT_H

#include "extract/detect/score.h"

/*
 * Is the picture at the box I, in member M of R, that of who wrote the entry, or
 * the sign of who publishes it? So it is when its classes say so, when it leads
 * where a name beside it does, or when it is described by that name.
 */
bool portrait_is(
    const struct outline *o, const struct reading *r, size_t m, uint32_t i);

#endif
