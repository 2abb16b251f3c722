// SPDX-License-Identifier: ISC
#ifndef MODEL_FEED_H
#define MODEL_FEED_H

#include <stdint.h>

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
	    updated;  /* the newest change of content; never the build time */
	uint32_t ttl; /* minutes; 0: unknown */
	const struct item *items;
	size_t n;
};

#endif
