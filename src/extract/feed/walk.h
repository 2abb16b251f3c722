// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_WALK_H
#define EXTRACT_FEED_WALK_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "extract/feed/namespace.h"

struct tag_attr {
	enum feed_ns ns; /* NS_CORE for one without a prefix */
	struct str name; /* without its prefix */
	struct str value;
};

/* A start tag. All of it is gone with the next event. */
struct tag {
	enum feed_ns ns;
	struct str name;
	const struct tag_attr *attr;
	size_t nattrs;
};

/* The value of the attribute NAME, whose name is compared without case; empty
 * when there is none. */
struct str tag_attr(const struct tag *t, enum feed_ns ns, struct str name);

/* Who is told what stands in a document, in its order. */
struct walker {
	/* 0, or -1 with E set: nothing more is told */
	int (*start)(void *ctx, const struct tag *t, struct err *e);
	void (*text)(void *ctx, struct str s); /* gone when this returns */
	void (*end)(void *ctx);
	void *ctx;
};

/*
 * Walk through XML, which begins with its first element, so that it has no
 * DOCTYPE. Returns 0, or -1 with E set to the first fault:
 *   ERR_EXTRACT  it is not well-formed, or has more attributes or prefixes
 *                than are read at once (LIMIT_ATTRIBUTES, LIMIT_FEED_PREFIXES)
 * or what WALKER's start says.
 * What is wrong about namespaces alone is no fault. Some of the document may
 * have been told by then.
 */
int walk_xml(
    struct arena *a, struct str xml, const struct walker *w, struct err *e);

#endif
