// SPDX-License-Identifier: ISC
#ifndef MODEL_ITEM_H
#define MODEL_ITEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
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

/*
 * What a date rests on beside the words that were read: each is a bit, and a
 * date may have several. Where the page said it all there is none.
 */
enum how {
	HOW_RELATIVE = 1 << 0,        /* counted from the moment of reading */
	HOW_EPOCH = 1 << 1,           /* from a count of seconds since 1970 */
	HOW_FORMAT = 1 << 2,          /* read by the format of its rule */
	HOW_LINK = 1 << 3,            /* all of it from the item's link */
	HOW_BEST = 1 << 4,            /* of several dates in the text */
	HOW_YEAR_NEWEST = 1 << 5,     /* the newest that is not to come */
	HOW_YEAR_LINK = 1 << 6,       /* as the item's link has it */
	HOW_YEAR_LIST = 1 << 7,       /* as the order of the list has it */
	HOW_YEAR_CENTURY = 1 << 8,    /* its century was left out */
	HOW_MONTH_NEWEST = 1 << 9,    /* the newest that is not to come */
	HOW_DAY_NEWEST = 1 << 10,     /* of a weekday or a time alone */
	HOW_ORDER_LANGUAGE = 1 << 11, /* 3/4: as its language writes */
	HOW_ORDER_GIVEN = 1 << 12,    /* 3/4: as the source is set to */
	HOW_ORDER_WEEKDAY = 1 << 13,  /* 3/4: as the weekday beside it has it */
	HOW_ORDER_PAST = 1 << 14,     /* 3/4: the one that is not to come */
	HOW_ORDER_LIST = 1 << 15,     /* 3/4: as other rows of the list do */
	HOW_ZONE_TEXT = 1 << 16,      /* the text names the zone */
	HOW_CLOCK_GAP = 1 << 17,     /* such a time was skipped, and moved on */
	HOW_CLOCK_TWICE = 1 << 18,   /* such a time came twice; the first */
	HOW_WEEKDAY_WRONG = 1 << 19, /* the weekday beside it is another */
	HOW_FIRST_SEEN = 1 << 20,    /* there is none: when it was first seen */
	HOW_NOT_YET = 1 << 21, /* it was to come: when it was first seen */
	HOW_RANGE = 1 << 22,   /* the first of several days */
	HOW_SPAN = 1 << 23     /* a length of time, with no word for "ago" */
};
#define HOW_COUNT 24

/* The short name of the rule with bit N, such as "year-newest". */
const char *how_name(unsigned n);
/* The number of the bit that NAME names, or HOW_COUNT. */
unsigned how_find(struct str name);
/*
 * HOW in words, in A: "the year is the newest that is not to come; the text
 * names the zone"; empty when the page said it all.
 */
struct str how_text(struct arena *a, unsigned how);

/* A date with what is known about it. */
struct when {
	int64_t t;      /* seconds since the epoch */
	int32_t offset; /* of the zone it was read in, seconds east of UTC */
	enum precision precision;
	bool inferred;  /* a year, a day or all of it was made up */
	struct str raw; /* the text it was read from; or empty */
	unsigned how;   /* bits of enum how; the store has them apart */
};

/*
 * Why a stored item stays out of the feeds. It is known all the same, so that
 * no page can show it as new. The words stand in the database.
 */
enum withheld {
	WITHHELD_NOT,       /* it is in them */
	WITHHELD_FIRST_RUN, /* it was there before the source: `first_run` */
	WITHHELD_FLOOD,     /* nearly the whole page was new at once: `flood` */
	WITHHELD_FILTER,    /* `only` or `drop`, on the text of its article */
	WITHHELD_FAULT,     /* likewise, and no later page showed it again */
	WITHHELD_COUNT
};
const char *withheld_name(enum withheld why); /* empty for WITHHELD_NOT */
/* WITHHELD_COUNT when there is none of that name. */
enum withheld withheld_find(struct str name);

struct enclosure {
	struct str url, type;
	uint64_t length; /* bytes; 0: unknown */
};

/* The feed that an item comes from, as a feed of several names it. */
struct origin {
	struct str id;    /* of the source; names its feed's files */
	struct str title; /* of its feed; never empty */
	struct str link;  /* the page scraped; never empty */
	int64_t updated;  /* a time its feed was changed at */
};

/* Where the same story was found as well. */
struct mention {
	struct str title; /* of the feed that has it */
	struct str link;  /* of the item there */
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
	enum withheld withheld;
	size_t position;    /* in the list, from 0 */
	int64_t first_seen; /* 0 until stored */
	int64_t
	    digest; /* of folded title and text: when it moves, so does UPDATED */
	const struct origin *origin; /* foreign; NULL: the feed's own */
	const struct mention *also;  /* that were folded into it */
	size_t nalso;
	const struct raw_item
	    *raw; /* where it came from; NULL from the store */
};

/* IT with all that it refers to in A, but for RAW, ORIGIN and ALSO. */
struct item item_copy(struct arena *a, const struct item *it);

/* An item that did not become one. */
struct dropped {
	struct str title, link;
	struct str why; /* such as "no title and no link", "drop: 广告" */
	const struct raw_item *raw; /* where it came from; NULL from a record */
};

/* All of one page, in the order of the page. */
struct items {
	struct item *v;
	size_t n;
	struct dropped *dropped;
	size_t ndropped;
	size_t nsame;         /* of them: the same as one before */
	struct str *warnings; /* those about rules first */
	size_t nwarnings;
	size_t nrule_warnings; /* rules of no use for any item */
	struct str title;      /* of the page; or empty */
	struct str language;   /* of the page; or empty */
	struct str item_rule;
	struct str feed;    /* the kind of feed that the page is, "Atom"; empty:
			       it is a page */
	struct hints hints; /* of the feed */
	bool empty; /* the list is there, and says that it has nothing */
};

#endif
