// SPDX-License-Identifier: ISC
#ifndef RUN_PROCESS_H
#define RUN_PROCESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "extract/detect/detect.h"
#include "extract/extract.h"
#include "model/document.h"
#include "model/item.h"
#include "model/response.h"
#include "model/source.h"

/* What was made of one response. */
struct page {
	struct items items;
	uint64_t sum; /* of the items and what is told of them; 0: not known */
	bool same;    /* the sum is the one that the call knows: the items are
			 not here, or of no use */
	const struct source *used; /* the source with the rules that read it;
				      NULL: no list was found */
	struct str around; /* what the page links to beside the list: bytes,
			      see run/around.h */
	struct str next;   /* what leads to the next page of the list, as in
			      raw_items; or empty */
	bool data;         /* it is none: see struct raw_items */
	const struct document *doc; /* NULL: it could not be decoded */
	const char *charset;        /* that the page was decoded from */
	bool charset_guessed;       /* by its bytes, not by what declares it */
	bool truncated;    /* the body ended early: absence says nothing */
	const char *stage; /* that ran last; it failed when process() did */
};

/*
 * decode, extract and normalize: one pure function from (source, response,
 * now) to items. What is foreign in the program goes through here, so this is
 * what worker processes run, what tests call and what the fuzzer drives.
 *
 * Results live in A, whose budget (LIMIT_ARENA) bounds the work: going over it
 * lands here. Returns 0, or -1 with E set and OUT->stage naming the stage.
 * Items have keys and no guids.
 */
int process(struct arena *a, const struct source *src,
    const struct response *res, int64_t now, struct page *out, struct err *e);

/* Give ITEMS of SRC guids in A (identity_guid without suffix): who shows or
 * stores them does, as what makes them need not cross from process to process.
 * The store may add a suffix. */
void process_guids(
    struct arena *a, const struct source *src, struct items *items);

/*
 * decode, and the lists that detection finds on the page, instead of items,
 * with what else the page tells: see detect() and extract_survey(). ASK->help
 * is set here. Memory and results are as those of process(); OUT->stage and
 * OUT->charset are set.
 */
int process_survey(struct arena *a, const struct source *src,
    const struct response *res, int64_t now, const struct detect_ask *ask,
    struct page *out, struct survey *survey, struct err *e);

/* decode, and what the page offers: see extract_offers(). */
int process_offers(struct arena *a, const struct source *src,
    const struct response *res, struct offers *out, const char **feed,
    struct err *e);

/*
 * decode, and whether the page RES comes from a gate before the site, such as a
 * challenge or a login. Returns 0 when it does not, or -1 with E set:
 * ERR_BLOCKED when it does, or why it cannot be read.
 */
int process_gate(struct arena *a, const struct source *src,
    const struct response *res, struct err *e);

/*
 * Judge a page that was processed without error: 0 when it gave items, else -1
 * with E set (ERR_EXTRACT) to which rule or filter is to blame, and PAGE->stage
 * to the stage that it belongs to.
 */
int page_judge(const struct source *src, struct page *page, struct err *e);

#endif
