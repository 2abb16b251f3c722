// SPDX-License-Identifier: ISC
#ifndef CLI_APART_H
#define CLI_APART_H

#include "run/run.h"

/*
 * A run in a process of its own, which shuts itself in for this configuration
 * (run/confine.h) and then ends: so the one that called can read another, and
 * lives whatever becomes of it.
 *
 * It is run() with O, whose `alive` is called here. OUT has sums alone, no
 * sources and no feeds; DUE is when the first source is. One that was killed is
 * ERR_SYSTEM with RETRY_SOON. A signal that asks
 * this process to end is handed on, and the other does not outlive it.
 */
int apart_run(const struct config *c, const struct run_options *o,
    struct run_report *out, int64_t *due, struct err *e);

#endif
