// SPDX-License-Identifier: ISC
#include "model/twin.h"

const char *
twin_name(enum twin t)
{
	static const char *const names[TWIN_COUNT] = {
		[TWIN_NONE] = "none",
		[TWIN_LINK] = "link",
		[TWIN_TITLE] = "title",
		[TWIN_TEXT] = "text",
	};

	return names[t];
}

enum twin
twin_find(struct str name)
{
	int t = TWIN_COUNT - 1;

	while (t > TWIN_NONE && !str_eq(name, str_c(twin_name((enum twin)t))))
		t--;
	return (enum twin)t;
}
