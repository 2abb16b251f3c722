// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_TAKE_H
#define EXTRACT_FEED_TAKE_H

#include "base/buf.h"
#include "extract/feed/element.h"
#include "extract/feed/feed.h"
#include "extract/feed/hints.h"
#include "extract/feed/walk.h"

/* An element that is open. */
struct frame {
	unsigned in;              /* where its children stand */
	const struct element *as; /* NULL: its text is not its own */
	enum feed_ns ns;
	struct str base;          /* xml:base */
	struct str name;          /* of markup: for the end tag */
	size_t from;              /* where its text begins */
	size_t owner;             /* the frame whose text its own is a part
				      of: itself, or one around it */
	bool collects;            /* text in it counts */
	bool markup;              /* its text is HTML by now */
	bool escaped;             /* and was HTML before elements were in it */
	struct str type, mode;    /* of a text */
	struct str scheme, label; /* of a category */
	bool opaque;              /* of a guid: it is no address */
};

struct build {
	struct arena *a;
	struct feed_doc *doc;
	struct str url;         /* what its addresses resolve against */
	bool own;               /* coranto wrote it: see build.c */
	struct feed_node *node; /* the feed, or the entry that is open */
	struct feed_person person;
	struct hints_seen hints;
	struct buf *text;    /* of all frames, one behind the other */
	struct frame *frame; /* LIMIT_FEED_DEPTH */
	size_t depth;
};

/* REF as an absolute address, in the arena: one that is so already stays as it
 * stands, and so does what cannot be resolved against BASE. */
struct str take_address(struct build *b, struct str ref, struct str base);

/* What the first element, T, says of the feed itself. */
void take_node(struct build *b, const struct frame *f, const struct tag *t);
/* What the start tag T of the element that F is for brings. */
void take_start(struct build *b, struct frame *f, const struct tag *t);
/* True when by its type what stands in the element F is HTML that was escaped,
 * so that elements in it are a part of that. */
bool take_is_escaped(const struct frame *f);
/* S, which is in the arena, is all the text of the element F, which ends. */
void take_end(struct build *b, const struct frame *f, struct str s);

#endif
