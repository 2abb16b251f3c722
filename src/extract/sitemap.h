// SPDX-License-Identifier: ISC
#ifndef EXTRACT_SITEMAP_H
#define EXTRACT_SITEMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/document.h"
#include "model/raw_item.h"
#include "model/source.h"

/*
 * Sitemaps and indexes of them as they stand: sitemaps.org/protocol.html, 0.9
 * and what came before, with Google's extensions for news and images
 * (developers.google.com/search/docs/crawling-indexing/sitemaps), and lists of
 * addresses, one a line.
 */
enum sitemap_kind {
	SITEMAP_NONE,
	SITEMAP_URLS,
	SITEMAP_INDEX, /* its entries are sitemaps */
	SITEMAP_TEXT
};

struct sitemap_entry {
	struct str loc;     /* as it stands; never empty */
	struct str lastmod; /* all others may be empty */
	struct str title, date, language, outlet, keywords; /* news:... */
	struct str image;                                   /* the first */
};

struct sitemap {
	enum sitemap_kind kind;
	struct sitemap_entry *v;
	size_t n;            /* at most LIMIT_SITEMAP */
	size_t more;         /* beyond those */
	struct str repaired; /* what was wrong with the XML; or empty */
};

/* What TEXT is: by its first element, or by its lines, all of which are
 * addresses. */
enum sitemap_kind sitemap_sniff(struct str text);

/*
 * Read TEXT; the newest entry first, those without a date last, and what has
 * one date as it stands. What is ill-formed is mended as in a feed
 * (extract/feed/mend.h), and an entry within which it ends is left out. Returns 0 with OUT in A, or -1 with E set:
 *   ERR_EXTRACT  it is no sitemap, or none that can be mended
 */
int sitemap_read(
    struct arena *a, struct str text, struct sitemap *out, struct err *e);

/*
 * A headline made of the address URL: the last part of its path with words in
 * place of "-", "_" and "+", without a file's ending and numbers of four digits
 * or more at either end. A part without letters has the one before it in
 * front; without any it is the address. In A.
 */
struct str sitemap_title(struct arena *a, struct str url);

/*
 * Read DOC, a sitemap (sitemap_sniff), for SRC, as raw items: the LIMIT_ITEMS
 * newest entries. Title: news:title, else sitemap_title(); date:
 * news:publication_date, else lastmod. Rules of SRC for fields count for
 * nothing, and that is told. Returns 0 with OUT in A, or -1 with E set:
 *   ERR_EXTRACT  as of sitemap_read(), and for an index, the message names the
 *                newest sitemaps in it; but with `pages: next` an index that
 *                dates them gives no items and OUT->next, the newest of them
 */
int sitemap_raw(struct arena *a, const struct source *src,
    const struct document *doc, struct raw_items *out, struct err *e);

#endif
