// SPDX-License-Identifier: ISC
#ifndef RUN_LINK_WAY_H
#define RUN_LINK_WAY_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/item.h"

/* The host of LINK without "www."; empty when it has none. */
struct str link_host(struct arena *a, struct str link);

/*
 * Where LINK leads, but for what tells one article from another: its host and
 * its path with each run of figures as one 0 and all letters of the last part
 * as one a, "example.org/news/0/0/a.html"; of a query its names.
 */
struct str link_way(struct arena *a, struct str link);

/* The way that nine in ten links of the items V lead, of those whose RANK is
 * not SIZE_MAX (RANK NULL: of all); or empty. */
struct str link_one_way(
    struct arena *a, const struct item *v, size_t n, const size_t *rank);
/* The one host that all of them have; or empty. */
struct str link_one_host(
    struct arena *a, const struct item *v, size_t n, const size_t *rank);

#endif
