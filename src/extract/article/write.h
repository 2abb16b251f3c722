// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_WRITE_H
#define EXTRACT_ARTICLE_WRITE_H

#include "extract/article/page.h"

/* Lines FROM to TO of P, which are those of its text that are not dropped. */
struct stretch {
	uint32_t from, to;
};

/* The stretch of P; of no lines when all are dropped. */
struct stretch write_stretch(const struct page *p);

/* The text of P, a line a line, at most LIMIT_ARTICLE bytes. */
struct str write_text(struct page *p);

/* What stands apart between the headline, line TITLE, and the first line of the
 * text, FROM, and is like a text that says none of it; lines are parted by a
 * space. */
struct str write_lead(struct page *p, uint32_t title, uint32_t from);

/*
 * The same as HTML: what is in the cell AT without what was dropped. Media
 * stay from the headline on, TITLE (or NO_LINE), to the end of the text, with
 * their captions. *IMAGE is the address of the first picture, as it stands
 * there, or empty.
 */
struct str write_html(
    struct page *p, uint32_t at, uint32_t title, struct str *image);

#endif
