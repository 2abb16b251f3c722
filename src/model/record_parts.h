// SPDX-License-Identifier: ISC
#ifndef MODEL_RECORD_PARTS_H
#define MODEL_RECORD_PARTS_H

#include <jansson.h>

#include "model/item.h"

/* What the forms of an item have in common; for record_*.c only. */

/* Seconds that a zone is off at most, and most bytes of a key. */
#define RECORD_OFFSET 86400
#define RECORD_KEY (LIMIT_URL + 8)

/* The texts of an item; its key first. */
struct record_text {
	const char *name;
	struct str text;
};
#define RECORD_TEXTS 12
void record_texts(const struct item *it, struct record_text out[RECORD_TEXTS]);

json_t *record_categories_json(const struct item *it);
json_t *record_enclosures_json(const struct item *it);
json_t *record_digest_json(const struct item *it);

#endif
