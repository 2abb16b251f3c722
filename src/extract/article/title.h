// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_TITLE_H
#define EXTRACT_ARTICLE_TITLE_H

#include "extract/article/facts.h"
#include "extract/article/page.h"
#include "extract/article/site.h"

/*
 * The headline of P. The page's <title> and what it declares, TITLE and
 * DECLARED (either may be empty), say what the headline is called and often
 * more: the site, a section. A line of the page that is a part of one of them
 * is it; a heading before others, the heaviest before lighter ones. Lines that
 * repeat it are dropped; one that names SITE is none. Without such a line it is
 * DECLARED, else TITLE up to what parts the site's name from it.
 *
 * *AT is the line, or NO_LINE.
 */
struct str article_title(struct page *p, struct str title, struct str declared,
    const struct site *site, uint32_t *at);

/*
 * The same for a page whose <title>, PAGE_TITLE, names nothing but the site: the
 * line above or at the beginning of the text, line FROM, that is set as a
 * headline is, in a heading, in large letters, bold, centred. *TITLE and *AT are
 * left as they are when the page says what it is called (F, too), or has no such
 * line.
 */
void title_above(struct page *p, struct str page_title, const struct facts *f,
    const struct site *site, uint32_t from, struct str *title, uint32_t *at);

/* Drop what stands above the headline and in it, when the text stands below. */
void title_cut(struct page *p, struct str title);

#endif
