// SPDX-License-Identifier: ISC
#ifndef CLI_PREVIEW_TAGS_H
#define CLI_PREVIEW_TAGS_H

#include <stdbool.h>

#include "web/html.h"

/* What an element of a foreign page becomes in a preview of it. */
enum tag {
	TAG_DROP,   /* nothing, with all that is in it */
	TAG_INLINE, /* what is in it */
	TAG_LINK,
	TAG_STRONG,
	TAG_EM,
	TAG_IMAGE,
	TAG_BREAK,
	TAG_RULE,
	TAG_BLOCK,
	TAG_PARA,
	TAG_HEAD,
	TAG_LI,
	TAG_PRE,
	TAG_TABLE, /* and its parts */
	TAG_CAPTION,
	TAG_ROWS,
	TAG_ROW,
	TAG_CELL,
	TAG_COUNT
};

/* The tag of N, by its name; TAG_DROP for what a table has but in its cells. */
enum tag drawn_tag(const struct html_node *n);

/* True for the parts of a table that have parts, but no text of their own. */
bool tag_is_grid(enum tag t);

#endif
