// SPDX-License-Identifier: ISC
#ifndef GENERATE_SCRUB_H
#define GENERATE_SCRUB_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/*
 * What all formats let through, so that a feed tells the same text in each: the
 * characters of XML 1.0 (fifth edition, production 2). Others are dropped, and
 * bytes that are no UTF-8 become U+FFFD, one for each maximal subpart.
 */

/* S as it may be written, the only content of B afterwards; B->over is set when
 * it does not fit. */
void scrub(struct buf *b, struct str s);

/* True when nothing but white space of S would be left. */
bool scrub_blank(struct str s);

#endif
