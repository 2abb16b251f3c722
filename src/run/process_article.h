// SPDX-License-Identifier: ISC
#ifndef RUN_PROCESS_ARTICLE_H
#define RUN_PROCESS_ARTICLE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "extract/article_rules.h"
#include "model/item.h"
#include "model/response.h"
#include "model/source.h"

/* What an article gave. */
struct article_found {
	struct item item;     /* as normalize() makes it */
	unsigned gave;        /* fields of it, bits 1 << enum field */
	unsigned offered;     /* likewise, for an item that lacks them */
	struct str rule;      /* that found its text; or "auto" */
	struct str canonical; /* its own address; or empty */
	struct str next;      /* of its next page; or empty */
};

/*
 * decode, extract and normalize for the article of an entry of SRC, of
 * which KNOWN is known: as process() for a list. Returns 0 with OUT in A, or -1
 * with E set: it has no text, it is another page (a login, a page for scripts
 * to fill), it cannot be decoded, or a ceiling was passed.
 */
int process_article(struct arena *a, const struct source *src,
    const struct response *res, const struct article_known *known, int64_t now,
    struct article_found *out, struct err *e);

#endif
