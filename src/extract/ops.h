// SPDX-License-Identifier: ISC
#ifndef EXTRACT_OPS_H
#define EXTRACT_OPS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/regex.h"
#include "model/raw_item.h"
#include "model/rule.h"

/* The ops of one rule with their patterns compiled. */
struct ops {
	const struct rule *rule;
	struct regex **pattern; /* one an op; NULL where it takes none */
};

/* Compile the patterns of R. Returns 0, or -1 with E set (ERR_CONFIG). */
int ops_compile(
    struct arena *a, const struct rule *r, struct ops *out, struct err *e);

/*
 * Run the ops over the values found, from left to right. Values that an op
 * leaves empty-handed (no match, no such text) are taken out; RAW stays what
 * the page had. V may hold 0 values: `default` makes one. Returns 0 with the
 * result in OUT, or -1 with E set (ERR_LIMIT: a pattern took too long).
 */
int ops_run(struct arena *a, const struct ops *ops, struct raw_field *out,
    struct err *e);

#endif
