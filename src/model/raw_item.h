// SPDX-License-Identifier: ISC
#ifndef MODEL_RAW_ITEM_H
#define MODEL_RAW_ITEM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/field.h"

struct source;

/* One string that a rule found in an item, and how. */
struct raw_value {
	struct str raw;   /* as it stands in the page, before the ops */
	struct str value; /* after the ops */
	bool html;        /* VALUE is HTML, else text */
	size_t node;      /* that it stands in: its number in the order of the
			     page, from 1; 0: in none */
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
	struct str *warnings;
	size_t nwarnings;
};

#endif
