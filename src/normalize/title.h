// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_TITLE_H
#define NORMALIZE_TITLE_H

#include "base/str.h"

/*
 * TITLE, a line, without what a list puts around it: a bullet before it, a
 * separator or an arrow behind it.
 */
struct str title_bare(struct str title);

#endif
