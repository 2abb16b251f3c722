// SPDX-License-Identifier: ISC
#ifndef STORE_SOURCE_NUMBER_H
#define STORE_SOURCE_NUMBER_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "model/state.h"
#include "store/query.h"

/*
 * The number that stands for the source ID in other tables, and the state it
 * is in; a source never seen before is added. Returns 0, or -1 with E set.
 */
int source_number(struct store *s, struct str id, int64_t *n,
    enum source_state *state, struct err *e);
/* The same of a store that may be read only: one that was never seen is 0, and
 * STATE_NEW. */
int source_find(struct store *s, struct str id, int64_t *n,
    enum source_state *state, struct err *e);

#endif
