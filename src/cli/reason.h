// SPDX-License-Identifier: ISC
#ifndef CLI_REASON_H
#define CLI_REASON_H

#include "base/arena.h"
#include "base/civil.h"
#include "base/str.h"
#include "model/item.h"

/* Sentences that tell people why a value of an item is what it is. All are
 * safe for a terminal. */

/* W, told in zone Z when it is no date of the page but a time of ours: such are
 * stored without a zone. */
struct when reason_local(const struct when *w, const struct zone *z);

/* The date as the feeds have it, in the zone it was read in, without seconds
 * that nobody gave: "2026-11-20 08:30 +08:00"; empty when there is none. */
struct str reason_date(struct arena *a, const struct when *w);

/*
 * Where W comes from: `span.time gave "11月20日": the year is the newest that
 * is not to come`. RULE is what found its text, or empty; HOW is that of W, or
 * what the store has kept of it.
 */
struct str reason_of_date(
    struct arena *a, struct str rule, const struct when *w, unsigned how);

/* What the identity KEY was made of: "link", "guid" or "title". */
struct str reason_key_kind(struct str key);
/* The same in words. */
struct str reason_of_key(struct str key);

/*
 * What was taken out of FOUND, the address in the page, on the way to the
 * identity KEY: names of parameters, and "#..." for a fragment, with spaces
 * between them; empty when nothing was or KEY is no link.
 */
struct str reason_removed(struct arena *a, struct str found, struct str key);

#endif
