// SPDX-License-Identifier: ISC
#ifndef GENERATE_GENERATE_H
#define GENERATE_GENERATE_H

#include "base/buf.h"
#include "base/err.h"
#include "model/feed.h"

/*
 * A feed as a file. Pure functions: equal feeds give equal bytes. Everything
 * passes one scrubbed door (generate/xml.h): only characters of XML 1.0, valid
 * UTF-8. Return 0, or -1 with E set (ERR_LIMIT when B is full).
 */
int generate_rss(const struct feed *f, struct buf *b, struct err *e);  /* RSS 2.0 */
int generate_atom(const struct feed *f, struct buf *b, struct err *e); /* RFC 4287 */

#endif
