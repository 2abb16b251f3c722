// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_TAGS_H
#define EXTRACT_ARTICLE_TAGS_H

#include "web/html.h"

/* What an element is to an article. Everything unknown is inline. */
enum tag {
	TAG_NONE,   /* no element */
	TAG_INLINE, /* part of a line */
	TAG_LINK,
	TAG_BREAK,
	TAG_RULE,
	TAG_BLOCK, /* a box of no meaning of its own: div, section, td */
	TAG_PARAGRAPH,
	TAG_HEADING,
	TAG_LIST,
	TAG_ITEM,
	TAG_TABLE,
	TAG_ROW,
	TAG_CELL,
	TAG_QUOTE,
	TAG_CODE, /* pre */
	TAG_FIGURE,
	TAG_CAPTION,
	TAG_MEDIA, /* img, video and all else that is looked at or heard */
	TAG_ARTICLE,
	TAG_MAIN,
	TAG_HEADER,
	TAG_ASIDE,
	TAG_FOOTER,
	TAG_MENU,   /* nav, menu: ways to other pages */
	TAG_CONTROL /* button, select, form fields: to be used, not read */
};

/* The tag of N; TAG_NONE for what is no element. */
enum tag tag_of(const struct html_node *n);

/* True when T stands on lines of its own. */
bool tag_is_block(enum tag t);

#endif
