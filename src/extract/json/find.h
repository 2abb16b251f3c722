// SPDX-License-Identifier: ISC
#ifndef EXTRACT_JSON_FIND_H
#define EXTRACT_JSON_FIND_H

#include "base/arena.h"
#include "base/err.h"
#include "extract/json/text.h"
#include "model/embedded.h"
#include "web/html.h"

/*
 * Read the JSON that the page DOC has at the place AT: of several elements or
 * scripts the first that has some. Returns 0 with OUT in A, or -1 with E set:
 * ERR_EXTRACT when it has none there, ERR_CONFIG when the selector does not
 * compile, ERR_LIMIT.
 */
int json_find(struct arena *a, const struct html_doc *doc,
    const struct embedded_at *at, struct json_text *out, struct err *e);

#endif
