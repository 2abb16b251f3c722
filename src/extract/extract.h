// SPDX-License-Identifier: ISC
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include "base/arena.h"
#include "base/err.h"
#include "extract/offers.h"
#include "extract/detect/detect.h"
#include "extract/whereabouts.h"
#include "model/document.h"
#include "model/raw_item.h"
#include "model/source.h"

/*
 * A document and a source's rules to raw items, in the order of the page. A
 * source without `item` has its list detected (extract/detect/detect.h, which
 * asks HELP); rules that it gives for fields count before those found. When
 * what it is given is a feed or a sitemap, that is read as one
 * (extract/feed/feed.h, extract/sitemap.h). Rules that are JSON paths read JSON
 * (extract/json/json.h), XPath also reads XML (extract/xml.h), and columns read
 * tables and matches of a pattern (extract/table.h).
 *
 * Returns 0 with OUT in A (no items is a result, not an error), or -1 with E
 * set:
 *   ERR_LIMIT   the page or the rules went over a ceiling
 *   ERR_CONFIG  a rule does not compile (config_load has refused such before)
 *   ERR_EXTRACT the rules found nothing, and it is no page: a feed, JSON
 *   ERR_BLOCKED, ERR_RENDER, ERR_HTTP
 *               the page is not the one asked for, see extract/gate.h
 * Pure: no I/O, no clock. Safe on any bytes (tests/fuzz/fuzz_path.c).
 */
int extract(struct arena *a, const struct source *src,
    const struct document *doc, const struct detect_help *help,
    struct raw_items *out, struct err *e);

/* What somebody who wants to read a page should know of it. */
struct survey {
	const char *feed;             /* it is one, or a sitemap, and no page;
					 else NULL */
	bool data;                    /* it is no page but JSON or a table */
	struct str title;             /* of the page; or empty */
	struct offers offers;         /* what it says there is of it */
	struct candidates lists;      /* as of detect() */
	struct whereabouts *examples; /* of each of those that were asked for */
};

/*
 * The lists of the page DOC, as extract() would find them, and what else the
 * page tells: see detect() for what is asked and found. ASK->base is set from
 * SRC and DOC when it is empty. Returns 0, or -1 with E set (ERR_LIMIT;
 * ERR_EXTRACT: it is a feed; OUT->feed is set then, too).
 */
int extract_survey(struct arena *a, const struct source *src,
    const struct document *doc, const struct detect_ask *ask,
    struct survey *out, struct err *e);

/*
 * The offers of the page DOC alone. When it is a feed, its kind goes to *FEED,
 * else NULL. Returns 0, or -1 with E set (ERR_LIMIT).
 */
int extract_offers(struct arena *a, const struct source *src,
    const struct document *doc, struct offers *out, const char **feed,
    struct err *e);

/*
 * SRC as it would be written with the rules of C: `item` is C's, and of the
 * fields those that SRC gives no rule for. In A; both are borrowed by it.
 */
struct source *candidate_source(
    struct arena *a, const struct source *src, const struct candidate *c);

/*
 * What the page DOC, which came with an error status, tells beyond it: 0 when
 * nothing, or -1 with E set as in extract/gate.h. Without it E is untouched.
 */
int extract_refusal(struct arena *a, const struct document *doc, struct err *e);

#endif
