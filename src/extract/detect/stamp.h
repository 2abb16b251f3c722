// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_STAMP_H
#define EXTRACT_DETECT_STAMP_H

#include "extract/detect/score.h"

/*
 * The rule TITLE, which names the titles of R, without the dates that stand in
 * their elements before or behind the words: with an op that takes as many
 * figures away, parted as they are. TITLE itself when there is none, or when
 * they are not written alike. Results in A.
 */
struct str stamp_cut(struct arena *a, const struct outline *o,
    const struct reading *r, struct str title);

#endif
