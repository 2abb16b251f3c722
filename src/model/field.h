// SPDX-License-Identifier: ISC
#ifndef MODEL_FIELD_H
#define MODEL_FIELD_H

#include "base/str.h"

/*
 * What a rule can be given for. The order is that of JSON output and of the
 * manual; the names are those of RSS 2.0 and RFC 4287, and the configuration
 * keys.
 */
enum field {
	FIELD_TITLE,
	FIELD_LINK,
	FIELD_GUID,
	FIELD_SUMMARY,
	FIELD_CONTENT,
	FIELD_DATE,
	FIELD_UPDATED,
	FIELD_AUTHOR,
	FIELD_OUTLET,
	FIELD_CATEGORY,
	FIELD_IMAGE,
	FIELD_ENCLOSURE,
	FIELD_LANGUAGE,
	FIELD_COUNT
};

/* "title", "link", ... */
const char *field_name(enum field f);
/* The field of that name, or FIELD_COUNT. */
enum field field_find(struct str name);

#endif
