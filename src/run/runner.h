// SPDX-License-Identifier: ISC
#ifndef RUN_RUNNER_H
#define RUN_RUNNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "config/config.h"
#include "fetch/fetch.h"
#include "publish/publish.h"
#include "run/at_hand.h"
#include "run/hosts.h"
#include "run/hub.h"
#include "run/jobs.h"
#include "run/made.h"
#include "run/run.h"
#include "run/source_run.h"
#include "store/store.h"

/* One run. KEEP lives as long as the run, WORK is reset after each source; what
 * is kept of one source is in its own. */
struct runner {
	const struct config *config;
	const struct run_options *options;
	const struct processor *processor;
	struct arena *keep;
	struct arena work;
	struct store *store; /* NULL in a dry run without a database */
	struct publisher publisher;
	int lock;                  /* descriptor, or -1 */
	struct standing *standing; /* of each source of REPORT, ... */
	size_t n;                  /* ... so many */
	struct wish *wishes;       /* for those that are due; owned */
	size_t nwishes;
	struct at_hand at_hand; /* sources whose turn it is */
	struct jobs jobs;       /* answers that are being read */
	struct errands errands; /* that they lead to */
	struct str agent;       /* what the program calls itself */
	size_t articles;        /* ordered so far */
	size_t done;            /* answers so far */
	unsigned uncommitted;   /* what has come since the last commit, ... */
	int64_t committed_ms;   /* ... which was then; monotonic */
	struct run_report *report;
	struct err store_err; /* the first failure of the store, if any */
	int64_t told_ms;      /* when somebody last heard of us; monotonic */
	struct keeper keeper; /* of the pages that come */
	struct host_store hosts;
	uint64_t basis;        /* see run/basis.h */
	struct made_list made; /* while files are made */
	struct hub_news news;  /* what hubs are to be told at the end */
};

/* Somebody asks for an end. */
bool runner_stopped(const struct runner *r);
/* Say, about once a second, that the run is not stuck. */
void runner_alive(struct runner *r);

/*
 * Fetch what is due and take what comes into the store; sources that fail are
 * told and stored as failed. Returns 0, or -1 with E set: the store's errors,
 * or that nothing could be fetched at all. What was committed before stays.
 */
int runner_fetch(struct runner *r, struct err *e);

/*
 * Make all files hold what the store holds. Feeds that fail alone are told and
 * stay as they were. Returns 0, or -1 with E set (ERR_STORE, ERR_OUTPUT).
 */
int runner_publish(struct runner *r, struct err *e);

#endif
