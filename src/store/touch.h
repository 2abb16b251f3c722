// SPDX-License-Identifier: ISC
#ifndef STORE_TOUCH_H
#define STORE_TOUCH_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "store/query.h"

/*
 * For who changes what feeds are made of, whatever it is, in the transaction of
 * the change: from now on the store knows of no file that is made of it, see
 * store_made_list(). Of the source with the number SOURCE, the source ID, that
 * which has the item ITEM, or of none but in what tells of several. Returns 0,
 * or -1 with E set.
 */
int touch_source(struct store *s, int64_t source, struct err *e);
int touch_id(struct store *s, struct str id, struct err *e);
int touch_item(struct store *s, int64_t item, struct err *e);
int touch_several(struct store *s, struct err *e);

#endif
