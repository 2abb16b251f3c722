// SPDX-License-Identifier: ISC
#ifndef GENERATE_PAGE_H
#define GENERATE_PAGE_H

#include "base/buf.h"
#include "base/str.h"

/* What the pages that coranto writes for people are made of. */

/* S, from anywhere, between tags or in an attribute in double quotes. Control
 * characters become spaces, bytes that are no UTF-8 become U+FFFD. */
void page_text(struct buf *b, struct str s);

/* 'sha256-...' of TEXT, a style or a script of the page, as its policy names
 * it (Content Security Policy 3, 2.3.1). */
void page_sum(struct buf *b, const char *text);

#endif
