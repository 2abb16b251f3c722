// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_FILTER_H
#define NORMALIZE_FILTER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/item.h"
#include "model/source.h"

/* The conditions of a source, ready to be asked. */
struct filter_set;

/*
 * Make ready `required`, `max_age`, `only` and `drop` of SRC; ages count up to
 * NOW. Returns 0, or -1 with E set (ERR_CONFIG) when a pattern does not
 * compile. Of a source with `article` conditions on the content are left out:
 * a list has none, and they are for who has read the article.
 */
int filter_init(struct arena *a, const struct source *src, int64_t now,
    struct filter_set **out, struct err *e);

/*
 * Why IT is not wanted, such as "required: date", "only" or "drop: 广告";
 * empty when it is. What a pattern takes too many steps for is not wanted,
 * whether the pattern is of `only` or of `drop`.
 */
struct str filter_ask(
    struct arena *a, const struct filter_set *f, const struct item *it);

#endif
