// SPDX-License-Identifier: ISC
#ifndef RUN_PLAUSIBLE_H
#define RUN_PLAUSIBLE_H

#include <stddef.h>

#include "base/err.h"
#include "model/item.h"

/*
 * Is the page what its rules were written for? A rule that came to match
 * something else finds items that lack what the source's items have: N of them
 * are stored, OLD. Returns 0, or -1 with E set (ERR_EXTRACT) when four in five
 * of those have a title, and not one in two of five or more on the page; the
 * same for links of their own.
 */
int plausible(
    const struct items *page, const struct item *old, size_t n, struct err *e);

#endif
