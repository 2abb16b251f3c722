// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ELEMENTS_H
#define EXTRACT_ELEMENTS_H

#include "base/arena.h"
#include "base/err.h"
#include "model/document.h"
#include "model/raw_item.h"
#include "model/source.h"
#include "web/html.h"

/*
 * Read PAGE, the tree of DOC, by the rules of SRC, CSS selectors and XPath: the
 * items in the order of the page, what else it tells of itself, and where its
 * next one is. Fields of OUT that are not of the page, such as `used`, stay.
 *
 * Returns 0 with OUT in A, or -1 with E set:
 *   ERR_LIMIT   the rules went over a ceiling
 *   ERR_CONFIG  a rule does not compile, or is for no page
 *   and all of elements_gate()
 * Pure: no I/O, no clock. Safe on any page (tests/fuzz/fuzz_process.c).
 */
int elements_raw(struct arena *a, const struct source *src,
    const struct document *doc, const struct html_doc *page,
    struct raw_items *out, struct err *e);

/* Where links of PAGE lead from: `base` of SRC, else its URL, moved by <base>. */
struct str elements_base(struct arena *a, const struct source *src,
    const struct document *doc, const struct html_doc *page);

/* Is PAGE the one asked for, in which ITEMS were found? A gate before a site has
 * words of its own, which wide rules match. Returns 0, or -1 with E set as in
 * extract/gate.h and extract/no_page.h. */
int elements_gate(struct arena *a, const struct document *doc,
    const struct html_doc *page, size_t items, struct err *e);

#endif
