// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_BORNE_H
#define EXTRACT_ARTICLE_BORNE_H

#include "extract/article/page.h"

/*
 * Hold the lines of P against BODY, the text that the page declares for its
 * article (articleBody of schema.org), plain or HTML. A line of the page that
 * stands in it is the article's, whatever it looks like; when most of BODY was
 * found on the page, what stands above its first line and below its last one
 * is not. A BODY that the page does not bear out changes nothing.
 */
void borne_out(struct page *p, struct str body);

#endif
