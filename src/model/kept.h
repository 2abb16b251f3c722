// SPDX-License-Identifier: ISC
#ifndef MODEL_KEPT_H
#define MODEL_KEPT_H

#include <stdint.h>

/* How much of the pages that were read is kept, compressed; a COUNT of 0 keeps
 * nothing. */
struct kept_limits {
	uint32_t count; /* files of a source */
	uint32_t age;   /* seconds */
	uint32_t size;  /* bytes of a source */
	uint32_t total; /* bytes of all sources */
};

#endif
