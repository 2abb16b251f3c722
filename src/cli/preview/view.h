// SPDX-License-Identifier: ISC
#ifndef CLI_PREVIEW_VIEW_H
#define CLI_PREVIEW_VIEW_H

#include "base/arena.h"
#include "base/buf.h"
#include "cli/preview/marks.h"
#include "web/html.h"

/*
 * The page D, with M drawn into it. What is written is a picture of the page,
 * made of a few elements and attributes that stand in this module: of the page
 * come texts, the spans of cells and the language of parts. So nothing of it
 * runs, loads, leads away or looks like coranto's own, whatever it holds, and
 * the browser reads what was written as it was written (the fuzzer proves it).
 *
 * Each container is outlined and bears its number, a link to "#row-NUMBER"; it
 * is "#item-NUMBER" itself. Each field is coloured and labelled. Large parts of
 * the page with nothing marked in them are closed until somebody opens them,
 * unless nothing is marked at all. Sets DRAWN of what M found.
 */
void view_write(
    struct arena *a, const struct html_doc *d, struct marks *m, struct buf *b);

#endif
