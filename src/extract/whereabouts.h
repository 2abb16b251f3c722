// SPDX-License-Identifier: ISC
#ifndef EXTRACT_WHEREABOUTS_H
#define EXTRACT_WHEREABOUTS_H

#include "base/arena.h"
#include "base/str.h"
#include "web/html.h"

/* Where a text that somebody has seen on a page stands in what the server
 * sent, the best place first. */
enum whereabouts_kind {
	WHERE_TEXT,      /* it is read on the page */
	WHERE_OTHERWISE, /* so it is, but with other capitals */
	WHERE_LINK,      /* a link leads to it */
	WHERE_ATTRIBUTE, /* in an attribute that nobody reads */
	WHERE_SCRIPT,    /* in the data of a script */
	WHERE_NOWHERE
};
struct whereabouts {
	enum whereabouts_kind kind;
	struct str path; /* the innermost element and those around it, as
			    "div#top > p.lead > a"; or empty */
	struct str text; /* WHERE_OTHERWISE: as the page has it */
};

/* "text", "case", "link", "attribute", "script", "nowhere". */
const char *whereabouts_name(enum whereabouts_kind kind);

/* Find TEXT, of which runs of white space count as one space, in DOC; BASE is
 * what links resolve against, or empty. Results in A. */
struct whereabouts whereabouts(struct arena *a, const struct html_doc *doc,
    struct str text, struct str base);

#endif
