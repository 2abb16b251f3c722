// SPDX-License-Identifier: ISC
#ifndef EXTRACT_XML_H
#define EXTRACT_XML_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/document.h"
#include "model/raw_item.h"
#include "model/source.h"

/* Where the first element of XML begins: behind the declaration, instructions,
 * comments and a DOCTYPE; the end when something else stands there. */
size_t xml_root_at(struct str text);
/* Its name without a prefix; empty when there is none. */
struct str xml_root_name(struct str text);

/* True when DOC is XML and no page: by how it begins, and by its media type.
 * XHTML is a page. */
bool xml_sniff(const struct document *doc);

/*
 * Read DOC, XML, by the rules of SRC, all of which are XPath: see web/xpath.h
 * for prefixes. An element that a rule finds is read by what the field is for:
 * a link has its address in href or as its text, a picture or enclosure in url,
 * href or src; a text that has elements is HTML. Fields without a rule are read
 * from child elements of their name (extract/data.h) in any namespace.
 *
 * Returns 0 with OUT in A, or -1 with E set:
 *   ERR_EXTRACT  there is no XML in it, a prefix is not declared in it, or a
 *                rule is not XPath
 *   ERR_CONFIG   a rule does not compile
 *   ERR_LIMIT    it has more nodes than are read (LIMIT_XPATH_NODES), or more
 *                items, or took too many steps
 */
int xml_raw(struct arena *a, const struct source *src,
    const struct document *doc, struct raw_items *out, struct err *e);

#endif
