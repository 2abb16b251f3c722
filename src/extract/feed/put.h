// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_PUT_H
#define EXTRACT_FEED_PUT_H

#include "extract/feed/feed.h"

/*
 * Give a feed or an entry what was read. What is empty counts for nothing. Of
 * several values of a slot the one of the highest rank stays, and the first of
 * those (the last, of dates); of people all of the highest rank.
 */
void feed_put(
    struct feed_node *n, enum feed_slot slot, const struct feed_value *v);
void feed_put_content(
    struct arena *a, struct feed_node *n, const struct feed_value *v);
void feed_put_author(
    struct arena *a, struct feed_node *n, const struct feed_person *p);
void feed_put_category(
    struct arena *a, struct feed_node *n, const struct feed_category *c);
void feed_put_enclosure(
    struct arena *a, struct feed_node *n, const struct feed_enclosure *e);

/* The next entry of DOC, empty; NULL beyond LIMIT_ITEMS, where it is counted
 * alone. */
struct feed_node *feed_put_entry(struct arena *a, struct feed_doc *doc);

#endif
