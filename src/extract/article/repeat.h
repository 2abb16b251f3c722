// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_REPEAT_H
#define EXTRACT_ARTICLE_REPEAT_H

#include "extract/article/page.h"

/*
 * Drop what is repeated: elements beside each other of which each has a link
 * to elsewhere as a line of its own (teasers), or a name or a time above its
 * text (comments, replies). What the first of them is, an article may be: it
 * stays when there is little above it; and what holds the headline, line TITLE
 * (or NO_LINE), or most of the text of all stays wherever it is.
 */
void drop_repeats(struct page *p, uint32_t title);

/* S without the sign that it breaks off, to go on elsewhere. */
struct str uncut(struct str s);

#endif
