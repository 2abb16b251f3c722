// SPDX-License-Identifier: ISC
#ifndef MODEL_RECORD_PARTS_H
#define MODEL_RECORD_PARTS_H

#include <jansson.h>
#include <stdbool.h>

#include "model/item.h"
#include "model/record_get.h"

/* What the forms of an item have in common; for record_*.c only. */

/* Seconds that a zone is off at most, and most bytes of a key. */
#define RECORD_OFFSET 86400
#define RECORD_KEY (LIMIT_URL + 8)

/* The texts of an item; its key first. */
struct record_text {
	const char *name;
	size_t at;    /* of the struct str in struct item */
	size_t max;   /* bytes */
	bool address; /* as web/url writes it, http or https */
};
#define RECORD_TEXTS 12
extern const struct record_text record_texts[RECORD_TEXTS];
struct str record_text(const struct item *it, const struct record_text *t);
void record_text_set(
    struct item *it, const struct record_text *t, struct str s);

json_t *record_categories_json(const struct item *it);
json_t *record_enclosures_json(const struct item *it);
json_t *record_digest_json(const struct item *it);

#endif
