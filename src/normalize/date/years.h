// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_DATE_YEARS_H
#define NORMALIZE_DATE_YEARS_H

#include "normalize/date/date.h"

/*
 * Give the rows that lack a year theirs. The newest day that is not to come is
 * kept unless an item's link or the order of the list speaks against it.
 */
void mend_years(struct arena *a, struct date_evidence *v, size_t n,
    const struct date_context *ctx);

#endif
