// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_UNESCAPE_H
#define NORMALIZE_UNESCAPE_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Text S, in which all character references were read already, with those
 * that are still in it read too, when one of them proves that it was escaped
 * twice and is not meant to be seen: a number (&#8217;), a name that is no
 * markup's own (&quot; &rdquo;), "&amp;" within a word (AT&amp;T), "&nbsp;"
 * twice in a row. Only whole ones that HTML knows, ";" included; none in a text
 * that tells of such things itself ("What &quot; means in HTML").
 */
struct str text_unescape(struct arena *a, struct str s);

#endif
