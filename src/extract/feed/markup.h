// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_MARKUP_H
#define EXTRACT_FEED_MARKUP_H

#include "base/arena.h"
#include "base/buf.h"
#include "extract/feed/walk.h"

/*
 * Elements within a text, written as HTML to the end of B. Nothing is
 * filtered: that is normalizing's work.
 */

/* The start tag T. Addresses in it are resolved against BASE unless that is
 * empty. */
void feed_markup_start(
    struct arena *a, struct buf *b, const struct tag *t, struct str base);
/* The end tag for NAME, unless HTML knows none. */
void feed_markup_end(struct buf *b, struct str name);
/* S with what means something in HTML escaped. */
void feed_markup_text(struct buf *b, struct str s);
/* The same, and of a value in quotation marks. */
void feed_markup_value(struct buf *b, struct str s);
/* The lines of the plain text TEXT as paragraphs, in A. */
struct str feed_markup_paragraphs(struct arena *a, struct str text);

#endif
