// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_CREDITS_H
#define EXTRACT_DETECT_CREDITS_H

#include "extract/detect/score.h"

/* Find author and outlet of the list R among its columns. */
void credits_find(const struct judge *j, struct reading *r);

#endif
