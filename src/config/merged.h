// SPDX-License-Identifier: ISC
#ifndef CONFIG_MERGED_H
#define CONFIG_MERGED_H

#include "config/reader.h"
#include "model/merged.h"

/* The entries of `feeds`, kept until all sources are known. */
struct merged_nodes {
	const struct node **v;
	size_t n, cap;
};

/* Remember the entries of LIST. */
void merged_add(
    struct reader *r, struct merged_nodes *ms, const struct node *list);
/*
 * Make the merged feeds, that of all SOURCES first. What is wrong is reported:
 * no id or one that is taken, a source or tag that there is not.
 */
void merged_build(struct reader *r, const struct merged_nodes *ms,
    const struct sources *sources, struct merged_feeds *out);

#endif
