// SPDX-License-Identifier: ISC
#ifndef RUN_LIKENESS_H
#define RUN_LIKENESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/item.h"

/*
 * Is what some rules read from a page the list that a source had before? A
 * page has other lists, of the same make and on the same subjects: what is
 * read most, what is recommended, what was there yesterday. None of them may
 * enter the feed, so this is the evidence that is demanded; where it is not
 * given, nothing is repaired.
 *
 * A list overlaps itself from run to run: it is what it was, with new entries
 * before the old ones. An item is known when its key is, or its folded title,
 * which no other item of either side has. All of these must hold:
 *
 *	number  LIKENESS_LEAST items are known, and a third of those remembered;
 *		it is at least half as long as it was. A list of the latest few
 *		in the margin is not.
 *	gaps    they are the head of what is remembered: of those up to the
 *	        last that is found, four in five are found. A hot list takes
 *	        from here and there.
 *	order   of all pairs of known items, four in five stand as before. A
 *	        hot list has an order of its own.
 *	names   three in four items known by their keys have the titles that
 *	        they had, or these cut or written out; three in four items have
 *	        a title of their own, and a link where known ones had it
 *	rest    every other item may be news of this list: it leads to where
 *		the known ones lead, when that is one host, and when nine in
 *		ten paths have one shape; it did not stand elsewhere on the
 *		page before (run/around.h). Before the last known item it is
 *		not older than all of them; without a date, when those have
 *		none either, it stands above three in four of them, and such
 *		items are no more than those that are known. Behind the last
 *		one it has a date and is not newer than all of them.
 *
 * When nothing is known any more, as after a long pause, it is the same list
 * only if all of this holds, and of one list on the page alone:
 *
 *	nine in ten items have a date, none of which is older than the newest
 *	remembered and which fall from item to item; titles and links are as
 *	above, each link has the host and the shape of path that nine in ten
 *	remembered ones have, and none stood elsewhere on the page; there are
 *	from half as many to twice as many as before; and the language is that
 *	of the list.
 */
#define LIKENESS_LEAST 3

/* The list as it was. */
struct list_known {
	const struct item *v; /* in the order of the page */
	size_t n;
	struct str around;   /* see around_make() */
	struct str language; /* of the page; or empty */
};

struct likeness {
	size_t *rank;   /* of each item: its place in list_known, or SIZE_MAX */
	size_t known;   /* items that have one */
	struct str why; /* what speaks against it; empty: it is the list */
};

/* How PAGE looks beside KNOWN. STORED says of each item of PAGE whether it is
 * in the store, in the list or not. Results in A. */
void likeness_judge(struct arena *a, const struct list_known *known,
    const struct items *page, const bool *stored, struct likeness *out);

/* The same when nothing is known any more, at NOW: true when it is the list. */
bool likeness_fresh(struct arena *a, const struct list_known *known,
    const struct items *page, const bool *stored, int64_t now);

/* Of the items of PAGE that are not KNOWN by the ranks of L, how many stood
 * beside the list before. */
size_t likeness_around(struct arena *a, const struct list_known *known,
    const struct items *page, const struct likeness *l);

/* True when the dates of known items are what they were, in three of four
 * that had and have one; also when there is none to compare. */
bool likeness_dates(const struct list_known *known, const struct items *page,
    const struct likeness *l);

#endif
