// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_GUTTER_H
#define EXTRACT_ARTICLE_GUTTER_H

#include "extract/article/page.h"

/*
 * Drop the numbers of lines that stand beside code: an element that holds the
 * numbers from 1 on and nothing else, in what has code or is code. A list in a
 * text that counts, and a column of figures in a table, have no code beside
 * them.
 */
void drop_gutters(struct page *p);

#endif
