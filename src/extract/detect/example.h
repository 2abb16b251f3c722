// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_EXAMPLE_H
#define EXTRACT_DETECT_EXAMPLE_H

#include "extract/detect/detect.h"
#include "extract/detect/group.h"

/* Where one of the texts that were asked for stands on the page. */
struct sighting {
	uint32_t *box; /* the innermost elements, in document order: none of
			  them stands in another */
	size_t n, cap;
};
struct sightings {
	struct sighting *v; /* one an example; N is 0 when none was asked for */
	size_t n;
};

/* Find the examples of ASK, LIMIT_EXAMPLES of them. Results in A. */
void examples_find(struct arena *a, const struct outline *o,
    const struct detect_ask *ask, struct sightings *out);

/* How many of the examples SEEN stand in members of G. */
size_t examples_in(const struct outline *o, const struct sightings *seen,
    const struct group *g);

/* How many of them stand in the boxes BOX, N of them, in document order; those
 * that are NO_BOX are passed over. */
size_t examples_at(const struct outline *o, const struct sightings *seen,
    const uint32_t *box, size_t n);

#endif
