// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_MOMENT_H
#define EXTRACT_ARTICLE_MOMENT_H

#include <stdbool.h>

#include "extract/article/page.h"

/* True when the short text S may be a time: figures with what parts those of a
 * date or a clock, a day with its year, or "ago" in some language. */
bool moment_is(struct str s);

/* True when line L can be a name with a time: what heads a comment, or signs
 * it. */
bool moment_label(const struct line *l);

#endif
