// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_CREDITS_H
#define EXTRACT_ARTICLE_CREDITS_H

#include "extract/article/facts.h"
#include "extract/article/page.h"

/*
 * What the lines around the text of P credit: author, outlet, dates. The text
 * is of the lines FROM to TO; TITLE is the headline's line or NO_LINE. Fills
 * what F does not have; an outlet in a line counts before a declared one.
 */
void credits_read(struct page *p, uint32_t title, uint32_t from, uint32_t to,
    struct facts *f);

/* True when line L, however long, names who wrote the text, and says no more. */
bool credits_only(const struct line *l);

/* Drop the first lines of the text while they credit or date it. */
void credits_drop(struct page *p);

#endif
