// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_PERSON_H
#define EXTRACT_FEED_PERSON_H

#include "base/arena.h"
#include "extract/feed/feed.h"

/*
 * Who TEXT names, in any order: "me@example.org (A. Name)", "A. Name
 * <me@example.org>", "mailto:me@example.org", "A. Name". In A.
 */
struct feed_person person_read(struct arena *a, struct str text);

#endif
