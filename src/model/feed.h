// SPDX-License-Identifier: ISC
#ifndef MODEL_FEED_H
#define MODEL_FEED_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/item.h"

/*
 * All that a generator needs for one feed: equal records give equal bytes.
 * Items are ordered newest first and have guid, link and published set.
 */
struct feed {
	struct str id;       /* names the files */
	struct str title;    /* never empty */
	struct str link;     /* the page scraped; never empty */
	struct str base_url; /* folder the files are served from, ending in "/";
				empty: unknown, then no self links */
	struct str description;     /* may be empty */
	struct str language;        /* BCP 47; may be empty */
	struct str icon, copyright; /* may be empty */
	int64_t
	    updated;    /* the newest change of content; never the build time */
	uint32_t ttl;   /* minutes; 0: unknown */
	struct str hub; /* URL of its WebSub hub; or empty */
	/* RFC 5005, 4: how many archive documents follow the feed, and which
	 * of them this is, counted from 1, the oldest; 0: the feed itself. */
	uint32_t archives, archive;
	const struct item *items;
	size_t n;
};

/* The name of the files of the feed ID, or of its archive document ARCHIVE,
 * without what tells the format. */
struct str feed_file(struct arena *a, struct str id, uint32_t archive);

#endif
