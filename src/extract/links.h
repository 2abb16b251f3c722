// SPDX-License-Identifier: ISC
#ifndef EXTRACT_LINKS_H
#define EXTRACT_LINKS_H

#include "base/arena.h"
#include "base/str.h"
#include "web/html.h"

/*
 * The links of the page as they stand in it, in document order: of the first
 * LIMIT_PAGE_LINKS elements <a> with an href. One that stands there twice is
 * there twice. Borrowed from DOC, the array is in A.
 */
void links_collect(
    struct arena *a, const struct html_doc *doc, struct str **out, size_t *n);

#endif
