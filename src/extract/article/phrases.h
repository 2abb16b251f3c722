// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_PHRASES_H
#define EXTRACT_ARTICLE_PHRASES_H

#include "base/arena.h"
#include "base/str.h"

/* What a line says that belongs to the page and not to the article. */
enum phrase {
	PHRASE_NONE,
	PHRASE_TOOL, /* to be done with the page: share, print, subscribe */
	PHRASE_FACT, /* said of the article: author, source, editor, rights */
	PHRASE_RELATED, /* leads to other articles */
	PHRASE_END,     /* heads what others say: comments, replies */
	PHRASE_TURN     /* turns pages: 上一篇, "Next page" */
};

/* The phrases that are known (phrases_table.c), ready to be looked for. */
struct phrases;
struct phrases *phrases_make(struct arena *a);

/* What the line TEXT of the weight WEIGHT says. */
enum phrase phrase_of(
    const struct phrases *p, struct str text, unsigned weight);

#endif
