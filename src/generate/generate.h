// SPDX-License-Identifier: ISC
#ifndef GENERATE_GENERATE_H
#define GENERATE_GENERATE_H

#include "base/buf.h"
#include "base/err.h"
#include "model/feed.h"

/*
 * A feed as a file, the only content of B afterwards. Pure functions: equal
 * feeds give equal bytes. Everything passes one scrubbed door (generate/xml.h):
 * only characters of XML 1.0, valid UTF-8. All are valid by the W3C's feed
 * validator.
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

#endif
