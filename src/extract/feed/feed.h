// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_FEED_H
#define EXTRACT_FEED_FEED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/hints.h"

/*
 * A feed as it stands, whatever it is written in: RSS 0.9x to 2.0
 * (rssboard.org/rss-specification), RSS 1.0 (web.resource.org/rss/1.0), Atom
 * 1.0 (RFC 4287) and 0.3, CDF, JSON Feed 1.x (jsonfeed.org), with what the
 * modules dc, dcterms, content, media, itunes, podcast, sy and feedburner add.
 *
 *	sniff      is it a feed at all, and where does it begin
 *	entity     entities that a DOCTYPE declares
 *	reference  character references
 *	mend       ill-formed XML to XML
 *	walk       XML to elements, by libxml2
 *	namespace  what their names are of
 *	element    what each element is for
 *	build      elements to a feed
 *	take       what one of them brings
 *	markup     elements within a text, written as HTML
 *	value      a text by its type
 *	twice      a text that was encoded twice
 *	person     "me@example.org (A. Name)"
 *	json       JSON Feed to a feed
 *	json_mend  ill-formed JSON to JSON
 *	raw        a feed to raw items
 */
enum feed_kind {
	FEED_NONE, /* it is no feed */
	FEED_RSS,
	FEED_RDF,
	FEED_ATOM,
	FEED_CDF,
	FEED_JSON
};
/* "RSS", "RSS 1.0", "Atom", "CDF", "JSON Feed". */
const char *feed_kind_name(enum feed_kind f);

/* What a feed or an entry has once. */
enum feed_slot {
	SLOT_TITLE,
	SLOT_LINK,
	SLOT_ID,
	SLOT_SUMMARY, /* of a feed: its description */
	SLOT_RIGHTS,
	SLOT_PUBLISHED, /* dates stand as they are written */
	SLOT_UPDATED,
	SLOT_CREATED,
	SLOT_DATE, /* dc:date, which does not say of what */
	SLOT_COMMENTS,
	SLOT_LANGUAGE,
	SLOT_IMAGE, /* addresses are resolved */
	SLOT_IMAGE_TITLE,
	SLOT_IMAGE_LINK,
	SLOT_ICON,
	SLOT_LOGO,
	SLOT_OUTLET, /* who had it first: source */
	SLOT_COUNT
};

struct feed_value {
	struct str raw;    /* as it stands, for people */
	struct str text;   /* trimmed; or empty: the feed has none */
	bool html;         /* TEXT is HTML, else plain text */
	struct str base;   /* what its relative addresses resolve against */
	const char *where; /* the element it comes from, "dc:date" */
	int rank;          /* of several elements the highest counts */
};

struct feed_person {
	struct str name, email, url; /* each may be empty */
	int rank;
};
struct feed_category {
	struct str term, scheme, label; /* the last two may be empty */
};
struct feed_enclosure {
	struct str url, type, length; /* the last two may be empty */
	int rank;
};

/* A feed, or an entry of it. */
struct feed_node {
	struct feed_value slot[SLOT_COUNT];
	struct feed_value *content;
	size_t ncontents, content_cap;
	struct feed_person *author;
	size_t nauthors, author_cap;
	struct feed_category *category;
	size_t ncategories, category_cap;
	struct feed_enclosure *enclosure;
	size_t nenclosures, enclosure_cap;
};

struct feed_doc {
	enum feed_kind kind;
	struct feed_node feed;
	struct feed_node *entry; /* as they stand, at most LIMIT_ITEMS */
	size_t n, cap;
	size_t more;         /* entries beyond those */
	struct hints hints;  /* when to come again */
	struct str repaired; /* what was wrong with the markup; or empty */
	bool cut; /* the end is missing, and with it a part of the last entry */
};

/*
 * What TEXT, a document in valid UTF-8, is, and where it begins: *AT is set
 * to the "<" or "{". Looks at the beginning alone; markup of a warning that a
 * server has put before it is passed over.
 */
enum feed_kind feed_sniff(struct str text, size_t *at);

/*
 * Read TEXT, fetched from URL (absolute; or empty). What is ill-formed is
 * repaired: see mend.h. Nothing is loaded, no entity is expanded but the
 * characters that XML and HTML name.
 *
 * Returns 0 with OUT in A, or -1 with E set:
 *   ERR_EXTRACT  it is no feed, or none that can be repaired
 *   ERR_LIMIT    it nests too deep
 * Pure: no I/O, no clock. Safe on any text (tests/fuzz/fuzz_feed.c).
 */
int feed_read(struct arena *a, struct str text, struct str url,
    struct feed_doc *out, struct err *e);

#endif
