// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_UNICODE_H
#define NORMALIZE_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* True for letters with their marks and for figures: categories L, M and N. */
bool unicode_is_word(uint32_t cp);

/*
 * S, valid UTF-8, in the normalization form that OPTIONS, a set of
 * UTF8PROC_COMPOSE, _COMPAT, _CASEFOLD and _IGNORE, ask for (UAX #15).
 * Quadratic in runs of combining marks: the caller bounds them.
 */
struct str unicode_map(struct arena *a, struct str s, unsigned options);

#endif
