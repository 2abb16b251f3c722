// SPDX-License-Identifier: ISC
#ifndef DECODE_BARE_TEXT_H
#define DECODE_BARE_TEXT_H

#include "base/arena.h"
#include "base/str.h"

/*
 * What is not ASCII in the text of a page in an encoding that extends ASCII:
 * of BYTES without tags, comments, scripts and styles the pieces that have a
 * byte above 7F, a line each; no more than LIMIT bytes, in A. Where only
 * markup has such bytes, the page from the first of them on.
 */
struct str bare_text(struct arena *a, struct str bytes, size_t limit);

#endif
