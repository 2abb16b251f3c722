// SPDX-License-Identifier: ISC
#include "model/field.h"

static const char *const names[FIELD_COUNT] = {
	[FIELD_TITLE] = "title",
	[FIELD_LINK] = "link",
	[FIELD_GUID] = "guid",
	[FIELD_SUMMARY] = "summary",
	[FIELD_CONTENT] = "content",
	[FIELD_DATE] = "date",
	[FIELD_UPDATED] = "updated",
	[FIELD_AUTHOR] = "author",
	[FIELD_OUTLET] = "outlet",
	[FIELD_CATEGORY] = "category",
	[FIELD_IMAGE] = "image",
	[FIELD_ENCLOSURE] = "enclosure",
	[FIELD_LANGUAGE] = "language",
};

const char *
field_name(enum field f)
{
	return names[f];
}

enum field
field_find(struct str name)
{
	int f = 0;

	while (f < FIELD_COUNT && !str_eq(name, str_c(names[f])))
		f++;
	return (enum field)f;
}
