// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_CONTEXT_H
#define NORMALIZE_CONTEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/str.h"
#include "model/item.h"
#include "model/raw_item.h"
#include "model/source.h"
#include "normalize/date/date.h"

/* What the parts of one normalize() share. */
struct norm {
	struct arena *a;
	const struct source *src;
	const struct raw_items *raw;
	struct str page;     /* address of the list; empty when it has none */
	struct str base;     /* what links resolve against */
	const char *charset; /* that the page came in, as do its queries */
	struct str language; /* of the source, else of the page */
	struct zone zone;
	int64_t now;
	struct items *out;
	size_t warnings_cap, dropped_cap;
};

#define NO_DATE ((struct when){ .precision = PRECISION_NONE, .raw = STR_NULL })

/* Add "item N: WHAT: VALUE" to the warnings, the item counted from 1. */
void norm_warn(struct norm *n, const struct raw_item *raw, const char *what,
    struct str value);
/* Add TEXT, which is about a rule, behind the warnings about rules. */
void norm_warn_rule(struct norm *n, struct str text);
/* Move IT to the dropped, with the reason WHY. */
void norm_drop(struct norm *n, const struct item *it, struct str why);

/*
 * Each fills its fields of IT from what RAW holds, and leaves empty what makes
 * no sense, with a warning.
 */
void item_text(struct norm *n, const struct raw_item *raw, struct item *it);
void item_link(struct norm *n, const struct raw_item *raw, struct item *it);
void item_media(struct norm *n, const struct raw_item *raw, struct item *it);

/* A link into the list itself, for an item that has none: needs its key. */
void item_link_to_list(struct norm *n, struct item *it);

/* What dates of this page are read with; lives as long as N. */
struct date_context norm_dates(const struct norm *n);
/* The dates of all items: what one leaves open another may settle. */
void item_dates(struct norm *n, struct item *v, size_t count);

/*
 * Give other keys to items of one key that are plainly several: those of one
 * guid with links of their own are told by the links, and where most of the
 * page has one link but each a title of its own they are told by the titles,
 * with a warning.
 */
void item_keys_apart(struct norm *n, struct item *v, size_t count);

/*
 * Merge items of one key into the first of them, which takes over what it
 * lacks; the others become dropped. Returns how many are left in V.
 */
size_t item_merge(struct norm *n, struct item *v, size_t count);

/* TAG as a language tag, or empty when it has not the form of one (BCP 47). */
struct str language_tag(struct arena *a, struct str tag);

#endif
