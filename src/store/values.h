// SPDX-License-Identifier: ISC
#ifndef STORE_VALUES_H
#define STORE_VALUES_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/item.h"

/*
 * What a page says of an item and may say otherwise tomorrow, each as the text
 * of its column, so that merging, comparing and storing are loops. The order
 * is that of the columns; lists are JSON, and empty text when there are none.
 */
enum value {
	VALUE_TITLE,
	VALUE_LINK,
	VALUE_SUMMARY,
	VALUE_CONTENT,
	VALUE_AUTHOR,
	VALUE_OUTLET,
	VALUE_LANGUAGE,
	VALUE_IMAGE,
	VALUE_CATEGORIES,
	VALUE_ENCLOSURES,
	VALUE_COUNT
};

/* Returns 0, or -1 with E set (ERR_STORE) when memory has run out. */
int values_pack(struct arena *a, const struct item *it,
    struct str v[VALUE_COUNT], struct err *e);
/* The other way. Returns 0, or -1 with E set (ERR_STORE) when the text of a
 * list is no JSON array. */
int values_unpack(struct arena *a, const struct str v[VALUE_COUNT],
    struct item *it, struct err *e);

/*
 * Tells values apart: FNV-1a, 64 bits, lengths included (RFC 9923). It is no
 * secret and no proof; who makes two versions of an article collide only hides
 * an edit of their own.
 */
int64_t values_fingerprint(const struct str v[VALUE_COUNT]);

#endif
