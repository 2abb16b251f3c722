// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_SCORE_H
#define EXTRACT_DETECT_SCORE_H

#include "extract/detect/column.h"
#include "extract/detect/detect.h"

/* A group that was understood: what its columns are. */
struct reading {
	const struct group *group;
	const struct column *title, *link; /* the same one, most often */
	const struct column *date, *image, *summary; /* or NULL */
	double score;
};

/*
 * Read G as a list. OUT->score is 0 when it cannot be one. Results in A, the
 * columns too. MAIN is the weight of the whole page.
 */
void score_group(struct arena *a, const struct outline *o,
    const struct group *g, const struct detect_help *help, struct reading *out);

/* How much G could score at most, at a glance: for the order of looking. */
double score_glance(const struct outline *o, const struct group *g);

#endif
