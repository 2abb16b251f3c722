// SPDX-License-Identifier: ISC
#ifndef GENERATE_TEXT_H
#define GENERATE_TEXT_H

#include "base/arena.h"
#include "base/str.h"
#include "model/item.h"

/* What the formats say of an item in words. */

/* The HTML that shows TEXT, in A or TEXT itself: readers take an RSS description
 * for HTML. */
struct str text_html(struct arena *a, struct str text);

/*
 * The words of HTML, which normalize/sanitize.h wrote: without tags, entities
 * decoded, white space collapsed. It ends where it has MAX bytes.
 */
struct str text_plain(struct arena *a, struct str html, size_t max);

/*
 * A title where the format demands one, never empty: the title, else the first
 * words of the text, else the day it was published.
 */
struct str text_title(struct arena *a, const struct item *it);

/* The plain summary; without any text the title or the link. Never empty. */
struct str text_summary(const struct item *it);

/*
 * The HTML to read: with TEXTS the content, else the summary when something is
 * to follow it, and then where else the story is. Empty when there is neither.
 */
struct str text_body(struct arena *a, const struct item *it, bool texts);

/*
 * Who is named for it: the author, without a mail address, else the outlet
 * credited, else empty.
 */
struct str text_author(struct arena *a, const struct item *it);

#endif
