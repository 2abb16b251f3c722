// SPDX-License-Identifier: ISC
#ifndef RUN_CALL_NAMES_H
#define RUN_CALL_NAMES_H

#include "model/limits.h"
#include "run/processor.h"

/* How calls are named in records; for call_write.c and call_read.c. */
extern const char *const call_names[CALL_COUNT];

/* Most bytes of a link as it stands in a page: white space and the like go
 * when it becomes an address. */
#define CALL_LINK ((size_t)2 * LIMIT_URL)

#endif
