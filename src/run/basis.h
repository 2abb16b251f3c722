// SPDX-License-Identifier: ISC
#ifndef RUN_BASIS_H
#define RUN_BASIS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "config/config.h"
#include "model/state.h"

/*
 * What all that a run does rests on: a number that stands for the program and
 * for the configuration C as it was read. While it is the same, what was worked
 * out of both need not be worked out again. Never 0.
 */
uint64_t basis_of(const struct config *c);

/* config_source_hash() of SRC, which M has already when it is of BASIS. */
struct str basis_hash(struct arena *a, uint64_t basis, const struct source *src,
    const struct memory *m);

#endif
