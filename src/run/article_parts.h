// SPDX-License-Identifier: ISC
#ifndef RUN_ARTICLE_PARTS_H
#define RUN_ARTICLE_PARTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/article.h"
#include "model/limits.h"
#include "run/errand.h"

/*
 * An article of several pages: they are asked for one after the other, and what
 * each has is put behind the text in the store. Should one fail, the entry keeps
 * what came before it, and all of them are asked for again as after any failure.
 */
struct article_parts {
	struct article_memory memory;        /* as the first page left it */
	struct str url[LIMIT_ARTICLE_PAGES]; /* asked for, the last one too */
	size_t n;
};

/* Does X, whose page says that the article goes on at NEXT, lead there? Only to
 * the page whose turn it is, and not past LIMIT_ARTICLE_PAGES. */
bool article_goes_on(const struct errand *x, struct str next);

/* The errand for NEXT, after X left M; in KEEP. */
struct errand *article_part(const struct errand *x, struct arena *keep,
    struct str next, const struct article_memory *m);

#endif
