// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_PLAIN_H
#define NORMALIZE_PLAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * Shortcuts for the characters that most texts are made of. They give what the
 * long ways of text.c give, for texts of nothing else, without a table of
 * Unicode and in one pass; tests/unit/test_plain.c compares.
 */

/*
 * text_line() of S in OUT: S itself, a part of it, or a text in A. False: S has
 * other characters, and OUT is not set.
 */
bool plain_line(struct arena *a, struct str s, struct str *out);

/*
 * What NFKC with case folding makes of CP, and in WORD whether text_fold()
 * keeps it as a letter or figure; 0: it takes the long way.
 */
uint32_t plain_fold(uint32_t cp, bool *word);

#endif
