// SPDX-License-Identifier: ISC
#ifndef MODEL_OUTLINE_H
#define MODEL_OUTLINE_H

#include <stddef.h>

#include "base/str.h"
#include "model/field.h"

/* One subscription of a list (OPML). */
struct outline {
	struct str title;    /* may be empty */
	struct str feed_url; /* as it stands there; never empty */
	struct str *tags;    /* the folders it is in, outermost first */
	size_t ntags;
	/* rules, in XPath, of a page that a reader made a feed of; or empty */
	struct str item, field[FIELD_COUNT];
};
struct outlines {
	struct outline *v;
	size_t n;
};

#endif
