// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_SITE_H
#define EXTRACT_ARTICLE_SITE_H

#include <stdbool.h>

#include "base/str.h"

/* What the site of a page is called. */
struct site {
	struct str name; /* as the page declares it, or empty */
	struct str host; /* of its address, or empty */
};

/* True when TEXT names the site: as declared, or as its host does, but for
 * marks: "The Town Paper" of www.thetownpaper.example. */
bool site_is(const struct site *site, struct str text);

#endif
