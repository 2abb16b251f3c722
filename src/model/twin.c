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
