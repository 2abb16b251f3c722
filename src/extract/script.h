// SPDX-License-Identifier: ISC
#ifndef EXTRACT_SCRIPT_H
#define EXTRACT_SCRIPT_H

#include <jansson.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * The JSON that TEXT begins with, or NULL when it begins with none or has more
 * than LIMIT_EMBEDDED bytes. It is released with A.
 */
json_t *script_json(struct arena *a, struct str text);

/* The text V, trimmed and in A; STR_NULL when V is NULL or no text. */
struct str script_text(struct arena *a, const json_t *v);
/* The same of V itself, of what it has under KEY, or of its first one's. */
struct str script_text_in(struct arena *a, const json_t *v, const char *key);

#endif
