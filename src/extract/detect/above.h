// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_ABOVE_H
#define EXTRACT_DETECT_ABOVE_H

#include "extract/detect/score.h"

/*
 * Dates that stand above entries, one for all up to the next one, as the days
 * of a list of news do:
 *
 *	<h3>20 November</h3><ul><li>...<li>...</ul>
 *	<h3>19 November</h3><ul><li>...
 *
 * An entry's is the nearest one before it, or before what it stands in, of
 * those that have the same tag and class. One alone is the day on which the
 * page was made.
 */
struct above {
	struct str rule; /* XPath, from the entry; or empty */
	double date;     /* how much of a date they are, to 1 */
};

/* Find what is above the entries of R. Results in J->a. */
void above_find(
    const struct judge *j, const struct reading *r, struct above *out);

#endif
