// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_LOOSE_H
#define EXTRACT_DETECT_LOOSE_H

#include "extract/detect/score.h"

/*
 * Dates that stand in no element of their own:
 *
 *	<a>Headline 2026-11-20</a>        at an end of the headline,
 *	<a title="... Posted: 2026-11-20"> in its tool tip,
 *	<li>[2026-11-20] <a>Headline</a>  as text of what is around the link,
 *	<a>Headline</a> 2026-11-20<br>    or right behind or before it.
 */
struct loose {
	double date; /* how much of a date they are, to 1; 0: there are none */
	struct str title_op, date_op; /* what follows the rule for the title,
					 for it and for the date; or empty */
	struct str rule; /* else: the rule for the date, in XPath */
};

/* Find those of the entries of R. Results in J->a. */
void loose_find(
    const struct judge *j, const struct reading *r, struct loose *out);

/* The same for texts right beside the links alone, where DATE, a column of R,
 * stands further down: it is that of the last answer, and theirs when it all
 * began. */
void loose_before(const struct judge *j, const struct reading *r,
    const struct column *date, struct loose *out);

#endif
