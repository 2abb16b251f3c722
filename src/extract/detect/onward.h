// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_ONWARD_H
#define EXTRACT_DETECT_ONWARD_H

#include "extract/detect/score.h"

/*
 * Take out of R what leads on to more of its list, as "More..." in the last row
 * of a table and the numbers of other pages do: they have headline and link no
 * more. R->onward tells that there is such a thing, in R or right behind it.
 */
void onward_drop(const struct judge *j, struct reading *r);

#endif
