// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_MARKUP_H
#define NORMALIZE_MARKUP_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "web/html.h"

/*
 * Parse HTML, the inside of a block, under the ceilings of model/limits.h.
 * Returns 0, or -1 with E set (ERR_LIMIT).
 */
int markup_parse(
    struct arena *a, struct str html, struct html_doc **out, struct err *e);

/* The text of HTML as it is read; empty when a ceiling was passed. */
struct str markup_text(struct arena *a, struct str html);

#endif
