// SPDX-License-Identifier: ISC
#ifndef GENERATE_GENERATE_H
#define GENERATE_GENERATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "model/feed.h"
#include "model/overview.h"

/*
 * A feed as a file, the only content of B afterwards. Pure functions: equal
 * feeds give equal bytes, and all formats carry the same ids. All text passes
 * one door (generate/scrub.h): only characters of XML 1.0, valid UTF-8. All are
 * valid by the W3C's feed validator or the schema of their format.
 *
 * Where the whole feed is larger than B may grow, the oldest items lose their
 * content, as few as need be; when none has its content any more, the oldest
 * items are left out. Return 0, or -1 with E set: ERR_LIMIT when not even a
 * feed without items fits.
 */
int generate_rss(
    const struct feed *f, struct buf *b, struct err *e); /* RSS 2.0 */
int generate_atom(
    const struct feed *f, struct buf *b, struct err *e); /* RFC 4287 */

int generate_json(
    const struct feed *f, struct buf *b, struct err *e); /* JSON Feed 1.1 */

/* Where the file ID SUFFIX is served when its folder is at BASE_URL, as the
 * feed in it says; empty when BASE_URL is. */
struct str generate_address(
    struct arena *a, struct str base_url, struct str id, const char *suffix);

/*
 * The stylesheet that the XML formats name: browsers show with it what a feed
 * is, its address and its items. CSS alone, as XSLT leaves the browsers: so
 * links can be read but not followed, and HTML in an item is not shown. Its
 * file is "feed.css", beside the feeds.
 */
struct str generate_style(void);

/* A page about all feeds, as index.html beside them. Text from pages and from
 * the configuration is text there, whatever it holds. Returns 0, or -1 with E
 * set: ERR_LIMIT when it does not fit. */
int generate_index(const struct overview *o, struct buf *b, struct err *e);

/* The same feeds as OPML 2.0 (opml.org/spec2), for readers to take as a list:
 * those of several sources, then the sources by their first tag. The feed of
 * all sources is not among them, as it repeats the rest. Addresses begin with
 * BASE_URL. Returns as generate_rss. */
int generate_opml(const struct overview *o, struct str base_url, struct buf *b,
    struct err *e);

#endif
