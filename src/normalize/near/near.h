// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_NEAR_NEAR_H
#define NORMALIZE_NEAR_NEAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/item.h"
#include "model/twin.h"
#include "normalize/near/token.h"
#include "normalize/near/words.h"

/*
 * Do two items of different sources tell the same story? A fold that is wrong
 * loses news, one that is missed shows a story twice: so in doubt they do not.
 *
 * What speaks for it, the first that holds:
 *	link   the same canonical link, or a guid that is one everywhere: an
 *	       address, "tag:" or "urn:"
 *	title  equal titles after folding, published close to each other; one of
 *	       few words, as a column has it every day, only with text that is
 *	       alike as well
 *	text   most shingles of the shorter text stand in the other, under any
 *	       title; or titles that differ in what frames them only
 * What speaks against the last two, whatever speaks for them: numbers of one
 * kind that differ (第三批 and 第四批, 3-1 and 2-1, 10月 and 11月, part 2 and
 * none), words that exclude each other (上调 and 下调, wins and loses), a
 * negation that only one has, and a name in the place of another.
 */

/* An item as it is compared. */
struct near {
	struct str link, key;  /* key: canonical form of the link; or empty */
	struct str guid;       /* that the page gave; or empty */
	struct str folded;     /* title without its frame, text_fold */
	struct tokens title;   /* without its frame */
	struct tokens whole;   /* with it */
	struct tokens text;    /* the first of it, from behind a dateline */
	struct str all;        /* title and text, text_fold_case */
	struct when published; /* of precision NONE: not known */
};

/* Compare from several calls with one table of words. */
struct near_judge {
	struct arena *a;
	const struct words *words;
};
struct near_judge near_judge(struct arena *a);

/* Make IT comparable; title, summary, content, link, key and published
 * count. */
struct near near_read(const struct near_judge *j, const struct item *it);

/* The key of LINK alone; empty for a home page, which as a link says nothing. */
struct str near_link(struct arena *a, struct str link);

/*
 * Returns what makes X and Y the same, or TWIN_NONE; WHY is words for people
 * in either case: "the same link", "the same title, 3 h apart", "17 of 19
 * shingles equal", "\"三\" stands against \"四\"". Symmetric.
 */
enum twin near_same(const struct near_judge *j, const struct near *x,
    const struct near *y, struct str *why);

/*
 * The keys by which an index finds what X may be the same as: two items for
 * which near_same holds share one of them, but for a few in a hundred of the
 * near-equal ones. Those of link and title come first and are exact.
 */
void near_keys(
    const struct near_judge *j, const struct near *x, struct twin_keys *out);

/* That of the link of IT alone, without its texts; 0 when it has none. */
uint64_t near_link_key(struct arena *a, const struct item *it);

#endif
