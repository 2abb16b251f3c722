// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_GROUP_H
#define EXTRACT_DETECT_GROUP_H

#include "extract/detect/outline.h"

/* Elements that stand alike in a page: they may be the entries of a list. */
struct group {
	uint32_t *member; /* indexes of boxes, in document order */
	size_t n;
	/* Where the entry of each member ends: behind it, or behind what
	 * follows it up to the next one, as <dd> follows <dt>. */
	uint32_t *until;
	bool tails; /* some end later than their member */
};
struct groups {
	struct group *v;
	size_t n, cap;
};

/*
 * Every set of elements of O that may be a list:
 *
 *   - children of one parent with the same tag;
 *   - elements with the same tags and classes on the way from the body;
 *   - elements with the same tags on that way;
 *   - of these, such whose parent stands behind the same tag, as the lists that
 *     follow a heading each;
 *   - children of one parent with the same tag, and children of the same tags
 *     and classes in the same order, as the rows of a table that take turns.
 *
 * Where as a rule something follows each of them, there is a second group
 * of the same members with their tails. Those of which fewer than MIN hold a
 * link are left out. A set is given once. Results in A.
 */
void groups_find(
    struct arena *a, const struct outline *o, size_t min, struct groups *out);

#endif
