// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_DATE_FOLD_H
#define NORMALIZE_DATE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Text made alike, and where each of its bytes came from. */
struct folded {
	struct str text;
	struct str source;
	const size_t *at; /* byte of SOURCE; one more than TEXT has bytes */
};

/*
 * Fold TEXT: compatibility forms (full width, superscripts) and digits of all
 * scripts become plain ones, letters lose case and accents, white space is one
 * blank, dashes, quotes and brackets are ASCII, middle dots are '*', and
 * invisible characters are gone. Hangul stays composed.
 */
struct folded date_fold(struct arena *a, struct str text);

/* True for letters of scripts that put blanks between words. */
bool is_spaced_letter(uint32_t cp);
/* True when no word of such a script goes on across byte AT of S. */
bool word_ends(struct str s, size_t at);

#endif
