// SPDX-License-Identifier: ISC
#ifndef CLI_EXPLAIN_FOLDS_H
#define CLI_EXPLAIN_FOLDS_H

#include <jansson.h>

#include "cli/cli.h"
#include "model/item.h"
#include "store/store.h"

/* What merged feeds have made of one item. */
struct explain_folds {
	struct folded *v;
	size_t n;
};
/* Read it. Returns 0, or -1 with E set. */
int explain_folds_load(struct arena *a, struct store *st, const struct item *it,
    struct explain_folds *out, struct err *e);

/* Print what IT is folded into and what is folded into it, and how that is
 * undone. */
void explain_folds_print(
    struct cli *c, const struct item *it, const struct explain_folds *f);
/* The two lists, as they stand under "folded" and "also". */
json_t *explain_folded_json(
    struct arena *a, const struct item *it, const struct explain_folds *f);
json_t *explain_also_json(
    struct arena *a, const struct item *it, const struct explain_folds *f);

/*
 * Part IT from all it is folded into, in the state folder DIR, and say so.
 * Returns an exit status, after saying what is wrong: EXIT_SOURCE when it is
 * folded into nothing, EXIT_BUSY while a run is at work.
 */
int explain_separate(struct cli *c, const char *dir, const struct item *it);

#endif
