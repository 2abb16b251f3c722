// SPDX-License-Identifier: ISC
#ifndef MODEL_TWIN_H
#define MODEL_TWIN_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* What makes two items of different sources the same story. */
enum twin {
	TWIN_NONE,
	TWIN_LINK,  /* the same canonical link or guid */
	TWIN_TITLE, /* the same folded title, close in time */
	TWIN_TEXT,  /* near-equal text */
	TWIN_COUNT
};
/* "none", "link", "title", "text" */
const char *twin_name(enum twin t);

/* The twin of NAME; TWIN_NONE for one that is none of these. */
enum twin twin_find(struct str name);

/* How far a merged feed goes in folding them. */
enum dedupe {
	DEDUPE_EXACT, /* TWIN_LINK only */
	DEDUPE_NEAR,  /* all of them */
	DEDUPE_OFF
};

/*
 * What an index finds twins by: hashes, equal ones in items that may be the
 * same. LINK, GUID and TITLE are 0 where there is none; a guid may be another's
 * link. SKETCH has the N smallest
 * hashes of an item's shingles, which two texts share in the proportion in
 * which they share the shingles themselves (MinHash with one permutation:
 * Broder, "On the resemblance and containment of documents", 1997, section 4).
 * Unlike bands over many permutations it finds a text that holds only a part
 * of the other's, it needs one hash a shingle, and each key alone is rare.
 */
#define TWIN_SHARED 2 /* keys of a sketch that two have at least */
#define TWIN_SPAN_S \
	INT64_C(432000) /* 5 days: the farthest that two lie apart */
#define TWIN_SKETCH_TITLE 6
#define TWIN_SKETCH_TEXT 10
#define TWIN_SKETCH (TWIN_SKETCH_TITLE + TWIN_SKETCH_TEXT)
struct twin_keys {
	uint64_t link, guid, title;
	uint64_t sketch[TWIN_SKETCH];
	size_t n; /* in SKETCH */
};

#endif
