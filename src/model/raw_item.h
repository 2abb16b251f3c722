// SPDX-License-Identifier: ISC
#ifndef MODEL_RAW_ITEM_H
#define MODEL_RAW_ITEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "model/field.h"
#include "model/hints.h"

struct source;

/* One string that a rule found in an item, and how. */
struct raw_value {
	struct str raw;   /* as it stands in the page, before the ops */
	struct str value; /* after the ops */
	bool html;        /* VALUE is HTML, else text */
	size_t node;      /* that it stands in: its number in the order of the
			     page, from 1; 0: in none */
	struct str base;  /* what its addresses resolve against; empty: the
			     page's */
	struct str type;  /* of an enclosure, as it is given; or empty */
	uint64_t length;  /* of an enclosure, in bytes; 0: unknown */
};

struct raw_field {
	struct raw_value *v;
	size_t n;
	struct str rule;   /* text of the fallback that yielded; or empty */
	struct str format; /* of op date; or empty */
};

/* What one container of the list holds, strings as found. */
struct raw_item {
	struct raw_field field[FIELD_COUNT];
	size_t position; /* in the list, from 0 */
	size_t node;     /* the container, numbered as in raw_value */
};

/* What a source that is a feed says beside its items. */
struct raw_feed {
	const char *format;  /* "RSS", "Atom": a static string */
	struct str link;     /* the site that it is of, absolute; or empty */
	struct hints hints;  /* when to come again */
	struct str repaired; /* what was wrong with its markup; or empty */
	size_t more;         /* entries that were left out as too many */
	bool cut;            /* it ends within its last entry */
};

struct raw_items {
	struct raw_item *v;
	size_t n;
	const struct source *used; /* the source with the rules that read the
				      page; NULL: no list was found on it */
	struct str item_rule;      /* text of the container rule that matched */
	struct str base;     /* base URL of the page, <base href> applied */
	struct str title;    /* of the page, <title>; or empty */
	struct str language; /* of the page, <html lang>; or empty */
	struct str *links;   /* of the whole page, as they stand there */
	size_t nlinks;
	struct str *warnings; /* about rules: each stays until it is mended */
	size_t nwarnings;
	struct str *notes; /* about this page, and the next has others */
	size_t nnotes;
	struct str next; /* what leads to the next page of the list: its
			    address, absolute, or the cursor; or empty */
	const struct raw_feed *feed; /* NULL: it is a page, or */
	bool data;  /* data, such as XML or a table: no list can be looked for
		      in it */
	bool empty; /* the list is there, and says that it has nothing */
	bool whole; /* its last item is, however the response ended */
};

#endif
