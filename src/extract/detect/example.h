// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_EXAMPLE_H
#define EXTRACT_DETECT_EXAMPLE_H

#include "extract/detect/detect.h"
#include "extract/detect/group.h"

/* S, an example or a text beside it, with each run of white space as one space,
 * and none at the ends. */
struct str example_fold(struct arena *a, struct str s);

/* Where one of the texts that were asked for stands on the page. */
struct sighting {
	uint32_t *box; /* the innermost elements, in document order: none of
			  them stands in another */
	size_t n, cap;
	bool date; /* it is one: no headline, and no list alone has it */
};
struct sightings {
	struct sighting *v; /* one an example; N is 0 when none was asked for */
	size_t n;
};

/* Find the examples of ASK, LIMIT_EXAMPLES of them, on a page that declares
 * LANGUAGE. Results in A. */
void examples_find(struct arena *a, const struct outline *o,
    const struct detect_ask *ask, struct str language, struct sightings *out);

/* Which of the examples are meant. */
enum example_kind {
	EXAMPLE_TEXT = 1, /* headlines and links */
	EXAMPLE_DATE = 2
};

/* How many of the examples SEEN, those of KIND (of enum example_kind, or both
 * of it), stand in members of G. */
size_t examples_in(const struct outline *o, const struct sightings *seen,
    unsigned kind, const struct group *g);

/* How many of them stand in the boxes BOX, N of them, in document order, or
 * around these, unless they are dates; those that are NO_BOX are passed over. */
size_t examples_at(const struct outline *o, const struct sightings *seen,
    unsigned kind, const uint32_t *box, size_t n);

#endif
