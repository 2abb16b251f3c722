// SPDX-License-Identifier: ISC
#ifndef CLI_TEST_ARTICLES_H
#define CLI_TEST_ARTICLES_H

#include <jansson.h>

#include "cli/visit.h"
#include "model/item.h"
#include "run/process_article.h"

/* The article of one item, for a person who tries rules. */
struct test_article {
	const struct item *item;
	struct article_found found;
	bool read;
	struct err why; /* it was not */
};
struct test_articles {
	struct test_article *v;
	size_t n;
};

/*
 * Fetch and read the articles of the first items of ITEMS, the list that V has
 * just visited. In V->c->a.
 */
void test_articles_read(
    struct visit *v, const struct items *items, struct test_articles *out);
/* Print each: what it gave, by which rule, or why it gave nothing. */
void test_articles_print(struct arena *a, const struct test_articles *all);
/* The same as it stands under "articles". */
json_t *test_articles_json(const struct test_articles *all);

#endif
