// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_TEXT_H
#define NORMALIZE_TEXT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * S as a line of text: NFC, runs of white space to one space (between two
 * characters of a script without spaces a line break vanishes), none at the
 * ends, without zero-width marks, soft hyphens, control and unbalanced bidi
 * characters. "......" stays. Bytes that are no UTF-8 become U+FFFD.
 */
struct str text_line(struct arena *a, struct str s);

/* At most N characters, the "…" after a cut included; at a word if it can. */
struct str text_cut(struct arena *a, struct str s, size_t n);

/*
 * S for comparing: text_line, then NFKC with case folding, and all that is no
 * letter, mark or digit dropped, unless nothing would be left. What parts two
 * figures stays as a point (1.5 is not 15), but for what groups thousands; "+"
 * and "#" stay behind a Latin letter (C++ is not C). Two titles that a person
 * would call the same give equal bytes.
 */
struct str text_fold(struct arena *a, struct str s);

/* The same with nothing dropped: for looking up words. */
struct str text_fold_case(struct arena *a, struct str s);

#endif
