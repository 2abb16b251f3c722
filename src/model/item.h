// SPDX-License-Identifier: ISC
#ifndef MODEL_ITEM_H
#define MODEL_ITEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "model/raw_item.h"

enum precision {
	PRECISION_NONE, /* there is no date */
	PRECISION_SECOND,
	PRECISION_MINUTE,
	PRECISION_DAY,
	PRECISION_MONTH
};
const char *precision_name(enum precision p);

/* A date with what is known about it. */
struct when {
	int64_t t;      /* seconds since the epoch */
	int32_t offset; /* of the zone it was read in, seconds east of UTC */
	enum precision precision;
	bool inferred;  /* a year, a day or all of it was made up */
	struct str raw; /* the text it was read from; or empty */
};

struct enclosure {
	struct str url, type;
	uint64_t length; /* bytes; 0: unknown */
};

/* One thing found on a listing page, ready to be stored and published. */
struct item {
	struct str key;  /* identity within coranto; see normalize/identity.h */
	struct str guid; /* as in the feeds; empty until the store gives it */
	struct str link; /* absolute http(s) URL; never empty once stored */
	struct str title;   /* plain text; may be empty */
	struct str summary; /* plain text; may be empty */
	struct str content; /* sanitized HTML; may be empty */
	struct when published, updated;
	struct str author, outlet;
	struct str language;
	struct str image; /* absolute URL; or empty */
	struct str *categories;
	size_t ncategories;
	struct enclosure *enclosures;
	size_t nenclosures;
	size_t position;    /* in the list, from 0 */
	int64_t first_seen; /* 0 until stored */
	int64_t
	    digest; /* of folded title and text: when it moves, so does UPDATED */
	const struct raw_item
	    *raw; /* where it came from; NULL from the store */
};

/* An item that did not become one. */
struct dropped {
	struct str title, link;
	struct str why; /* such as "no title and no link", "drop: 广告" */
};

/* All of one page, in the order of the page. */
struct items {
	struct item *v;
	size_t n;
	struct dropped *dropped;
	size_t ndropped;
	struct str *warnings; /* those about rules first */
	size_t nwarnings;
	size_t nrule_warnings; /* rules that found nothing in any item */
	struct str title;      /* of the page; or empty */
	struct str language;   /* of the page; or empty */
	struct str item_rule;
};

#endif
