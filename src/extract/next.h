// SPDX-License-Identifier: ISC
#ifndef EXTRACT_NEXT_H
#define EXTRACT_NEXT_H

#include "base/arena.h"
#include "base/str.h"
#include "model/document.h"
#include "model/raw_item.h"
#include "model/source.h"

/* What leads from one page of a list to the next: an address, or what is put
 * into one. These are the rules of the source for it, and what they are read
 * like. */
const struct rules *next_rules(const struct pages *pages);
enum field next_field(const struct pages *pages);

/* The first of what was FOUND in DOC that is an address to be asked, resolved
 * against BASE, without a fragment; where none is asked for, the first of all.
 * Empty when there is none. */
struct str next_found(struct arena *a, const struct pages *pages,
    const struct raw_field *found, const struct document *doc, struct str base);

#endif
