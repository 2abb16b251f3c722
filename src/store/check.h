// SPDX-License-Identifier: ISC
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include <stdbool.h>

#include "base/err.h"
#include "store/query.h"

/*
 * Whether the database is worth a look before it is written to: one of at most
 * LIMIT_CHECK bytes always, as that takes no time; a larger one when the last who
 * wrote to it did not come to an end, which leaves its log or its journal behind.
 * To be asked before the first statement, which makes a log, too.
 */
bool check_wanted(const struct store *s);

/*
 * Look at all pages of the database: SQLite's quick_check, which reads it once
 * and changes nothing. Returns 0, or -1 with E set (ERR_STORE) when it is
 * damaged.
 */
int check_whole(struct store *s, struct err *e);

#endif
