// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_ENTITY_H
#define EXTRACT_FEED_ENTITY_H

#include "base/arena.h"
#include "base/str.h"

/*
 * TEXT, markup, with the entities in it that HEAD declares, its DOCTYPE, by
 * their texts: RDF abbreviates addresses so. Only those that hold neither
 * markup nor other entities, of at most LIMIT_ENTITY bytes, the first
 * LIMIT_ENTITIES; and only as long as TEXT does not double by them. What is in
 * a CDATA section stays. Result in A, or TEXT. Source: XML 1.0, 4.2.1.
 */
struct str entity_expand(struct arena *a, struct str text, struct str head);

#endif
