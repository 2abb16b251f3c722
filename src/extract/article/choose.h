// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_CHOOSE_H
#define EXTRACT_ARTICLE_CHOOSE_H

#include "extract/article/page.h"

/* What is known before. */
struct hints {
	struct str title;
	uint32_t title_line; /* or NO_LINE */
	uint32_t body;       /* cell that the page declares the text; or 0 */
};

/*
 * Choose the element that holds the text of P, which is judged, and drop all
 * lines outside and at its edges that are none of it; what stands above the
 * headline is none. Returns the cell of the element; 0 when no line is like a
 * text.
 */
uint32_t choose(struct page *p, const struct hints *h);

#endif
