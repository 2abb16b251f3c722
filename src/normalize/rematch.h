// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_REMATCH_H
#define NORMALIZE_REMATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "model/item.h"

/*
 * A site that changes its links shows known items under new keys. Find for
 * each of the N items NEW, which no key tells, the one of the M items OLD that
 * it is: MATCH[i] is its place in OLD, or SIZE_MAX. HERE says of each of OLD
 * whether the page has it still, under its key: then it is none of NEW.
 * Returns how many were found.
 *
 * Two are the same when one thing of each is the only such on its side, and a
 * second thing agrees:
 *
 *	the title (text_fold), with the date, or with the address but for its
 *	host, spelling and scheme, or with a number that the address ends in and
 *	no other of its side
 *	the address, hosts included; or but for its host, with the date. An
 *	address that an item still on the page has as well tells nothing
 *
 * A title alone, or with the text, counts where neither side has a date to say
 * otherwise and REMATCH_LEAST items, half of NEW at least, are told by
 * something: then it is the site that changed, and not a column that has one
 * title every day. Dates agree as far as the less precise of them goes; one
 * that was made up at first sight, and dates_alike, say nothing.
 */
#define REMATCH_LEAST 5
size_t rematch(struct arena *a, const struct item *new, size_t n,
    const struct item *old, const bool *here, size_t m, size_t *match);

/* True when IT has a date of the page's own, not one the store made up. */
bool date_is_own(const struct item *it);

/* True when V has three dates or more and all are one moment of a day: then it
 * is the page that was made at that moment. */
bool dates_alike(const struct item *v, size_t n);

#endif
