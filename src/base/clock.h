// SPDX-License-Identifier: ISC
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

/* Seconds since the epoch. Stages never call it: the time is a parameter. */
int64_t clock_now(void);
/* The same in milliseconds. */
int64_t clock_now_ms(void);
/* Milliseconds that never go back, for time-outs and progress. */
int64_t clock_monotonic_ms(void);

#endif
