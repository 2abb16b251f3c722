// SPDX-License-Identifier: ISC
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Perl-compatible patterns by PCRE2, in UTF mode with Unicode properties, with
 * a ceiling on matching steps, so that no text can make a pattern run for ever.
 * A step is an item of the pattern tried at a place, or 64 bytes passed.
 */
struct regex; /* opaque, lives in the arena, its parts are freed with it */

/*
 * Compile PATTERN with FLAGS, letters of "imsx", for searches of at most STEPS
 * matching steps in all (LIMIT_REGEX_STEPS). Returns 0, or -1 with E set:
 * ERR_CONFIG with the reason; E->col is the 1-based character in the pattern,
 * or 0 when a flag is wrong.
 */
int regex_compile(struct arena *a, struct str pattern, struct str flags,
    unsigned steps, struct regex **out, struct err *e);

/* The number of the group NAME of R; 0: there is none. */
size_t regex_group(struct arena *a, const struct regex *r, struct str name);

#define REGEX_GROUPS 10
struct regex_match {
	size_t n; /* groups set, the whole match included */
	struct {
		size_t start, end; /* bytes; STR_NONE when the group is unset */
	} group[REGEX_GROUPS];
};

/*
 * Search TEXT, valid UTF-8, from byte FROM on; FROM is 0 or goes on in a text
 * that was searched before. Returns 1 and fills M, 0 when
 * nothing matches, or -1 with E set (ERR_LIMIT) when it took too many steps.
 */
int regex_search(const struct regex *r, struct str text, size_t from,
    struct regex_match *m, struct err *e);

#endif
