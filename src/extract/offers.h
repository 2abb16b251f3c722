// SPDX-License-Identifier: ISC
#ifndef EXTRACT_OFFERS_H
#define EXTRACT_OFFERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "web/html.h"

/* What a page says there is of it for programs. The order is that in which
 * somebody would take one. */
enum offer_kind {
	OFFER_RSS,
	OFFER_ATOM,
	OFFER_JSON_FEED,
	OFFER_WORDPRESS, /* the root of its REST interface */
	OFFER_NEWS_SITEMAP,
	OFFER_SITEMAP,
	OFFER_COUNT
};
struct offer {
	enum offer_kind kind;
	struct str url;   /* absolute, http or https */
	struct str title; /* as the page gives it; or empty */
};
struct offers {
	struct offer *v;
	size_t n;
};

/* "RSS", "Atom", "JSON Feed", "WordPress REST API", "news sitemap",
 * "sitemap". */
const char *offer_name(enum offer_kind kind);
/* Is it one that a feed reader takes? */
bool offer_is_feed(enum offer_kind kind);

/*
 * The <link> elements of DOC that declare any of these, LIMIT_OFFERS of them
 * at most, feeds in the order of the page before all others. BASE is what links
 * resolve against. Nothing is guessed. Results in A.
 */
void offers_find(struct arena *a, const struct html_doc *doc, struct str base,
    struct offers *out);

/*
 * Where the feed of the page URL may be though nothing names one: MAX addresses
 * at most go to OUT, those beside the page before those of the site, each once.
 * Returns how many. Results in A.
 */
size_t offers_guess(
    struct arena *a, struct str url, struct str *out, size_t max);

/* True when TEXT, the beginning of a sitemap, names the articles of a site as
 * news. Source: developers.google.com, "Create a news sitemap". */
bool offers_is_news(struct str text);

#endif
