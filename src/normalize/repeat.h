// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_REPEAT_H
#define NORMALIZE_REPEAT_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Readers show the title above summary and content: there it need not stand
 * again. All texts are compared folded (normalize/text.h).
 */

/*
 * SUMMARY, a line, without TITLE at its beginning, when a mark or, in Chinese
 * and the like, a space parts it from the rest: "Apple" begins "Apple said".
 * Empty when it says nothing else.
 */
struct str repeat_drop_line(
    struct arena *a, struct str title, struct str summary);

/*
 * HTML, as sanitize_html writes it, without headings and paragraphs at its
 * beginning that are TITLE and nothing else.
 */
struct str repeat_drop_heading(
    struct arena *a, struct str title, struct str html);

#endif
