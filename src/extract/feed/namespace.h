// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_NAMESPACE_H
#define EXTRACT_FEED_NAMESPACE_H

#include "base/str.h"

/* Vocabularies that feeds and sitemaps are written in. */
enum feed_ns {
	NS_OTHER,
	NS_CORE, /* RSS of any kind, CDF; what the first element is in */
	NS_ATOM,
	NS_RDF,
	NS_XML,
	NS_XHTML,
	NS_CONTENT,
	NS_DC,
	NS_DCTERMS,
	NS_FEEDBURNER,
	NS_IMAGE, /* of sitemaps */
	NS_ITUNES,
	NS_MEDIA,
	NS_NEWS, /* of sitemaps */
	NS_PODCAST,
	NS_SY,
	NS_XLINK
};

/*
 * The vocabulary of a name with the prefix PREFIX in the namespace URI; each
 * may be empty. ROOT is the namespace of the first element: whatever it is,
 * it is the feed's own. A prefix that nothing declares means what it is
 * commonly used for.
 */
enum feed_ns namespace_find(struct str uri, struct str prefix, struct str root);

/* The prefix that is commonly used, with its ":"; empty for NS_CORE, NS_ATOM
 * and NS_OTHER. */
const char *namespace_prefix(enum feed_ns ns);

#endif
