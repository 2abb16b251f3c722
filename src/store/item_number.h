// SPDX-License-Identifier: ISC
#ifndef STORE_ITEM_NUMBER_H
#define STORE_ITEM_NUMBER_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "store/query.h"

/* The number of the item GUID. Returns 0, or -1 with E set, also when there is
 * no such item (ERR_STORE). */
int item_number(struct store *s, struct str guid, int64_t *n, struct err *e);

#endif
