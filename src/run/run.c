// SPDX-License-Identifier: ISC
#include "run/run.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/clock.h"
#include "base/log.h"
#include "model/limits.h"
#include "run/basis.h"
#include "run/confine.h"
#include "run/flood.h"
#include "run/health.h"
#include "run/metrics.h"
#include "run/rebuild.h"
#include "run/recover.h"
#include "run/runner.h"
#include "run/shed.h"
#include "schedule/rhythm.h"

/* How long another run may well be at work: until its deadline, and with what
 * is under way then. */
static int64_t
usual_s(const struct config *c)
{
	int64_t deadline = c->deadline > 0 ? c->deadline : LIMIT_DEADLINE_MAX_S;

	return deadline + LIMIT_TRANSFER_MAX_S;
}

/* Without a database, but with the feeds that it has published. */
static int
take_over(struct runner *r, struct err *e)
{
	struct recovered back;

	if (recover_missing(r->processor, r->keep, r->config, r->options->now,
		&back, e) != 0)
		return -1;
	if (back.items > 0)
		log_line(LOG_WARN,
		    "%.*s: there is no database; %zu item%s of %zu source%s "
		    "came back from the feeds, with ids and dates",
		    STR_ARG(r->config->state), back.items,
		    back.items == 1 ? "" : "s", back.sources,
		    back.sources == 1 ? "" : "s");
	return 0;
}

/* What a rebuild changes is rolled back: but the database has to be there, and
 * of this version. */
static int
open_to_try(struct runner *r, const char *state, struct err *e)
{
	if (store_open(state, true, &r->store, e) != 0)
		return -1;
	store_close(r->store);
	r->store = NULL;
	r->lock = store_lock(state, usual_s(r->config), e);
	return r->lock < 0 ? -1 : store_open(state, false, &r->store, e);
}

static int
open_all(struct runner *r, struct err *e)
{
	struct arena *a = r->keep;
	const char *state = arena_cstr(a, r->config->state);
	const char *output = arena_cstr(a, r->config->output);

	if (r->options->dry_run && r->options->rebuild)
		return open_to_try(r, state, e);
	if (r->options->dry_run) {
		/* Without a database all is new; that is no error. */
		if (store_open(state, true, &r->store, e) != 0)
			return e->sys == ENOENT ? 0 : -1;
		return 0;
	}
	/* The lock first: opening sweeps what a killed run left behind. */
	r->lock = store_lock(state, usual_s(r->config), e);
	if (r->lock < 0 || publish_open(&r->publisher, output, e) != 0)
		return -1;
	r->publisher.gzip = r->config->gzip;
	if (take_over(r, e) != 0)
		return -1;
	return store_open(state, false, &r->store, e);
}

static void
close_all(struct runner *r)
{
	at_hand_end(r);
	free(r->wishes);
	store_close(r->store);
	publish_close(&r->publisher);
	keeper_close(&r->keeper);
	if (r->lock >= 0)
		close(r->lock);
	arena_release(&r->work);
}

static bool
wanted(const struct run_options *o, const struct source *s)
{
	for (size_t i = 0; i < o->nonly; i++)
		if (o->only[i] == s)
			return true;
	return o->nonly == 0;
}

/* Each source that takes part, of which nothing is known yet. */
static void
list_sources(struct runner *r)
{
	const struct sources *all = &r->config->sources;
	struct run_report *t = r->report;

	r->basis = basis_of(r->config);
	t->source = ARENA_ARRAY(r->keep, all->n, struct source_report);
	for (size_t i = 0; i < all->n; i++)
		if (wanted(r->options, &all->v[i]))
			t->source[t->n++].source = &all->v[i];
	r->n = t->n;
}

/* Reads inside a transaction are cheaper, and agree with each other. */
static int
load_sources(struct runner *r, struct err *e)
{
	int rc;

	if (r->store == NULL)
		return standings_load(r, e);
	if (store_begin(r->store, e) != 0)
		return -1;
	rc = standings_load(r, e);
	store_rollback(r->store);
	return rc;
}

/* hub_options.alive */
static void
alive(void *ctx)
{
	runner_alive(ctx);
}

static void
sum_up(struct runner *r)
{
	struct run_report *t = r->report;

	for (size_t i = 0; i < t->n; i++) {
		const struct source_report *s = &t->source[i];

		t->fetched += s->fetched;
		t->failed += s->failed;
		t->deferred += s->deferred;
	}
	for (size_t i = 0; i < t->nmerged; i++) {
		t->failed += t->merged[i].failed;
		t->written += t->merged[i].written;
	}
}

static int
save_history(struct runner *r, struct err *e)
{
	struct run_record rec = { .started = r->options->now,
		.ended = clock_now(),
		.sources = (uint32_t)r->report->fetched,
		.failed = (uint32_t)r->report->failed,
		.fresh = (uint32_t)r->report->fresh };

	return r->report->fetched == 0 ? 0 : store_run_save(r->store, &rec, e);
}

static int
remind_one(struct runner *r, const struct source *src, struct err *e)
{
	struct memory m;
	int rc = store_memory_load(r->store, &r->work, src->id, &m, e);

	if (rc == 0)
		rc = health_remind(
		    r->store, &r->work, src, &m, r->options->now, e);
	arena_reset(&r->work);
	return rc;
}

/* What has failed for long is told again, fetched in this run or not. */
static int
remind(struct runner *r, struct err *e)
{
	int rc = 0;

	if (r->options->dry_run)
		return 0;
	if (store_begin(r->store, e) != 0)
		return -1;
	for (size_t i = 0; i < r->n && rc == 0; i++)
		if (r->standing[i].fails)
			rc = remind_one(r, r->report->source[i].source, e);
	if (rc == 0 && store_commit(r->store, e) == 0)
		return 0;
	store_rollback(r->store);
	return -1;
}

/* What measures the run is no part of it: that it fails is told, no more. So it
 * comes when nothing is left that the database could fail. */
static void
write_metrics(struct runner *r)
{
	struct err e = ERR_INIT;

	if (str_empty(r->config->metrics))
		return;
	if (store_begin(r->store, &e) != 0 ||
	    metrics_write(&r->work, r->config, r->report, r->store,
		r->options->now, &e) != 0)
		log_line(LOG_ERROR, "%s", e.msg);
	store_rollback(r->store);
	arena_reset(&r->work);
}

/* What was held back enters the feeds, whether its page is due or not. */
static int
accept_source(struct runner *r, const struct source *src, struct err *e)
{
	struct memory m;

	if (store_memory_load(r->store, &r->work, src->id, &m, e) != 0)
		return -1;
	if (m.state == STATE_NEW)
		return 0;
	rhythm_came(&m.rhythm, m.held.since);
	m.held = (struct held){ 0 };
	if (m.state == STATE_HELD) {
		m.state = STATE_OK;
		m.since = r->options->now;
	}
	return flood_accept(r->store, src->id, e) != 0
		   ? -1
		   : store_memory_save(r->store, src->id, &m, e);
}

static int
accept_held(struct runner *r, struct err *e)
{
	if (!r->options->accept || r->options->dry_run)
		return 0;
	if (store_begin(r->store, e) != 0)
		return -1;
	for (size_t i = 0; i < r->n; i++) {
		if (accept_source(r, r->report->source[i].source, e) != 0) {
			store_rollback(r->store);
			return -1;
		}
		arena_reset(&r->work);
	}
	return store_commit(r->store, e);
}

/* All is published and kept: only now those are told who tell others. */
static void
tell_hubs(struct runner *r)
{
	struct hub_options o = { .now = r->options->now,
		.stop = r->options->stop,
		.alive = alive,
		.ctx = r };

	hub_tell(&r->work, r->config, r->store, &r->news, &o);
	arena_reset(&r->work);
}

/* Instead of fetching: what is kept, read anew. Of a dry run nothing stays. */
static int
rebuild_sources(struct runner *r, struct err *e)
{
	struct run_report *t = r->report;
	int rc = 0;

	t->rebuilt = ARENA_ARRAY(r->keep, r->n, struct rebuild_report);
	if (store_begin(r->store, e) != 0)
		return -1;
	for (size_t i = 0; i < r->n && rc == 0; i++) {
		const struct source *src = t->source[i].source;

		log_context(src->id, NULL);
		rc = rebuild(r->processor, &r->work, r->store, src,
		    r->config->state, &t->rebuilt[i], e);
		arena_reset(&r->work);
		log_context(STR_NULL, NULL);
	}
	if (rc == 0 && !r->options->dry_run)
		return store_commit(r->store, e);
	store_rollback(r->store);
	return rc;
}

/* The folders are there, nobody was asked yet. */
static int
shut_in(struct runner *r, struct err *e)
{
	enum confine how = r->options->confine;
	struct confined in;
	int rc;

	if (how == CONFINE_NOT)
		return 0;
	store_temporary(arena_cstr(&r->work, r->config->state));
	rc = confine_parent(&r->work, r->config, !r->options->dry_run, &in);
	if (rc != 0 && how == CONFINE_MUST) {
		*e = in.missing;
		return -1;
	}
	log_line(rc != 0 || in.programs ? LOG_INFO : LOG_DEBUG, "%s",
	    confined_text(&r->work, &in));
	arena_reset(&r->work);
	return 0;
}

static int
rebuild_opened(struct runner *r, struct err *e)
{
	if (load_sources(r, e) != 0 || rebuild_sources(r, e) != 0)
		return -1;
	if (!r->options->dry_run && runner_publish(r, e) != 0)
		return -1;
	sum_up(r);
	if (!r->options->dry_run)
		tell_hubs(r);
	return 0;
}

static int
run_opened(struct runner *r, struct err *e)
{
	bool gaps = false;

	if (!r->options->dry_run)
		keeper_init(&r->keeper, &r->config->kept, r->config->state,
		    r->options->now);
	/* Before it is known who is due: what is accepted counts in that. */
	if (accept_held(r, e) != 0 || load_sources(r, e) != 0)
		return -1;
	if (runner_fetch(r, e) != 0 || remind(r, e) != 0)
		return -1;
	/* Commit first, then publish: the database is the truth. */
	if (!r->options->dry_run && runner_publish(r, e) != 0)
		return -1;
	keeper_prune(&r->keeper, &r->work);
	arena_reset(&r->work);
	sum_up(r);
	if (r->options->dry_run)
		return 0;
	if (shed_texts(r, &gaps, e) != 0 || save_history(r, e) != 0)
		return -1;
	write_metrics(r);
	tell_hubs(r);
	/* Who wants an end does not wait for that. */
	if (gaps && !runner_stopped(r))
		shed_gaps(r);
	return 0;
}

int
run(struct arena *a, const struct config *c, const struct run_options *o,
    struct run_report *out, struct err *e)
{
	struct runner r = { .config = c,
		.options = o,
		.processor = o->workers != NULL ? &o->workers->processor
						: &processor_here,
		.keep = a,
		.publisher = { .dirfd = -1 },
		.keeper = { .state = STR_NULL, .pages = -1 },
		.lock = -1,
		.report = out };
	int rc;

	*out = (struct run_report){ .n = 0 };
	if (!o->now_given && o->now < LIMIT_CLOCK_MIN)
		return err_set(e, ERR_SYSTEM,
		    "the clock of this machine says %s; set it first, for what "
		    "is found now would be dated by it for good",
		    time_rfc3339_utc(a, o->now).p);
	arena_init(&r.work, LIMIT_ARENA);
	if (o->workers != NULL) {
		o->workers->alive = alive;
		o->workers->alive_ctx = &r;
	}
	list_sources(&r);
	rc = open_all(&r, e);
	if (rc == 0)
		rc = shut_in(&r, e);
	if (rc == 0 && r.store != NULL)
		rc = store_room(r.store, c->sources.n, e);
	if (rc == 0)
		rc = o->rebuild ? rebuild_opened(&r, e) : run_opened(&r, e);
	close_all(&r);
	if (o->workers != NULL)
		o->workers->alive = NULL;
	return rc;
}
