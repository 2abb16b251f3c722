// SPDX-License-Identifier: ISC
#ifndef STORE_EVIDENCE_H
#define STORE_EVIDENCE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/item.h"
#include "store/query.h"

/*
 * Put down what item number N rests on: IT is what the page gave, with the
 * dates as they are stored. Returns 0, or -1 with E set.
 */
int evidence_add(struct store *s, struct arena *a, int64_t n,
    const struct item *it, struct err *e);

/* The date of item number N is another: IT is what has it. */
int evidence_date(struct store *s, struct arena *a, int64_t n,
    const struct item *it, struct err *e);

/*
 * Put down an edit that moved `updated`: EDITED names the values that changed;
 * TITLE_BEFORE is the title they replaced, or empty.
 */
int evidence_edit(struct store *s, int64_t n, struct str edited,
    struct str title_before, struct err *e);

#endif
