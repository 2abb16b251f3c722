// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_NEAR_AGAINST_H
#define NORMALIZE_NEAR_AGAINST_H

#include "normalize/near/align.h"
#include "normalize/near/near.h"

/* Two items in comparison, and what of it has been found out. */
struct pair {
	const struct near_judge *j;
	const struct near *x, *y;
};

/*
 * Each looks for evidence against X and Y being one story, and returns a
 * sentence about it, in the judge's arena; empty when there is none.
 */
/* Numbers of one kind that differ, a number of a row that only one has. */
struct str against_numbers(const struct pair *p);
/* Words of the titles that exclude each other, and turns that only one has. */
struct str against_words(const struct pair *p);
/* Words of the texts that exclude each other. */
struct str against_words_of_text(const struct pair *p);
/*
 * In AL, of the texts (or titles) A and B of X and Y: something of weight in
 * the place of something else, or two that have changed places. OPEN_END: what
 * follows the last equal part is another sentence and does not count.
 */
struct str against_names(const struct pair *p, const struct tokens *a,
    const struct tokens *b, const struct alignment *al, bool open_end);
/* In AL, of the texts: one begins with something else, and comes to what the
 * other tells only then: it is what happened next. */
struct str against_lead(const struct pair *p, const struct alignment *al);

/* For against*.c only. Words and figures longer than this are cut in what they
 * say. */
#define AGAINST_SHOWN 24
/* Has X a token of HASH, in its title or its text? */
bool against_has(const struct near *x, uint64_t hash);
/* "A" stands against "B". */
struct str against_told(const struct pair *p, struct str a, struct str b);

#endif
