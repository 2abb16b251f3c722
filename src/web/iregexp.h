// SPDX-License-Identifier: ISC
#ifndef WEB_IREGEXP_H
#define WEB_IREGEXP_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/regex.h"
#include "base/str.h"

/* Matching steps of one pattern that stands in a query, about half a second. */
#define JSONPATH_PATTERN_STEPS 10000000

/*
 * Compile an I-Regexp (RFC 9485), for texts that it must match as a WHOLE or
 * somewhere, with at most STEPS matching steps (base/regex.h). Returns 0, or -1
 * with E set (ERR_CONFIG) when PATTERN is none; E->col is the 1-based byte.
 */
int iregexp_compile(struct arena *a, struct str pattern, bool whole,
    unsigned steps, struct regex **out, struct err *e);

#endif
