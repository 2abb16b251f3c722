// SPDX-License-Identifier: ISC
#ifndef GENERATE_OPML_READ_H
#define GENERATE_OPML_READ_H

#include "base/arena.h"
#include "base/err.h"
#include "model/outline.h"

/*
 * Read the subscriptions of BYTES, an OPML document of any version: each
 * outline with an xmlUrl, in the order of the document, with the names of the
 * outlines around it, and the rules that FreshRSS keeps with a page; each text
 * is one line. In A. Returns 0, or -1 with E set (ERR_EXTRACT): it is
 * not well-formed XML, not OPML, has a document type (nobody's list has one,
 * and entities are for bombs) or nests deeper than LIMIT_OPML_DEPTH.
 * Never goes to the network or to another file.
 */
int opml_read(
    struct arena *a, struct str bytes, struct outlines *out, struct err *e);

#endif
