// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_UNESCAPE_H
#define NORMALIZE_UNESCAPE_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Text S, in which all character references were read already, with those
 * that are still in it read too: sites escape twice, and "AT&amp;T" is what
 * their readers see. Only whole ones that HTML knows, ";" included; none in a
 * text that tells of such things itself ("What &nbsp; means in HTML").
 */
struct str text_unescape(struct arena *a, struct str s);

#endif
