// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_BARE_H
#define EXTRACT_ARTICLE_BARE_H

#include "extract/article/page.h"

/*
 * Drop headings with nothing below them any more: what they headed was a list
 * of ways to elsewhere and is gone, or stands outside the text. So does the last
 * line when it is short and ends in a colon. Pictures are something.
 */
void drop_bare(struct page *p);

#endif
