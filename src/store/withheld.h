// SPDX-License-Identifier: ISC
#ifndef STORE_WITHHELD_H
#define STORE_WITHHELD_H

/* Inside store/ only: items that stay out of the feeds. */

#include "model/item.h"
#include "store/query.h"

/* Item N of SOURCE stays out of the feeds since NOW. 0, or -1 with E set. */
int withheld_add(struct store *s, int64_t n, int64_t source, enum withheld why,
    int64_t now, struct err *e);

#endif
