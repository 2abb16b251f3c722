// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_RULES_H
#define EXTRACT_ARTICLE_RULES_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/document.h"
#include "model/raw_item.h"
#include "model/source.h"

/* What the page of an article holds. */
struct raw_article {
	struct raw_items raw; /* one item; its link is the page */
	struct str rule;      /* that found the text; or "auto" */
	unsigned given;   /* fields that rules found, bits 1 << enum field */
	unsigned offered; /* fields that were found without: for what the list
			     does not have */
	struct str canonical; /* rel=canonical, absolute; or empty */
	struct str next;      /* the next page of the same article; or empty */
};

/* What is known of an article before its page is read. */
struct article_known {
	struct str title; /* the headline; or empty */
	bool later;       /* the page is not its first */
};

/*
 * Read DOC, the page that an entry of SRC leads to, by the rules SRC->article:
 * each on the whole page, the first that yields; of `content` all elements that
 * match, without what `remove` names. Without a rule for it the text is found, the
 * standfirst in front of it on the first page when that is the page's description
 * too, and with it what the page says of
 * itself (extract/article/article.h).
 *
 * Returns 0 with OUT in A, or -1 with E set:
 *   ERR_LIMIT    the page or the rules went over a ceiling
 *   ERR_EXTRACT  there is no text
 *   ERR_BLOCKED, ERR_RENDER, ERR_HTTP
 *                the page is not the one asked for, see extract/gate.h
 * Pure: no I/O, no clock.
 */
int extract_article(struct arena *a, const struct source *src,
    const struct document *doc, const struct article_known *known,
    struct raw_article *out, struct err *e);

#endif
