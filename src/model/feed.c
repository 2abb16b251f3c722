// SPDX-License-Identifier: ISC
#include "model/feed.h"

struct str
feed_file(struct arena *a, struct str id, uint32_t archive)
{
	if (archive == 0)
		return id;
	return arena_printf(
	    a, "%.*s.archive-%u", STR_ARG(id), (unsigned)archive);
}
