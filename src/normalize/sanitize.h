// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_SANITIZE_H
#define NORMALIZE_SANITIZE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * HTML that any reader may show: only elements and attributes of an allow-list
 * survive, links and images are absolute http(s) URLs, lazy images are
 * resolved, tracking pixels dropped; of formulas and drawings see foreign.h.
 * The result is serialized from a tree, so every element is closed. Text is
 * never lost: a forbidden element gives way to its children, save those whose
 * text is not for reading (script, style).
 *
 *   base  what relative URLs resolve against; empty: nobody knows, and links
 *         that are no whole address stay as they are
 *   out   at most LIMIT bytes, cut between nodes with all elements closed
 *
 * Returns 0 with OUT in A, or -1 with E set (ERR_LIMIT of the parser).
 */
int sanitize_html(struct arena *a, struct str html, struct str base,
    size_t limit, struct str *out, struct err *e);

#endif
