// SPDX-License-Identifier: ISC
#ifndef RUN_AROUND_H
#define RUN_AROUND_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/item.h"
#include "model/limits.h"

/*
 * What a page links to beside its list: menus, hot lists, carousels, footers.
 * Links that stood there are no news of the list, so a list of such links is
 * another one. Kept is no link but a Bloom filter of their canonical forms:
 * AROUND_BITS bits a link, in whole bytes, AROUND_HASHES of them set, so that
 * one link in 500 seems to be there that is not.
 */
#define AROUND_BITS 16
#define AROUND_HASHES 5
/* Most bytes of a filter. */
#define AROUND_MOST (LIMIT_PAGE_LINKS * AROUND_BITS / 8)

/* The filter of the N links V, which resolve against BASE, without those that
 * lead to one of ITEMS. In A; empty when no link is left. */
struct str around_make(struct arena *a, struct str base, const struct str *v,
    size_t n, const struct items *items);

/* True when LINK, absolute, was among them: nearly always rightly. */
bool around_has(struct arena *a, struct str around, struct str link);

#endif
