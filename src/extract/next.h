// SPDX-License-Identifier: ISC
#ifndef EXTRACT_NEXT_H
#define EXTRACT_NEXT_H

#include "base/arena.h"
#include "base/str.h"
#include "model/document.h"
#include "model/raw_item.h"

/* The first of what was FOUND in DOC that is an address to be asked, resolved
 * against BASE, without a fragment; or empty. */
struct str next_address(struct arena *a, const struct raw_field *found,
    const struct document *doc, struct str base);

#endif
