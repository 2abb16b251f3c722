// SPDX-License-Identifier: ISC
#ifndef EXTRACT_JSON_COLUMN_H
#define EXTRACT_JSON_COLUMN_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "extract/detect/detect.h"
#include "model/field.h"
#include "web/json_tree.h"

/* What the entries of a list have under one name, or under a name in an object
 * that they have under another. */
struct json_column {
	struct str outer, name;    /* OUTER: of the object; or empty */
	const struct jnode *first; /* the first that there is */
	size_t looked;             /* entries that were looked at */
	size_t have;               /* that have a text or a number here */
	size_t different;          /* of those, all else counted once */
	size_t addresses, pictures, dates, tagged, lists;
	size_t weight; /* of all texts, see outline_weigh() */
};

/* The columns of LIST, an array of objects; of its first entries only. Results
 * in A. Dates are told by HELP, none when it is NULL. */
struct json_column *json_columns(struct arena *a, const struct jnode *list,
    const struct detect_help *help, size_t *n);

/*
 * The best of N columns for the field F, or NULL when none will do. What the
 * values are decides what a column can be, and its name which of those it is:
 * names in JSON are made for programs and mean what they say.
 */
const struct json_column *json_column_of(
    const struct json_column *v, size_t n, enum field f);

#endif
