// SPDX-License-Identifier: ISC
#ifndef MODEL_RECORD_TERSE_H
#define MODEL_RECORD_TERSE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/item.h"

/*
 * An item as it goes from one process of ours to the other: see model/record.h.
 * An object costs as much as a hundred bytes of text, so there is one.
 */

/* IT, a new reference. */
json_t *terse_item_json(const struct item *it);

/* Is O, an item, in these words? */
bool terse_is(const json_t *o);
/* What differs from the words of all others, from O into IT, whose link has been
 * read; as record_get_* otherwise. */
int terse_get_key(
    struct arena *a, const json_t *o, struct item *it, struct err *e);
int terse_get_when(struct arena *a, const json_t *o, const char *key,
    struct when *out, struct err *e);
int terse_get_raw(
    struct arena *a, const json_t *o, struct item *it, struct err *e);

#endif
