// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DECLARED_H
#define EXTRACT_DECLARED_H

#include "base/arena.h"
#include "base/str.h"
#include "model/raw_item.h"
#include "web/html.h"

/* What a page says of one entry in JSON-LD; what it does not say is empty. */
struct declared {
	struct str url; /* resolved, without fragment */
	struct str title, date, image, author, summary;
};
struct declareds {
	struct declared *v; /* ordered by url */
	size_t n, cap;
};

/*
 * The entries that DOC declares in its <script type=application/ld+json>:
 * list items and all that has an address and a name, but for menus, sites,
 * people and organizations. BASE is what addresses resolve against. Data that
 * cannot be read is none; scripts of more than LIMIT_EMBEDDED bytes are passed
 * over. Results in A. Source: schema.org, ItemList, CreativeWork; JSON-LD 1.1.
 */
void declared_find(struct arena *a, const struct html_doc *doc, struct str base,
    struct declareds *out);

/* The entry of the address URL, resolved, or NULL. */
const struct declared *declared_of(const struct declareds *all, struct str url);

/* Give the items of RAW the dates, pictures, authors and summaries that ALL has
 * for their links and no rule has found. */
void declared_fill(
    struct arena *a, const struct declareds *all, struct raw_items *raw);

#endif
