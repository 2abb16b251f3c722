// SPDX-License-Identifier: ISC
#ifndef RUN_GUARD_H
#define RUN_GUARD_H

#include "base/arena.h"
#include "base/err.h"

/* A piece of work that may go over the budget of its arena. */
typedef int (*guard_fn)(void *ctx, struct err *e);

/*
 * Call FN(CTX, E) with a landing place for the budget of A, the one place
 * where longjmp lands. Returns what FN does, or -1 with E set (ERR_LIMIT,
 * REACH_SOURCE) when A was spent. Only the arena may hold resources meanwhile.
 */
int guard(struct arena *a, guard_fn fn, void *ctx, struct err *e);

#endif
