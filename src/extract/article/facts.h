// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_FACTS_H
#define EXTRACT_ARTICLE_FACTS_H

#include "extract/article/article.h"
#include "extract/article/page.h"

/*
 * What a page declares of its article, in <meta>, <link>, microdata and
 * JSON-LD. Of facts that are given several times the most trustworthy one
 * counts, which is the first in the order of its table.
 */
struct facts {
	struct str title, summary, author, site, outlet, image;
	struct str canonical, amp, next; /* as they stand there */
	struct str body; /* articleBody of JSON-LD, plain text or HTML */
	const struct html_node *body_node; /* itemprop=articleBody; the only
					      one, or NULL */
	bool bodies;                       /* there are several */
	struct article_dates published, updated;
};

/* Read what DOC declares. Results in A, borrowed from DOC where possible. */
void facts_read(struct arena *a, const struct html_doc *doc, struct facts *out);

/* Add TEXT to D, unless it is empty, too long for a date or there already. */
void facts_add_date(struct arena *a, struct article_dates *d, struct str text,
    enum article_place place, size_t node);

/* The JSON-LD part of facts_read: script N, a text of type ld+json. */
void facts_json(struct arena *a, struct str text, struct facts *f);

#endif
