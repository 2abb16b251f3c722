// SPDX-License-Identifier: ISC
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include "base/arena.h"
#include "model/item.h"
#include "store/query.h"
#include "store/values.h"

/* A row of the table `item`: IT has all but what VALUE holds. */
struct row {
	struct item it;
	struct str value[VALUE_COUNT];
};

/* Put the columns that are frozen at first sight, those that may move. */
void row_put_frozen(struct query *q, const struct row *r);
void row_put_moving(struct query *q, const struct row *r);
/* Put a date, in five columns. */
void row_put_when(struct query *q, const struct when *w);
/* Take both, in this order, from the row a statement stands at. */
void row_take(struct query *q, struct arena *a, struct row *r);

/* The row with the number N; that there is none is damage. Returns 0, or -1
 * with E set. */
int row_load(
    struct store *s, struct arena *a, int64_t n, struct row *r, struct err *e);

#endif
