// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_NEXT_H
#define EXTRACT_ARTICLE_NEXT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "web/html.h"

/*
 * The next page of the article at URL, absolute; or empty. A link says so by its
 * rel, its words (下一页, "Next page") or its number, and by its address, which
 * is that of this page with a number that is one more, in the path or in the
 * query. One that says so but leads elsewhere is the next article. DECLARED is
 * what <link rel=next> has; BASE is what links resolve against.
 */
struct str next_page(struct arena *a, const struct html_doc *doc,
    struct str url, struct str base, struct str declared);

/* True when NEXT, absolute, is the address of the page after that at URL. */
bool next_is_alike(struct str url, struct str next);

/* True when NEXT may be the address of page N of an article, from 2 on: it ends
 * in that number or has it in its query; some count from 0. So "/p/13" after
 * "/p/12" is another article, however its link is called. */
bool next_is_page(struct str next, long n);

#endif
