// SPDX-License-Identifier: ISC
#ifndef RUN_SOURCE_RUN_H
#define RUN_SOURCE_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "fetch/fetch.h"
#include "model/source.h"
#include "model/state.h"
#include "run/own_feed.h"
#include "run/errand.h"
#include "run/kept.h"
#include "run/pages.h"
#include "run/processor.h"
#include "run/run.h"
#include "run/standing.h"
#include "schedule/schedule.h"
#include "store/store.h"

/* One source in one run: from what is remembered to what is remembered. */
struct source_run {
	struct arena keep;       /* what it refers to, unless foreign */
	struct source_run *next; /* of all there ever were */
	struct source_run *next_idle;
	struct standing *standing; /* what stays of it */
	const struct source *source;
	const struct processor *processor; /* who reads its pages */
	struct store *known;  /* what is remembered, to read; NULL: nothing */
	struct memory memory; /* before; after the end: what was saved */
	struct str config_hash;
	uint64_t basis;    /* that it is of */
	struct str broke;  /* why rules were repaired in this run; or empty */
	struct str lost;   /* fields that are not found any more; or empty */
	struct str unread; /* what articles do not give any more; or empty */
	struct str asked;  /* the URL that was asked: see run/moved.h */
	struct own_feed_try own_feed; /* what its page declares, to be tried */
	struct str hash;       /* of the answer, by source_guess(); or empty */
	struct chain *chain;   /* the pages of its list; NULL: it is one page */
	struct keeper *keeper; /* where pages go that were read; or NULL */
	/* Items, since somebody counted them: of its pages, and of these new
	 * and changed in the store. */
	size_t read, fresh, changed;
	struct source_report *report;
	unsigned errands;         /* that are under way for it */
	enum source_state stored; /* its state that the store has */
	bool accept;  /* whatever is new enters the feed: see run/flood.h */
	bool early;   /* it is asked before its time, by force */
	bool at_feed; /* it is that of a feed: see run/own_feed.h */
	bool refused; /* that was, or the one known before, in this run */
	bool again;   /* nothing came of it yet: it is to be asked once more */
	bool articles_ordered; /* those that are due, in this run */
	bool unchanged;        /* 304, or the same bytes as before */
};

/* True when address or rules are not those of the last attempt: then what is
 * remembered of the page no longer counts, and the source is due at once. */
bool source_changed(const struct source_run *s);

/* Likewise, of the last attempt that M stands for. */
bool source_changed_since(const struct source_run *s, const struct memory *m);

/* When the next run fetches S; see schedule_plan. */
struct due source_plan(const struct source_run *s, int64_t now);

/* What the program calls itself: "coranto/VERSION (+CONTACT)"; CONTACT may be
 * empty. */
struct str source_agent(struct arena *a, struct str contact);
/* Since when a source of which M is known waits for its turn. */
int64_t source_waits_since(const struct memory *m);
/* Whether robots.txt counts for what is asked then. */
enum robots_policy source_robots(
    const struct source *src, const struct memory *m);
/* The address that is asked for SRC, of which M is known: as the configuration
 * has it, or in A, or as M has it. */
struct str source_url(
    struct arena *a, const struct source *src, const struct memory *m);
/* The request for S, with validators when they still belong to its rules; sets
 * S->asked. A is for work. */
struct request source_request(
    struct source_run *s, struct arena *a, struct str user_agent);

/* Put S->memory into ST. Returns 0, or -1 with E set (ERR_STORE). */
int source_save(struct source_run *s, struct store *st, struct err *e);

/* SRC was left for another time; as source_defer(), of what is not stored. */
void source_left(
    const struct source *src, struct source_report *report, int64_t held_until);
/* S was left for another time: its host asked for no request before HELD_UNTIL
 * (0: it was the deadline, and S stays due). Returns 0, or -1 with E set when
 * the store failed (ERR_STORE). */
int source_defer(
    struct source_run *s, struct store *st, int64_t held_until, struct err *e);

/*
 * What taking in RES or FAILED will ask of a processor first, most likely: true
 * with OUT in A, which then lives until that is done, or false when it is
 * nothing.
 */
bool source_guess(struct source_run *s, struct arena *a,
    const struct response *res, const struct err *failed, int64_t now,
    struct call *out);

/*
 * Take what fetching S gave, RES or FAILED, through all stages into the store
 * (NULL: a dry run, nothing is stored) and set S->memory and S->report. A
 * failure of the source is logged when its state changes. KEEP holds what
 * memory refers to afterwards, WORK is for the page alone. Returns 0 also when
 * the source failed, -1 with E set when the store did (ERR_STORE).
 *
 * When S->again is set afterwards the answer only told what to ask for instead:
 * source_request() once more, and so on; that ends with the third one.
 */
int source_finish(struct source_run *s, struct arena *keep, struct arena *work,
    struct store *st, const struct response *res, const struct err *failed,
    int64_t now, struct err *e);

#endif
