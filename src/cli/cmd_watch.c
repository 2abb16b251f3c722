// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "cli/apart.h"
#include "cli/notify.h"
#include "cli/table.h"
#include "model/limits.h"
#include "run/run.h"
#include "schedule/schedule.h"

/* How long it looks away: from the clock, from the files, from systemd. */
#define NAP_S 2
/* The least time between two runs. */
#define PAUSE_S 5
/* A run that could not be done is tried again after this. */
#define TRY_AGAIN_S 60
/* The clock was set when it differs from a steady one by this. */
#define CLOCK_SET_S 30

/* A configuration with the memory it lives in. */
struct loaded {
	struct arena arena;
	struct config config;
};

struct watch {
	struct cli *c;
	struct loaded *now;        /* in force; owned */
	const struct config *last; /* looked at last: right or wrong */
	struct loaded *wrong;      /* owned: what was refused; or NULL */
	uint64_t signature;        /* of LAST, when it was read */
	uint64_t glimpse; /* a moment ago: files are written in parts */
	bool asked;       /* SIGHUP: reload, changed or not */
	bool refused;     /* what was read last; that was told */
	sigset_t hangup;  /* SIGHUP, unless it means that we are to end */
	int64_t due;      /* when the next source is */
	int64_t lead;     /* clock_lead() when DUE was still to be found */
	bool ran;         /* at least one run could be done */
	struct notify notify;
};

static bool
stopped(const struct watch *w)
{
	return *w->c->stop != 0;
}

static void
discard(struct loaded *l)
{
	if (l == NULL)
		return;
	arena_release(&l->arena);
	free(l);
}

/* Watch the files of L, which replaces *SLOT. */
static void
keep(struct watch *w, struct loaded **slot, struct loaded *l)
{
	discard(*slot);
	*slot = l;
	w->last = &l->config;
}

/* Read the configuration and take it, or keep the one in force. */
static int
load(struct watch *w)
{
	struct loaded *l = mem_alloc(1, sizeof(*l));
	struct cli c = *w->c;
	int rc;

	arena_init(&l->arena, SIZE_MAX);
	c.a = &l->arena;
	l->config = (struct config){ .nwatched = 0 };
	rc = cli_config(&c, &l->config);
	if (rc == 0)
		keep(w, &w->now, l);
	else if (l->config.nwatched > 0)
		keep(w, &w->wrong, l);
	else
		discard(l); /* there was no file; the old places are watched */
	if (w->last != NULL)
		w->signature = w->glimpse = config_signature(w->last);
	return rc;
}

static void
reload(struct watch *w)
{
	w->asked = false;
	notify_reloading(&w->notify);
	if (load(w) != 0) {
		log_line(LOG_ERROR, "the configuration stays as it was before");
		w->refused = true;
	} else {
		/* Who was told of the one is told of the other. */
		log_line(w->refused ? LOG_WARN : LOG_INFO,
		    "the configuration was read again: %zu source%s",
		    w->now->config.sources.n,
		    w->now->config.sources.n == 1 ? "" : "s");
		w->refused = false;
	}
	w->due = 0;
	notify_send(&w->notify, "READY=1");
}

/* True when the files have changed and are the same for one nap since. */
static bool
changed(struct watch *w)
{
	uint64_t seen = config_signature(w->last);
	bool steady = seen == w->glimpse;

	w->glimpse = seen;
	return steady && seen != w->signature;
}

/* Sleep for a moment, until a signal or a request to reload comes. */
static void
nap(struct watch *w)
{
	struct timespec t = { .tv_sec = NAP_S };

	notify_send(&w->notify, "WATCHDOG=1");
	if (sigtimedwait(&w->hangup, NULL, &t) == SIGHUP)
		w->asked = true;
}

/* How far the clock is ahead of one that nobody sets. */
static int64_t
clock_lead(void)
{
	return clock_now() - clock_monotonic_ms() / 1000;
}

/* True when DUE is by a clock that has been set since, maybe during the run. */
static bool
was_set(const struct watch *w)
{
	int64_t by = clock_lead() - w->lead;

	if (by > -CLOCK_SET_S && by < CLOCK_SET_S)
		return false;
	log_line(LOG_INFO, "the clock was set by %lld seconds", (long long)by);
	return true;
}

/* Wait until something is to be done. */
static void
wait_for_work(struct watch *w)
{
	int64_t start = clock_monotonic_ms();

	while (!stopped(w)) {
		bool rested =
		    clock_monotonic_ms() - start >= (long)PAUSE_S * 1000;

		nap(w);
		if (w->asked || changed(w)) {
			reload(w);
			return;
		}
		if (was_set(w) || (rested && clock_now() >= w->due))
			return;
	}
}

static void
alive(void *ctx)
{
	struct watch *w = ctx;

	notify_send(&w->notify, "WATCHDOG=1");
}

static void
say(struct watch *w, const struct run_report *r)
{
	log_context(STR_NULL, NULL);
	notify_send(
	    &w->notify, "STATUS=%zu sources, %zu failing", r->n, r->failed);
	if (r->fetched > 0)
		log_line(LOG_INFO,
		    "%zu of %zu sources fetched, %zu failing: %zu new items, "
		    "%zu edited, %zu feed files written",
		    r->fetched, r->n, r->failed, r->fresh, r->changed,
		    r->written);
}

/* After the first run: that it goes on, and when. */
static void
say_start(struct watch *w, const struct run_report *r)
{
	struct arena a;

	arena_init(&a, 4096);
	if (w->due == DUE_NEVER)
		log_line(LOG_INFO, "%zu source%s, none of them ever due", r->n,
		    r->n == 1 ? "" : "s");
	else
		log_line(LOG_INFO, "%zu source%s, next due %s (%s)", r->n,
		    r->n == 1 ? "" : "s", table_time(&a, w->due).p,
		    table_ago(&a, w->due, clock_now()).p);
	arena_release(&a);
}

/* Returns 0, or -1 when nothing can be done at all. */
static int
run_once(struct watch *w)
{
	struct run_options o = { .workers = w->c->workers,
		.confine = cli_has(w->c, OPT_REQUIRE_SANDBOX) ? CONFINE_MUST
							      : CONFINE_CAN,
		.stop = w->c->stop,
		.alive = alive,
		.alive_ctx = w };
	struct run_report report;
	struct err e = ERR_INIT;
	int rc;

	w->lead = clock_lead();
	o.now = clock_now();
	rc = apart_run(&w->now->config, &o, &report, &w->due, &e);
	if (rc == 0) {
		say(w, &report);
		if (!w->ran)
			say_start(w, &report);
		w->ran = true;
	} else {
		/* Another run does our work meanwhile. */
		if (e.code == ERR_BUSY)
			log_line(LOG_INFO, "%s", e.msg);
		else
			(void)cli_failed(w->c, &e);
		w->due = clock_now() + TRY_AGAIN_S;
	}
	/* A clock that was not set yet is set soon. */
	return rc != 0 && e.code != ERR_BUSY && e.retry != RETRY_SOON &&
		       !w->ran && o.now >= LIMIT_CLOCK_MIN
		   ? -1
		   : 0;
}

/* A daemon reads its configuration again at SIGHUP; on a terminal the signal
 * says that nobody is there any more. */
static void
hold_hangup(struct watch *w)
{
	sigemptyset(&w->hangup);
	if (isatty(STDIN_FILENO))
		return;
	sigaddset(&w->hangup, SIGHUP);
	sigprocmask(SIG_BLOCK, &w->hangup, NULL);
}

static int
watch(struct watch *w)
{
	if (load(w) != 0)
		return EXIT_USAGE;
	notify_send(&w->notify, "READY=1");
	while (!stopped(w)) {
		if (run_once(w) != 0)
			return EXIT_STATE;
		wait_for_work(w);
	}
	notify_send(&w->notify, "STOPPING=1");
	return EXIT_WELL;
}

int
cmd_watch(struct cli *c)
{
	struct watch w = { .c = c };
	int status;

	hold_hangup(&w);
	notify_open(&w.notify);
	status = watch(&w);
	notify_close(&w.notify);
	discard(w.wrong);
	discard(w.now);
	return status;
}
