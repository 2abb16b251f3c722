// SPDX-License-Identifier: ISC
#ifndef RUN_PROCESSOR_H
#define RUN_PROCESSOR_H

#include <stdint.h>

#include "run/process.h"
#include "run/process_article.h"

/*
 * Who makes of an answer what process.h and process_article.h say: this
 * process, or one that is shut in (run/workers.h). A run asks here and nowhere
 * else, so that strangers' bytes are read where it was decided at the start.
 *
 * All that there is to know goes with the call: nothing is remembered from one
 * to the next, so any order and any number of processes give the same.
 */
enum call_kind {
	CALL_PAGE,    /* process() */
	CALL_ARTICLE, /* process_article() */
	CALL_GATE,    /* process_gate() */
	CALL_OFFERS,  /* process_offers() */
	CALL_SURVEY,  /* process_survey() */
	CALL_COUNT
};

struct call {
	enum call_kind kind;
	const struct source *src;
	const struct response *res;
	int64_t now;
	struct article_known article; /* CALL_ARTICLE */
	const struct detect_ask *ask; /* CALL_SURVEY; HELP is not read */
	bool whole; /* what each rule found is wanted in full, and guids, for a
		       person */
	uint64_t known; /* CALL_PAGE: the sum of items that are not wanted once
			   more; 0: all are. It does not leave the process */
};

/* What came of it: the part that its kind names. */
struct reply {
	struct page page; /* of CALL_SURVEY charset, truncated and stage */
	struct article_found article;
	struct offers offers;
	const char *feed; /* CALL_OFFERS: its kind, when the page is one */
	struct survey survey;
};

/*
 * ANSWER makes the call: 0 with OUT in A, or -1 with E set as the function that
 * CALL names does, and OUT->page.stage; a budget that is spent lands in it.
 * OUT may refer to what the call refers to.
 */
struct processor {
	int (*answer)(void *ctx, struct arena *a, const struct call *c,
	    struct reply *out, struct err *e);
	void *ctx;
	bool whole; /* as struct call has it */
};

/*
 * AT, where the answer for a page of S came from, as all may know it who read
 * the page: without what the environment gave to the query of the address of S,
 * which is then that of S->shown, or none where a redirect made another. It
 * would be in each "#more" of the page, and in the link of each item that has
 * none. Whoever answers calls is told this one.
 */
struct str processor_address(
    struct arena *a, const struct source *s, struct str at);

/* This process. */
extern const struct processor processor_here;

/* The sum of items whose records are BYTES (record_write_items); never 0. */
uint64_t processor_sum(struct str bytes);

/* The functions of process.h and process_article.h, by P. */
int processor_page(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, int64_t now,
    struct page *out, struct err *e);
/* The same, for items whose sum is another than KNOWN: else OUT->same is set. */
int processor_page_unless(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, int64_t now,
    uint64_t known, struct page *out, struct err *e);
int processor_article(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res,
    const struct article_known *known, int64_t now, struct article_found *out,
    struct err *e);
/*
 * Look into the answer RES that failed with E (ERR_HTTP): when it comes from a
 * gate before the site, E becomes ERR_BLOCKED and keeps the status. A body that
 * cannot be read changes nothing.
 */
void processor_refusal(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, struct err *e);
int processor_offers(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, struct offers *out,
    const char **feed, struct err *e);
int processor_survey(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, int64_t now,
    const struct detect_ask *ask, struct page *out, struct survey *found,
    struct err *e);
/* Of what a survey finds the lists alone. */
int processor_detect(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, int64_t now,
    const struct detect_ask *ask, struct page *out, struct candidates *found,
    struct err *e);

#endif
