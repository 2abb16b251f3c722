// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_ELEMENT_H
#define EXTRACT_FEED_ELEMENT_H

#include "extract/feed/feed.h"
#include "extract/feed/namespace.h"

/* Where in a feed an element stands. */
enum place {
	IN_ROOT = 1 << 0, /* within the first element; also IN_FEED */
	IN_FEED = 1 << 1,
	IN_ENTRY = 1 << 2,
	IN_IMAGE = 1 << 3, /* of a feed */
	IN_PERSON = 1 << 4,
	IN_SOURCE = 1 << 5, /* the feed that an entry was taken from */
	IN_HOURS = 1 << 6,
	IN_DAYS = 1 << 7,
	IN_CATEGORY = 1 << 8,
	IN_NOTHING = 0 /* of what is of no use, all is skipped */
};

enum element_is {
	IS_FEED, /* what a channel is */
	IS_ENTRY,
	IS_THROUGH, /* its children count as if it were not there */
	IS_PLACE,   /* its children stand in THEN */
	IS_TEXT,    /* plain text for SLOT */
	IS_HTML,    /* text of any type for SLOT */
	IS_URL,     /* an address for SLOT, as text or as href */
	IS_ID,      /* the same, but nothing is resolved */
	IS_CONTENT, /* text of any type: one of the contents */
	IS_LINK,    /* by its rel */
	IS_PERSON,  /* children, or all in one text */
	IS_NAME,    /* of a person */
	IS_EMAIL,
	IS_HOMEPAGE,
	IS_CATEGORY,
	IS_KEYWORDS, /* several, a comma between them */
	IS_PICTURE,  /* an address in an attribute, for SLOT */
	IS_ENCLOSURE,
	IS_MEDIA, /* media:content */
	IS_TTL,
	IS_PERIOD,
	IS_FREQUENCY,
	IS_HOUR,
	IS_DAY
};

/* What one element is for. */
struct element {
	unsigned in; /* bits of enum place */
	enum feed_ns ns;
	const char *name;
	enum element_is is;
	enum feed_slot slot;
	int rank; /* of several for one slot the highest counts */
	enum place then;
};

/* The row for the element NAME (compared without case) in PLACE, or NULL. */
const struct element *element_find(
    unsigned place, enum feed_ns ns, struct str name);

#endif
