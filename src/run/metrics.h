// SPDX-License-Identifier: ISC
#ifndef RUN_METRICS_H
#define RUN_METRICS_H

#include "base/arena.h"
#include "base/err.h"
#include "config/config.h"
#include "run/run.h"
#include "store/store.h"

/*
 * Write C->metrics, a file for the textfile collector of Prometheus' node
 * exporter (text format 0.0.4): how each source is doing, and what the run R
 * at NOW did. As a whole, beside the old one and renamed over it. Unlike feeds
 * it changes with each run. Within a transaction. A is for work.
 * Returns 0, or -1 with E set (ERR_STORE, ERR_OUTPUT).
 */
int metrics_write(struct arena *a, const struct config *c,
    const struct run_report *r, struct store *st, int64_t now, struct err *e);

#endif
