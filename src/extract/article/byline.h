// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_BYLINE_H
#define EXTRACT_ARTICLE_BYLINE_H

#include "extract/article/page.h"

/* True when NAME says that nobody is named: 佚名, anonymous. */
bool byline_is_nobody(struct str name);

/*
 * The name of the user who wrote what is below the headline in line TITLE of P
 * and above line FROM, as forums and pages of questions have it: the first link
 * whose address is that of a user, or one that goes on with "asked on" and a
 * date. Empty when there is none. Borrowed from P's arena.
 */
struct str byline_user(struct page *p, uint32_t title, uint32_t from);

#endif
