// SPDX-License-Identifier: ISC
#ifndef RUN_SHED_H
#define RUN_SHED_H

#include <stdbool.h>

#include "base/err.h"
#include "run/runner.h"

/*
 * On the first run of a day, after publishing: let go of the texts of items that
 * have been out of all feeds for long (LIMIT_TEXT_KEPT_S), so that the database
 * grows by a line for an item and not by its article. *GAPS: it is the first
 * run of a month, which closes the gaps that this leaves in the file. Returns 0,
 * or -1 with E set (ERR_STORE); no feed is another one for it.
 */
int shed_texts(struct runner *r, bool *gaps, struct err *e);

/* Close the gaps, when all is stored and published. That it cannot be done now
 * is told, no more. */
void shed_gaps(struct runner *r);

#endif
