// SPDX-License-Identifier: ISC
#ifndef EXTRACT_JSON_JSON_H
#define EXTRACT_JSON_JSON_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/document.h"
#include "model/raw_item.h"
#include "model/source.h"

/* True when the rules of SRC are JSON paths. */
bool json_reads(const struct source *src);

/*
 * Read DOC by the rules of SRC, which are JSON paths: DOC is JSON in one of the
 * forms of extract/json/text.h, or a page that has it at SRC->embedded. `item`
 * names the entries, or the list of them: of an array that its path ends at by
 * name each element is one. In a field's path $ is the entry. A text, a number
 * as it is written, true and false are values, and so is each of them in an
 * array; null and an empty text are none. In the paths that lead to a next page
 * (model/pages.h) $ is the document.
 *
 * Returns 0 with OUT in A, or -1 with E set:
 *   ERR_EXTRACT  DOC is no JSON; the message has its line and column. Or it has
 *                not what `item` or `embedded` names
 *   ERR_LIMIT    it is over a ceiling
 *   ERR_CONFIG   a rule does not compile
 *   ERR_BLOCKED, ERR_RENDER, ERR_HTTP
 *                it is another page, see extract/gate.h
 * Pure. Safe on any bytes (tests/fuzz/fuzz_json.c).
 */
int json_extract(struct arena *a, const struct source *src,
    const struct document *doc, struct raw_items *out, struct err *e);

#endif
