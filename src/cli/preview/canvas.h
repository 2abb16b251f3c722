// SPDX-License-Identifier: ISC
#ifndef CLI_PREVIEW_CANVAS_H
#define CLI_PREVIEW_CANVAS_H

#include <stdbool.h>

#include "base/buf.h"
#include "cli/preview/extent.h"
#include "cli/preview/marks.h"
#include "cli/preview/tags.h"

/* Marked elements around a cell that have no place for a label themselves. */
#define CANVAS_PENDING 3

/* What a page is drawn on: all that is written goes through here. */
struct canvas {
	struct buf *b;
	struct marks *marks;
	struct extents extents;
	size_t pre; /* preformatted texts around us */
	const struct mark *pending[CANVAS_PENDING];
	size_t npending;
};

/* Markup of our own, as it is. */
void canvas_put(struct canvas *c, const char *s);
/* Foreign text, its white space folded as a browser draws it. */
void canvas_words(struct canvas *c, struct str s);
/* The text node N. */
void canvas_text(struct canvas *c, const struct html_node *n);

/* The begin tag of what N of tag T becomes, and the labels of MARK, which may
 * be NULL; its end tag. */
void canvas_open(struct canvas *c, const struct html_node *n, enum tag t,
    const struct mark *mark);
void canvas_close(struct canvas *c, enum tag t, const struct mark *mark);

#endif
