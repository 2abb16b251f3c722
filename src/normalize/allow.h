// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_ALLOW_H
#define NORMALIZE_ALLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* What becomes of an element. */
enum allow {
	ALLOW_UNWRAP, /* gives way to its children */
	ALLOW_KEEP,
	ALLOW_VOID,   /* kept; has no end tag */
	ALLOW_LINK,   /* kept when its address is fit */
	ALLOW_IMAGE,  /* likewise; the address may be hidden */
	ALLOW_MEDIA,  /* likewise; the address may be in a child */
	ALLOW_SOURCE, /* such a child */
	ALLOW_FRAME,  /* becomes a link to what it would show */
	ALLOW_DROP    /* goes with all that is in it */
};

/* The HTML element NAME; *AS is the name under which it is written. */
enum allow allow_element(struct str name, struct str *as);

enum allow_kind {
	ALLOW_TEXT,
	ALLOW_NUMBER, /* an integer */
	ALLOW_FLAG,   /* no value */
	ALLOW_WORD,   /* one of the words in VALUES */
	ALLOW_URL
};
struct allow_attr {
	const char *element; /* as written; "*" for all */
	const char *name;
	enum allow_kind kind;
	const char *values; /* separated by spaces */
};
extern const struct allow_attr allow_attrs[];
extern const size_t allow_attrs_n;

#endif
