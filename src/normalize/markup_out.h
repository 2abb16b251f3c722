// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_MARKUP_OUT_H
#define NORMALIZE_MARKUP_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * HTML that is being written, up to a limit, with all elements closed in the
 * end: room for the end tags is set aside when an element is opened.
 */
struct markup_out {
	struct arena *a;
	char *p;
	size_t len, cap, limit;
	size_t closing;   /* bytes of the end tags that are still to come */
	bool full;        /* something did not fit and was left out */
	struct str *open; /* names; an empty one has no tags */
	size_t nopen, opencap;
};

void markup_put(struct markup_out *o, struct str s);
/*
 * S with all escaped that could end a text or a value, and without what HTML
 * and XML cannot carry; cut at a character where the room ends.
 */
void markup_put_text(struct markup_out *o, struct str s);
/* " NAME="VALUE"". */
void markup_put_attr(struct markup_out *o, struct str name, struct str value);
/*
 * True when all fits, the end tags to come included. Else what was written
 * after MARK, a former length, is taken back.
 */
bool markup_fits(struct markup_out *o, size_t mark);

/* Go into an element whose start tag was written; empty: one without tags. */
void markup_push(struct markup_out *o, struct str name);
/* Leave it, writing its end tag. */
void markup_pop(struct markup_out *o);
/* Leave all, and the result. */
struct str markup_end(struct markup_out *o);

#endif
