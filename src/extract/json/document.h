// SPDX-License-Identifier: ISC
#ifndef EXTRACT_JSON_DOCUMENT_H
#define EXTRACT_JSON_DOCUMENT_H

#include "base/arena.h"
#include "base/err.h"
#include "extract/json/text.h"
#include "model/document.h"
#include "model/raw_item.h"
#include "model/source.h"

/*
 * The JSON of DOC, which is JSON or, for a source with `embedded`, a page that
 * has it there; what such a page says of itself goes to ABOUT, whose base is
 * set before. Returns 0 with OUT in A, or -1 with E set as json_extract() says.
 */
int json_document(struct arena *a, const struct source *src,
    const struct document *doc, struct json_text *out, struct raw_items *about,
    struct err *e);

#endif
