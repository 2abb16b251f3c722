// SPDX-License-Identifier: ISC
#ifndef CLI_EXPLAIN_ITEM_H
#define CLI_EXPLAIN_ITEM_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/cli.h"
#include "cli/explain_article.h"
#include "cli/explain_folds.h"
#include "model/item.h"
#include "model/source.h"
#include "store/store.h"

/* The items of one source, newest first, as its feed has them. */
struct explain {
	struct cli *c;
	const struct source *src;
	struct store *st;
	struct item *v;
	size_t n;
	int64_t broke; /* since when other rules stand in for the source's own,
			  see run/drift.h; 0: they do not */
};

/* What is known of one item beside the item itself. */
struct explained {
	struct evidence ev;
	struct explain_folds folds;
	int64_t document; /* see store_archive_of(); -1: no archives are kept */
	struct article_memory article;
};

/* All that is known of item AT of X, for a program; the caller owns it. */
json_t *explain_item_json(
    const struct explain *x, size_t at, const struct explained *k);
/* The same for a person, on standard output. */
void explain_item(
    const struct explain *x, size_t at, const struct explained *k);
/* A line of it, in a list under explain_head(). */
void explain_line(
    const struct explain *x, size_t at, const struct explained *k);
void explain_head(void);

#endif
