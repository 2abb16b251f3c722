// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_VOLATILE_H
#define NORMALIZE_VOLATILE_H

#include "base/arena.h"
#include "base/str.h"

/*
 * TEXT without what moves by itself: counts of visits and comments, "3 hours
 * ago". For comparing: a page that only counted on has not changed.
 */
struct str volatile_drop(struct arena *a, struct str text);

#endif
