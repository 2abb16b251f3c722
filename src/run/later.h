// SPDX-License-Identifier: ISC
#ifndef RUN_LATER_H
#define RUN_LATER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "run/errand.h"
#include "run/source_run.h"

/* The pages of a list after the first. */

/* The next page of S->chain as an errand, when there is one to be asked for;
 * else NULL. FIRST is the request for the first page. In KEEP. */
struct errand *later_errand(
    struct source_run *s, struct arena *keep, const struct request *first);

/* As source_guess(). */
bool later_guess(const struct source_run *s, struct arena *a,
    const struct response *res, const struct err *failed, int64_t now,
    struct call *out);

/*
 * Take what came of it, RES or FAILED, into the store (NULL: a dry run), as
 * source_finish() does the first page. Whatever it is, what the pages before
 * it brought stays, and so does the state of S; of a page that could not be had
 * its message tells. Returns 0, or -1 with E set (ERR_STORE).
 */
int later_finish(struct source_run *s, struct arena *keep, struct arena *work,
    struct store *st, const struct response *res, const struct err *failed,
    int64_t now, struct err *e);

#endif
