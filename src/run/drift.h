// SPDX-License-Identifier: ISC
#ifndef RUN_DRIFT_H
#define RUN_DRIFT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/list.h"
#include "model/rule_set.h"
#include "model/source.h"
#include "run/likeness.h"
#include "run/processor.h"
#include "store/store.h"

/*
 * Sites change their make, and the rules of a source then find nothing, or
 * another list of the page, or lack a field. This reads a page with what is
 * remembered of its list (model/list.h): a list that is still there is found
 * again by its items and read by other rules, which stand in for those of the
 * configuration until these find the list again or are changed. What evidence
 * that takes stands in run/likeness.h; without it the page fails as it would
 * without this, with a guess for a person to look at.
 *
 * Of a source without `item` the rules that were found first stay in use, so
 * that no run jumps to another list of the page; other rules take the same
 * evidence. With `repair: off` nothing of the configuration is replaced, and
 * what was found first is all there is.
 *
 *	drift_begin(&d, processor, src, store, now);
 *	rc = drift_read(&d, work, res, &page, e);
 *	...	drift_keep(&d, store, &page, e), when the page was stored
 *	drift_end(&d);
 *
 * PAGE refers to D.
 */
struct drift {
	const struct processor *processor;
	const struct source *source;
	struct store *store; /* what is known; NULL: nothing is */
	int64_t now;
	struct str language; /* of the page when it was well last; or empty */
	bool accept; /* somebody wants what is there now: nothing is known */
	uint64_t unless; /* the sum of a list that need not be read again: then
			    PAGE->same is all that is told; or 0 */

	/* what came of it; until drift_end */
	struct list_memory list; /* as it is to be kept */
	bool changed;            /* LIST.rules are others since this run */
	struct str broke;        /* why rules were replaced; or empty */
	struct str cannot;       /* why they were not; or empty */
	unsigned lost; /* 1 << FIELD_x: most items had it before, none has now,
			  and nothing was found that gives it */
	struct str guess; /* rules that may be meant, as YAML; or empty */

	struct arena mine, trial; /* for work; TRIAL is reset for each trial */
	struct list_known known;  /* loaded when it is needed */
	bool known_loaded;
};

void drift_begin(struct drift *d, const struct processor *p,
    const struct source *src, struct store *store, int64_t now);
void drift_end(struct drift *d);

/*
 * process() of RES in A, by the rules that find the list. Returns 0, or -1
 * with E set as process() does, with ERR_EXTRACT also when the rules find
 * another list, or with what the store says (REACH_RUN).
 */
int drift_read(struct drift *d, struct arena *a, const struct response *res,
    struct page *page, struct err *e);

/* The source with the rules by which drift_read() will read a page of SRC first.
 * ACCEPT is as in struct drift. In A; SRC itself when they are its own. */
const struct source *drift_first(struct arena *a, const struct source *src,
    struct store *store, bool accept);

/* Add to E, which says why a page gave nothing, why nothing was repaired. */
void drift_explain(const struct drift *d, struct err *e);

/*
 * Remember the list of PAGE, all of which is in the store. Within the same
 * transaction. SURE: its items entered the feed, so that they are what a later
 * page is compared with; else only its rules are kept.
 * Returns 0, or -1 with E set.
 */
int drift_keep(struct drift *d, struct store *st, const struct page *page,
    bool sure, struct err *e);

/*
 * The rules that stand in for those of S, as an entry of `sources:` has them:
 * a changed key a line. In A; empty when there are none, or when S has none
 * that they could stand in for.
 */
struct str drift_patch(
    struct arena *a, const struct source *s, const struct list_memory *list);
/* The same of what is in ST (NULL: nothing is). */
struct str drift_stored_patch(
    struct arena *a, struct store *st, const struct source *s);

/* The names of the fields in LOST (see struct drift): "date, author". */
struct str drift_field_names(struct arena *a, unsigned lost);

/* What a person should know of S, whose rules broke at BROKE (0: they did not;
 * then it is empty) because of WHY (empty: unknown). A line. */
struct str drift_text(
    struct arena *a, const struct source *s, int64_t broke, struct str why);
/* The same with the patch behind it: see memory.turn. */
struct str drift_turn(struct arena *a, struct store *st, const struct source *s,
    int64_t broke, struct str why);

#endif
