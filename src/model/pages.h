// SPDX-License-Identifier: ISC
#ifndef MODEL_PAGES_H
#define MODEL_PAGES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/rule.h"

/* What leads from one page of a list to the next. */
enum pages_by {
	PAGES_NONE,     /* nothing: the source is one page */
	PAGES_DECLARED, /* what the page itself declares: rel=next */
	PAGES_RULE,     /* a rule that finds the address */
	PAGES_TEMPLATE  /* an address with {page}, {offset} or {cursor} */
};

/* When to stop before there are no more pages. */
enum pages_until {
	PAGES_UNTIL_SEEN, /* at a page that brings nothing new */
	PAGES_UNTIL_END   /* not */
};

/* The pages of a list, `pages` of a source. */
struct pages {
	enum pages_by by;
	struct rules next;   /* of PAGES_RULE */
	struct str address;  /* of PAGES_TEMPLATE, relative to the first page */
	struct rules cursor; /* finds what {cursor} stands for; or none */
	uint32_t from;       /* {page} of the second page */
	uint32_t step;       /* that {offset} grows by with each page; 0: the
				entries of those before it */
	uint32_t most;  /* pages that a run reads, the first one included */
	uint32_t first; /* the same of the first run */
	enum pages_until until;
};

/* The words that stand in braces in such an address. */
enum pages_slot {
	PAGES_PAGE,   /* the number of the page */
	PAGES_OFFSET, /* entries before it */
	PAGES_CURSOR, /* what the page before it says */
	PAGES_SLOTS
};

/*
 * Which of them ADDRESS holds, bits 1 << enum pages_slot; 0 when it is no
 * template. *OTHER is set to what else stands in it in braces, a name; or
 * empty.
 */
unsigned pages_slots(struct str address, struct str *other);
/* ADDRESS with VALUE in place of its slots, escaped so that it can stand in
 * any part of an address (RFC 3986 2.1). In A. */
struct str pages_fill(
    struct arena *a, struct str address, const struct str value[PAGES_SLOTS]);

/*
 * What is remembered of the pages of a source. Zeros: nothing, its list is yet
 * to be read in depth.
 */
struct pages_memory {
	struct str given; /* what led from page to page then; see run/pages.h */
	uint32_t owed;    /* pages that the next run is to read whether they are
			     known or not, as one of them could not be had; 0:
			     none */
	uint32_t tries;   /* runs that could not have it */
};

#endif
