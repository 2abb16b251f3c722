// SPDX-License-Identifier: ISC
#ifndef EXTRACT_JSON_DETECT_H
#define EXTRACT_JSON_DETECT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "extract/detect/detect.h"
#include "model/document.h"
#include "web/html.h"

/* True when DOC is JSON, or JSON in a call, and not a page. It may be broken.
 * A JSON Feed is JSON, too. */
bool json_sniff(const struct document *doc);

/*
 * The lists of DOC, which is JSON, as detect() gives those of a page: arrays of
 * three or more objects that have a headline each. Returns 0 with OUT in A, or
 * -1 with E set (ERR_EXTRACT: it is no JSON; ERR_LIMIT).
 */
int json_detect(struct arena *a, const struct document *doc,
    const struct detect_ask *ask, struct candidates *out, struct err *e);

/* Add to OUT, which has room for ASK->max, the lists in the data of the scripts
 * of PAGE. */
void json_detect_scripts(struct arena *a, const struct html_doc *page,
    const struct detect_ask *ask, struct candidates *out);

/* True when C, found in JSON, is a list of items beyond doubt: they have links
 * and dates. */
bool json_detect_is_sure(const struct candidate *c);

#endif
