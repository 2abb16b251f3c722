// SPDX-License-Identifier: ISC
#ifndef CLI_PREVIEW_PREVIEW_H
#define CLI_PREVIEW_PREVIEW_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "model/source.h"
#include "run/process.h"

/* What `coranto test` found out about a page. */
struct preview {
	const struct source *source;
	const struct page *page;     /* with its document */
	struct str failure, refusal; /* why it gives no items; what robots.txt
					says; or empty */
};

/*
 * P as one HTML file that a browser shows from the disk, behind what is in B:
 * the rules, a list of all that they found, and the page itself with the marks
 * of it (cli/preview/view.h). It has no script, and its policy lets it load
 * nothing. Equal arguments give equal bytes.
 *
 * Returns 0, or -1 with E set: ERR_LIMIT when the page is none that can be read
 * or the file does not fit. Pure: no I/O, no clock. Safe on any bytes
 * (tests/fuzz/fuzz_preview.c).
 */
int preview_write(
    struct arena *a, const struct preview *p, struct buf *b, struct err *e);

/* The styles of that file: of its frame, of the page and the marks in it. */
extern const char preview_style[], preview_style_marks[];

#endif
