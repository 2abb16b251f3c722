// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_TWICE_H
#define EXTRACT_FEED_TWICE_H

#include "base/arena.h"
#include "base/str.h"

/*
 * S, a text, as it was before some program took its UTF-8 for windows-1252 and
 * encoded it again: "donâ€™t" is "don’t". All of it that is not ASCII must prove
 * that, and one place must be in or at a word: who writes of such text has it
 * apart. In A; or S.
 */
struct str twice_read(struct arena *a, struct str s);

#endif
