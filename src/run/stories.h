// SPDX-License-Identifier: ISC
#ifndef RUN_STORIES_H
#define RUN_STORIES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/item.h"
#include "model/merged.h"
#include "store/store.h"

/*
 * Which items of several sources tell one story, and which of them is shown.
 *
 * Two items of different sources are one story when their links are one by
 * normalize/canonical.h. Of those at hand the one of the source listed first
 * is shown; but an entry that readers have stays the entry, whatever comes or
 * is listed before it later on: the store remembers by which item a feed has
 * told a story.
 */

/* An item that may be shown. */
struct candidate {
	struct item it;
	size_t from;  /* place of its source in the feed */
	size_t next;  /* of the same story; STORY_NONE at the end */
	bool another; /* it is shown by another one */
};
#define STORY_NONE ((size_t)-1)

struct stories;
/* For the feed M; C, whose items are told apart, lives as long as A. */
struct stories *stories_new(
    struct arena *a, const struct merged *m, struct store *st);

/*
 * Take candidate I of V into account. Returns 1 when it makes the feed longer
 * by one, 0 when its story is there already or is told by an item that the
 * feed has shown before, -1 with E set (ERR_STORE).
 */
int stories_add(
    struct stories *s, struct candidate *v, size_t i, struct err *e);

/*
 * Decide: set V[i].another. What the feed shows for the first time is stored,
 * and *STORED set. Returns 0, or -1 with E set (ERR_STORE).
 */
int stories_settle(
    struct stories *s, struct candidate *v, bool *stored, struct err *e);

/* How the feed names where the story of a candidate is found as well. */
typedef struct mention (*stories_mention)(
    void *ctx, const struct candidate *another);
/* Once settled: each that is shown names the others of its story. */
void stories_mentions(const struct stories *s, struct candidate *v,
    stories_mention mention, void *ctx);

#endif
