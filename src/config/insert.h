// SPDX-License-Identifier: ISC
#ifndef CONFIG_INSERT_H
#define CONFIG_INSERT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "config/text.h"

/*
 * The file T with ENTRY, lines of an entry of `sources` that are indented by
 * two, at the end of that list, which is made when there is none. All else
 * stays as it is, byte by byte, but for an empty list `[]` or `null`, which
 * goes, and a line break that the end of the file lacks. The new lines are
 * indented as the list is and end as the line before them. Comments below the
 * last entry that stand as deep as the list stay with it.
 *
 * Returns 0 with OUT in A, or -1 with E set (ERR_CONFIG) when text lines cannot
 * be put there: the list is in brackets, comes from an anchor or a merge key,
 * or the file is no mapping of keys. T is never wrong because of this: whoever
 * uses OUT compares the two trees first, see config_add().
 */
int insert_entry(struct arena *a, const struct text *t, struct str entry,
    struct str *out, struct err *e);

#endif
