// SPDX-License-Identifier: ISC
#ifndef GENERATE_FORMAT_H
#define GENERATE_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "generate/xml.h"
#include "model/feed.h"

/* How much of a feed is written, counted from the newest item. */
struct window {
	size_t items; /* how many */
	size_t texts; /* of these, how many with their content */
};

/* What a format offers: write that much of F to B; as generate.h says. */
typedef int format_fn(
    const struct feed *f, struct window w, struct buf *b, struct err *e);

format_fn rss_write;
format_fn atom_write;
format_fn json_write;

/* Where the file of the feed ID is served; empty when nobody knows. */
struct str format_url(
    struct arena *a, const struct feed *f, struct str id, const char *suffix);

/*
 * The id of the feed ID made from the page LINK: a tag: URI (RFC 4151) of what
 * stays when titles and addresses of feeds change.
 */
struct str format_feed_id(struct arena *a, struct str link, struct str id);

/* What a format's links to files of the feed itself have in common. */
struct self {
	const char *element, *suffix, *type;
};
/* The link to this very file, when it is known where that is. */
void format_self(
    struct xml *x, struct arena *a, const struct feed *f, const struct self *s);
/* Likewise those to its hub (WebSub, 4) and to the documents before and after
 * it (RFC 5005, 4). */
void format_neighbours(
    struct xml *x, struct arena *a, const struct feed *f, const struct self *s);
/* Where the archive document is served that comes before F; or empty. */
struct str format_previous(
    struct arena *a, const struct feed *f, const char *suffix);
/* Right in the root: the namespace of ... */
void format_archive_ns(struct xml *x, const struct feed *f);
/* ... the mark of an archive document (RFC 5005, 4), when F is one. */
void format_archive(struct xml *x, const struct feed *f);

/* When an item last changed: never before it was published. */
int64_t format_updated(const struct item *it);

/* The lead image, in the words of Media RSS, when there is one. */
void format_image(struct xml *x, struct arena *a, const struct item *it);

/* The language of an item when it is not that of its feed, else empty. */
struct str format_language(const struct feed *f, const struct item *it);

/* The file with the stylesheet of generate_style, beside the feeds. */
#define STYLE_FILE "feed.css"

/* Namespaces of the extensions, exactly as registered. */
#define NS_ATOM "http://www.w3.org/2005/Atom"
#define NS_CONTENT "http://purl.org/rss/1.0/modules/content/"
#define NS_DC "http://purl.org/dc/elements/1.1/"
#define NS_HISTORY "http://purl.org/syndication/history/1.0"
#define NS_MEDIA "http://search.yahoo.com/mrss/"

#endif
