// SPDX-License-Identifier: ISC
#ifndef RUN_DRIFT_JUDGE_H
#define RUN_DRIFT_JUDGE_H

#include "run/drift.h"

/* What the rules did to the page. */
enum verdict {
	VERDICT_WELL,
	VERDICT_LACKS,   /* fields that they found before */
	VERDICT_SUSPECT, /* a few items, or far too many */
	VERDICT_BROKEN,  /* they found nothing of use */
	VERDICT_OTHER,   /* they found another list */
	VERDICT_OUT      /* it is not for rules to mend */
};

/*
 * What the rules that gave PAGE, or could not (FAILED, else NULL), did to it.
 * FIELDS has a bit 1 << FIELD_x for each that is not found any more. Returns 0,
 * or -1 with E set (ERR_STORE).
 */
int drift_judge(struct drift *d, const struct page *page,
    const struct err *failed, enum verdict *out, unsigned *fields,
    struct err *e);

#endif
