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

#endif
