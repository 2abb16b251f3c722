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
 * another one. Kept is no link but AROUND_BYTES of a hash of the canonical form
 * of each, sorted: of ten million links that were not there one seems to have
 * been beside a list with 400. One that seems so wrongly keeps a list from being
 * found again for as long as it stands in it.
 */
#define AROUND_BYTES 4
/* Most bytes of it. */
#define AROUND_MOST ((int64_t)LIMIT_PAGE_LINKS * AROUND_BYTES)

/* What is kept of the N links V, which resolve against BASE, without those that
 * lead to one of ITEMS. In A; empty when no link is left. */
struct str around_make(struct arena *a, struct str base, const struct str *v,
    size_t n, const struct items *items);

/* True when LINK, absolute, was among them. */
bool around_has(struct arena *a, struct str around, struct str link);

#endif
