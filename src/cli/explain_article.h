// SPDX-License-Identifier: ISC
#ifndef CLI_EXPLAIN_ARTICLE_H
#define CLI_EXPLAIN_ARTICLE_H

#include <jansson.h>

#include "base/arena.h"
#include "model/article.h"

/* What is known of the article of an item: null when none was wanted. */
json_t *explain_article_json(struct arena *a, const struct article_memory *m);

/* The same in words, a line or two: where the text comes from, or why there is
 * none of it; empty when none was wanted. */
struct str explain_article_text(
    struct arena *a, const struct article_memory *m);

#endif
