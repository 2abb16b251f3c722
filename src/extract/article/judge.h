// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_JUDGE_H
#define EXTRACT_ARTICLE_JUDGE_H

#include "extract/article/page.h"

/*
 * Judge the lines of P, each by what it is like and where it stands: set their
 * value, and drop those that are no article's wherever they are. With PLACES
 * false, what stands in <aside>, <footer> and their like is not held against
 * it: for pages that have their text there. TITLE is the line of the headline, or
 * NO_LINE: what is repeated is not what it stands in.
 */
void judge(struct page *p, bool places, uint32_t title);

#endif
