// SPDX-License-Identifier: ISC
#ifndef CONFIG_DURATION_H
#define CONFIG_DURATION_H

#include "base/buf.h"
#include "config/keys.h"

/* "30m", "2 h": the seconds of a number and s, m, h or d. Returns 0, or -1. */
int duration_read(struct str s, unsigned long long *out);
/* V seconds, in the largest unit that divides them. */
void duration_write(struct buf *b, unsigned long long v);
/* "10 min" is 10m, and how often is a number of minutes when it is a number
 * alone; empty when S is neither or out of K's range. */
struct str duration_meant(struct reader *r, const struct key *k, struct str s);

#endif
