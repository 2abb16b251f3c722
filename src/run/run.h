// SPDX-License-Identifier: ISC
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include <stdbool.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "config/config.h"
#include "model/field.h"
#include "model/source.h"
#include "run/workers.h"

/* Whether the process shuts itself in for the run, and for good: confine.h. */
enum confine {
	CONFINE_NOT,
	CONFINE_CAN, /* as far as the system knows how; at -v what lacks */
	CONFINE_MUST /* or the run cannot be done (ERR_SYSTEM) */
};

struct run_options {
	struct workers *workers;    /* who reads pages; NULL: this process */
	const struct source **only; /* the sources asked for by name */
	size_t nonly;               /* 0: all of them */
	bool force;                 /* fetch what is not due, too */
	bool accept;                /* let enter what is held back */
	bool dry_run;               /* change nothing, anywhere */
	enum confine confine;
	bool rebuild;   /* fetch nothing; read kept pages anew: run/rebuild.h */
	int64_t now;    /* seconds since the epoch */
	bool now_given; /* by a person, not by a clock */
	const volatile sig_atomic_t *stop; /* set by a signal: end soon */
	void (*alive)(void *ctx); /* called about once a second while it works,
				     whatever it waits for; or NULL */
	void *alive_ctx;
};

/* What one source had. */
struct source_report {
	const struct source *source;
	int64_t next_due; /* DUE_NEVER when paused or gone */
	uint32_t in_feed; /* items the feed holds now */
	bool fetched;     /* it was due, or forced */
	bool failed;      /* now, or since an earlier run */
	bool deferred;    /* it was due, but its host or the deadline said no */
};

/* What one merged feed had. */
struct merged_report {
	const struct merged *merged;
	bool failed;    /* it could not be written */
	size_t written; /* files */
	size_t in_feed; /* items it holds now */
};

/* What reading kept pages of one source anew gave. */
struct rebuild_report {
	size_t pages;  /* that were read */
	size_t unread; /* that could not be, or gave nothing: told by then */
	size_t items;  /* of the source in the store */
	size_t changed;
	size_t unknown; /* on the pages, and left out as they are not there */
	size_t filled[FIELD_COUNT]; /* items that had none of the field before,
				       ... */
	size_t replaced[FIELD_COUNT]; /* ... and that had another */
};

struct run_report {
	struct source_report
	    *source; /* one each, in the configuration's order */
	size_t n;
	struct merged_report *merged; /* likewise; none in a dry run */
	size_t nmerged;
	struct rebuild_report *rebuilt;   /* likewise; NULL: nothing was */
	size_t fetched, failed, deferred; /* sources */
	size_t read;                      /* items, of pages that changed */
	size_t fresh, changed;            /* of these; none in a dry run */
	size_t written;                   /* feed files */
};

/*
 * One run: fetch what is due, store what is new, write the feeds that
 * changed. Failures of single sources are logged, kept in the store and
 * counted in OUT; they never end the run. A source that has failed before in
 * the same way is only counted.
 *
 * Returns 0 with OUT in A, or -1 with E set when the run could not be done:
 * ERR_STORE, ERR_OUTPUT, ERR_BUSY (E->retry is RETRY_SOON when another run is
 * at work as it may well be), ERR_SYSTEM when O->now is of a clock that was
 * never set (LIMIT_CLOCK_MIN). Published files are then as they were.
 */
int run(struct arena *a, const struct config *c, const struct run_options *o,
    struct run_report *out, struct err *e);

#endif
