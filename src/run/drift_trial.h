// SPDX-License-Identifier: ISC
#ifndef RUN_DRIFT_TRIAL_H
#define RUN_DRIFT_TRIAL_H

#include "run/drift.h"

/* In how many of ITEMS each field was found. */
void trial_have(const struct items *items, uint32_t have[FIELD_COUNT]);

/* Fill D->known. Returns 0, or -1 with E set. */
int trial_load_known(struct drift *d, struct err *e);

/* How PAGE looks beside what D knows, in D->mine. */
int trial_compare(struct drift *d, const struct items *page,
    struct likeness *out, bool **stored, struct err *e);

/*
 * Find the list of D on the page RES by other rules than USED, of which FIELDS
 * (bits 1 << FIELD_x; 0: the list itself) find nothing any more. Returns 1
 * with OUT in D->mine, 0 with D->cannot and D->guess set, or -1 with E set.
 */
int trial_repair(struct drift *d, const struct response *res,
    const struct source *used, unsigned fields, struct rule_set *out,
    struct err *e);

#endif
