// SPDX-License-Identifier: ISC
#ifndef BASE_ZONE_BOOK_H
#define BASE_ZONE_BOOK_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/civil.h"

/*
 * Time zones for a process that can open no file: the C library reads those of
 * the zone database when they are asked for. Here one is a list of the times at
 * which its offset changes, which can be made before, or be told by another
 * process.
 */
struct zone_times {
	char name[64]; /* as in struct zone */
	int64_t *from; /* ascending; the first is the earliest that is known */
	int32_t *offset; /* seconds east of UTC, from then on */
	size_t n;        /* at least 1 */
};
/* Changes that one may have: the most met are 250. */
#define ZONE_TIMES_MAX 1000

/* The changes of Z from 1968 to 2068, by the C library. In A. */
struct zone_times zone_times_make(struct arena *a, const struct zone *z);

/* The offset at instant T. Before the first change it is that of the first;
 * behind 2068 clocks go on as in the 28 years before it, after which the
 * calendar repeats itself. */
int32_t zone_times_offset(const struct zone_times *x, int64_t t);

struct zone_book {
	struct zone_times *v;
	size_t n, cap;
};
/* The zone NAME, or NULL. */
const struct zone_times *zone_book_find(
    const struct zone_book *b, const char *name);
/* Enter X, whose parts are borrowed, in place of one of that name. In A. */
void zone_book_add(
    struct zone_book *b, struct arena *a, const struct zone_times *x);

/*
 * From now on zone_init() and zone_offset() know the zones of B alone, borrowed
 * for good, and what has a fixed offset. Like the TZ of the C library this is a
 * matter of the whole process.
 */
void zone_book_use(const struct zone_book *b);

#endif
