// SPDX-License-Identifier: ISC
#include "extract/feed/element.h"

#define IN_BOTH (IN_FEED | IN_ENTRY)

/*
 * What elements are for. Of several that say the same the format's own counts
 * before that of a module, and what is made for readers before what is made
 * for a shop. Sources: see feed.h; RSS 1.0 modules (purl.org/rss/1.0/modules),
 * Media RSS (rssboard.org/media-rss), Apple's podcast tags, the podcast
 * namespace (podcastindex.org).
 */
/* clang-format off */
static const struct element elements[] = {
	/* The frame. The first element is the feed as well: see build.c. */
	{ IN_ROOT, NS_CORE, "channel", IS_FEED, 0, 0, IN_FEED },
	{ IN_FEED, NS_CORE, "item", IS_ENTRY, 0, 0, IN_ENTRY },
	{ IN_FEED, NS_CORE, "entry", IS_ENTRY, 0, 0, IN_ENTRY },
	{ IN_FEED, NS_CORE, "items", IS_THROUGH, 0, 0, 0 },

	/* Both a feed's and an entry's */
	{ IN_BOTH, NS_CORE, "title", IS_HTML, SLOT_TITLE, 9, 0 },
	{ IN_BOTH, NS_DC, "title", IS_HTML, SLOT_TITLE, 5, 0 },
	{ IN_BOTH, NS_MEDIA, "title", IS_HTML, SLOT_TITLE, 2, 0 },
	{ IN_BOTH, NS_ITUNES, "title", IS_HTML, SLOT_TITLE, 1, 0 },
	{ IN_BOTH, NS_CORE, "link", IS_LINK, SLOT_LINK, 9, 0 },
	{ IN_BOTH, NS_ITUNES, "link", IS_LINK, SLOT_LINK, 2, 0 },
	{ IN_BOTH, NS_CORE, "description", IS_HTML, SLOT_SUMMARY, 9, 0 },
	{ IN_BOTH, NS_CORE, "abstract", IS_HTML, SLOT_SUMMARY, 8, 0 },
	{ IN_BOTH, NS_DC, "description", IS_HTML, SLOT_SUMMARY, 5, 0 },
	{ IN_BOTH, NS_DCTERMS, "abstract", IS_HTML, SLOT_SUMMARY, 4, 0 },
	{ IN_BOTH, NS_ITUNES, "summary", IS_HTML, SLOT_SUMMARY, 3, 0 },
	{ IN_BOTH, NS_MEDIA, "description", IS_HTML, SLOT_SUMMARY, 2, 0 },
	{ IN_BOTH, NS_ITUNES, "subtitle", IS_HTML, SLOT_SUMMARY, 1, 0 },
	{ IN_BOTH, NS_CORE, "id", IS_ID, SLOT_ID, 9, 0 },
	{ IN_BOTH, NS_CORE, "rights", IS_HTML, SLOT_RIGHTS, 9, 0 },
	{ IN_BOTH, NS_CORE, "copyright", IS_HTML, SLOT_RIGHTS, 9, 0 },
	{ IN_BOTH, NS_DC, "rights", IS_HTML, SLOT_RIGHTS, 5, 0 },
	{ IN_BOTH, NS_CORE, "pubDate", IS_TEXT, SLOT_PUBLISHED, 9, 0 },
	{ IN_BOTH, NS_CORE, "published", IS_TEXT, SLOT_PUBLISHED, 9, 0 },
	{ IN_BOTH, NS_CORE, "issued", IS_TEXT, SLOT_PUBLISHED, 9, 0 },
	{ IN_BOTH, NS_DCTERMS, "issued", IS_TEXT, SLOT_PUBLISHED, 5, 0 },
	{ IN_BOTH, NS_DCTERMS, "available", IS_TEXT, SLOT_PUBLISHED, 4, 0 },
	{ IN_BOTH, NS_CORE, "updated", IS_TEXT, SLOT_UPDATED, 9, 0 },
	{ IN_BOTH, NS_CORE, "modified", IS_TEXT, SLOT_UPDATED, 9, 0 },
	{ IN_BOTH, NS_CORE, "lastBuildDate", IS_TEXT, SLOT_UPDATED, 8, 0 },
	{ IN_BOTH, NS_DCTERMS, "modified", IS_TEXT, SLOT_UPDATED, 5, 0 },
	{ IN_BOTH, NS_CORE, "created", IS_TEXT, SLOT_CREATED, 9, 0 },
	{ IN_BOTH, NS_DCTERMS, "created", IS_TEXT, SLOT_CREATED, 5, 0 },
	{ IN_BOTH, NS_DC, "date", IS_TEXT, SLOT_DATE, 5, 0 },
	{ IN_BOTH, NS_CORE, "comments", IS_URL, SLOT_COMMENTS, 9, 0 },
	{ IN_BOTH, NS_CORE, "language", IS_TEXT, SLOT_LANGUAGE, 9, 0 },
	{ IN_BOTH, NS_DC, "language", IS_TEXT, SLOT_LANGUAGE, 8, 0 },

	/* A feed's alone */
	{ IN_FEED, NS_CORE, "subtitle", IS_HTML, SLOT_SUMMARY, 9, 0 },
	{ IN_FEED, NS_CORE, "tagline", IS_HTML, SLOT_SUMMARY, 9, 0 },
	{ IN_FEED, NS_CORE, "image", IS_PLACE, SLOT_IMAGE, 6, IN_IMAGE },
	{ IN_IMAGE, NS_CORE, "url", IS_URL, SLOT_IMAGE, 9, 0 },
	{ IN_IMAGE, NS_CORE, "title", IS_HTML, SLOT_IMAGE_TITLE, 9, 0 },
	{ IN_IMAGE, NS_CORE, "link", IS_URL, SLOT_IMAGE_LINK, 9, 0 },
	{ IN_FEED, NS_ITUNES, "image", IS_PICTURE, SLOT_IMAGE, 5, 0 },
	{ IN_FEED, NS_CORE, "logo", IS_URL, SLOT_LOGO, 9, 0 },
	{ IN_FEED, NS_CORE, "icon", IS_URL, SLOT_ICON, 9, 0 },
	{ IN_FEED, NS_CORE, "ttl", IS_TTL, 0, 0, 0 },
	{ IN_FEED, NS_SY, "updatePeriod", IS_PERIOD, 0, 0, 0 },
	{ IN_FEED, NS_SY, "updateFrequency", IS_FREQUENCY, 0, 0, 0 },
	{ IN_FEED, NS_CORE, "skipHours", IS_PLACE, 0, 0, IN_HOURS },
	{ IN_FEED, NS_CORE, "skipDays", IS_PLACE, 0, 0, IN_DAYS },
	{ IN_HOURS, NS_CORE, "hour", IS_HOUR, 0, 0, 0 },
	{ IN_DAYS, NS_CORE, "day", IS_DAY, 0, 0, 0 },

	/* An entry's alone */
	{ IN_ENTRY, NS_CORE, "guid", IS_ID, SLOT_ID, 9, 0 },
	{ IN_ENTRY, NS_DC, "identifier", IS_ID, SLOT_ID, 2, 0 },
	{ IN_ENTRY, NS_FEEDBURNER, "origLink", IS_URL, SLOT_LINK, 12, 0 },
	{ IN_ENTRY, NS_CORE, "summary", IS_HTML, SLOT_SUMMARY, 9, 0 },
	{ IN_ENTRY, NS_CONTENT, "encoded", IS_CONTENT, 0, 9, 0 },
	{ IN_ENTRY, NS_CORE, "content", IS_CONTENT, 0, 9, 0 },
	{ IN_ENTRY, NS_CORE, "fullitem", IS_CONTENT, 0, 9, 0 },
	{ IN_ENTRY, NS_XHTML, "body", IS_CONTENT, 0, 9, 0 },
	{ IN_ENTRY, NS_CORE, "body", IS_CONTENT, 0, 5, 0 },
	{ IN_ENTRY, NS_XHTML, "div", IS_CONTENT, 0, 5, 0 },
	{ IN_ENTRY, NS_DC, "source", IS_TEXT, SLOT_OUTLET, 10, 0 },
	{ IN_ENTRY, NS_DC, "publisher", IS_TEXT, SLOT_OUTLET, 1, 0 },
	{ IN_ENTRY, NS_CORE, "source", IS_PLACE, SLOT_OUTLET, 9, IN_SOURCE },
	{ IN_SOURCE, NS_CORE, "title", IS_HTML, SLOT_OUTLET, 9, 0 },
	{ IN_ENTRY, NS_CORE, "enclosure", IS_ENCLOSURE, 0, 9, 0 },
	{ IN_ENTRY, NS_MEDIA, "group", IS_THROUGH, 0, 1, 0 },
	{ IN_ENTRY, NS_MEDIA, "content", IS_MEDIA, 0, 3, 0 },
	{ IN_ENTRY, NS_MEDIA, "thumbnail", IS_PICTURE, SLOT_IMAGE, 5, 0 },
	{ IN_ENTRY, NS_ITUNES, "image", IS_PICTURE, SLOT_IMAGE, 4, 0 },
	{ IN_ENTRY, NS_PODCAST, "image", IS_PICTURE, SLOT_IMAGE, 3, 0 },
	{ IN_ENTRY, NS_CORE, "image", IS_PLACE, SLOT_IMAGE, 6, IN_IMAGE },

	/* People */
	{ IN_BOTH, NS_CORE, "author", IS_PERSON, 0, 9, IN_PERSON },
	{ IN_FEED, NS_CORE, "managingEditor", IS_PERSON, 0, 8, IN_PERSON },
	{ IN_BOTH, NS_DC, "creator", IS_PERSON, 0, 5, IN_PERSON },
	{ IN_BOTH, NS_DC, "author", IS_PERSON, 0, 5, IN_PERSON },
	{ IN_BOTH, NS_ITUNES, "author", IS_PERSON, 0, 3, IN_PERSON },
	{ IN_PERSON, NS_CORE, "name", IS_NAME, 0, 0, 0 },
	{ IN_PERSON, NS_CORE, "email", IS_EMAIL, 0, 0, 0 },
	{ IN_PERSON, NS_CORE, "uri", IS_HOMEPAGE, 0, 0, 0 },
	{ IN_PERSON, NS_CORE, "url", IS_HOMEPAGE, 0, 0, 0 },
	{ IN_PERSON, NS_CORE, "homepage", IS_HOMEPAGE, 0, 0, 0 },

	/* Subjects */
	{ IN_BOTH, NS_CORE, "category", IS_CATEGORY, 0, 0, IN_CATEGORY },
	{ IN_BOTH, NS_DC, "subject", IS_CATEGORY, 0, 0, IN_CATEGORY },
	{ IN_BOTH, NS_MEDIA, "category", IS_CATEGORY, 0, 0, IN_CATEGORY },
	{ IN_BOTH | IN_CATEGORY, NS_ITUNES, "category", IS_CATEGORY, 0, 0,
	    IN_CATEGORY },
	{ IN_BOTH, NS_CORE, "tags", IS_KEYWORDS, 0, 0, 0 },
	{ IN_BOTH, NS_ITUNES, "keywords", IS_KEYWORDS, 0, 0, 0 },
	{ IN_BOTH, NS_MEDIA, "keywords", IS_KEYWORDS, 0, 0, 0 },
};
/* clang-format on */

const struct element *
element_find(unsigned place, enum feed_ns ns, struct str name)
{
	/* Atom's elements stand in RSS, too, and mean the same there. */
	enum feed_ns as = ns == NS_ATOM ? NS_CORE : ns;

	for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++) {
		const struct element *e = &elements[i];

		if ((e->in & place) != 0 && e->ns == as &&
		    str_ieq(str_c(e->name), name))
			return e;
	}
	return NULL;
}
