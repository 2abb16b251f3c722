// SPDX-License-Identifier: ISC
#include "run/run.h"

#include <errno.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "fetch/fetch.h"
#include "model/limits.h"
#include "publish/publish.h"
#include "run/feeds.h"
#include "run/flood.h"
#include "run/folds.h"
#include "run/guard.h"
#include "run/health.h"
#include "run/hosts.h"
#include "run/hub.h"
#include "run/merged.h"
#include "run/metrics.h"
#include "run/overview.h"
#include "run/source_run.h"
#include "schedule/rhythm.h"
#include "schedule/schedule.h"
#include "store/store.h"

/* Results are committed in batches: a commit costs more than ten pages, and a
 * run that is killed should lose no more than it can fetch again at once. */
#define COMMIT_EVERY 64
/* How long nobody may hear that the run goes on. */
#define TELL_MS 1000

/* One run. KEEP lives as long as the run, WORK is reset after each source. */
struct runner {
	const struct config *config;
	const struct run_options *options;
	struct arena *keep;
	struct arena work;
	struct store *store; /* NULL in a dry run without a database */
	struct publisher publisher;
	int lock; /* descriptor, or -1 */
	struct source_run *sources;
	size_t n;
	struct request *requests;
	size_t nrequests;
	size_t done; /* answers so far */
	struct run_report *report;
	struct err store_err; /* the first failure of the store, if any */
	int64_t told_ms;      /* when somebody last heard of us; monotonic */
	struct host_store hosts;
	struct hub_news news; /* what hubs are to be told at the end */
};

static bool
stopped(const struct runner *r)
{
	return r->options->stop != NULL && *r->options->stop != 0;
}

/* Say, about once a second, that the run is not stuck. */
static void
tell_alive(struct runner *r)
{
	int64_t now = clock_monotonic_ms();

	if (r->options->alive == NULL || now - r->told_ms < TELL_MS)
		return;
	r->told_ms = now;
	r->options->alive(r->options->alive_ctx);
}

/* How long another run may well be at work: until its deadline, and with what
 * is under way then. */
static int64_t
usual_s(const struct config *c)
{
	int64_t deadline = c->deadline > 0 ? c->deadline : LIMIT_DEADLINE_MAX_S;

	return deadline + LIMIT_TRANSFER_MAX_S;
}

static int
open_all(struct runner *r, struct err *e)
{
	struct arena *a = r->keep;
	const char *state = arena_cstr(a, r->config->state);
	const char *output = arena_cstr(a, r->config->output);

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
	return store_open(state, false, &r->store, e);
}

static void
close_all(struct runner *r)
{
	store_close(r->store);
	publish_close(&r->publisher);
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

/* What is remembered of each source that takes part. */
static int
load_sources(struct runner *r, struct err *e)
{
	const struct sources *all = &r->config->sources;

	r->sources = ARENA_ARRAY(r->keep, all->n, struct source_run);
	r->report->source = ARENA_ARRAY(r->keep, all->n, struct source_report);
	for (size_t i = 0; i < all->n; i++) {
		struct source_run *s = &r->sources[r->n];

		if (!wanted(r->options, &all->v[i]))
			continue;
		s->source = &all->v[i];
		s->accept = r->options->accept;
		s->report = &r->report->source[r->n++];
		s->report->source = s->source;
		s->config_hash = config_source_hash(r->keep, s->source);
		if (r->store != NULL && store_memory_load(r->store, r->keep,
					    s->source->id, &s->memory, e) != 0)
			return -1;
		/* A failing source makes every run exit 1, due or not. */
		s->report->failed =
		    s->memory.failures > 0 && !s->source->paused;
	}
	r->report->n = r->n;
	return 0;
}

static void
list_turns(struct runner *r, struct turn *turn)
{
	const struct run_options *o = r->options;

	for (size_t i = 0; i < r->n; i++) {
		struct source_run *s = &r->sources[i];
		bool due = source_plan(s, o->now).t <= o->now;

		s->early = o->force && !due;

		turn[i] = (struct turn){ s->source, &s->memory,
			(due || s->early) && !s->source->paused };
	}
	/* What somebody asks for is not put off. */
	if (o->force || o->nonly > 0 || o->dry_run)
		return;
	if (schedule_spread(r->keep, turn, r->n, o->now) == 0)
		return;
	for (size_t i = 0; i < r->n; i++) {
		struct source_run *s = &r->sources[i];

		s->put_off = !turn[i].due && s->memory.due_reason == DUE_SPREAD;
	}
}

static void
list_requests(struct runner *r)
{
	struct str agent = source_agent(r->keep, r->config->contact);
	struct turn *turn = ARENA_ARRAY(r->keep, r->n, struct turn);

	r->requests = ARENA_ARRAY(r->keep, r->n, struct request);
	list_turns(r, turn);
	for (size_t i = 0; i < r->n; i++) {
		struct source_run *s = &r->sources[i];

		if (!turn[i].due)
			continue;
		r->requests[r->nrequests] = source_request(s, r->keep, agent);
		r->requests[r->nrequests].allow = &r->config->allow_private;
		r->requests[r->nrequests].keep_cookies = !r->options->dry_run;
		r->requests[r->nrequests++].tag = s;
	}
}

/* What is put off is stored, or the next run would put it off again. */
static int
save_put_off(struct runner *r, struct err *e)
{
	for (size_t i = 0; i < r->n; i++) {
		struct source_run *s = &r->sources[i];

		if (s->put_off && store_memory_save(r->store, s->source->id,
				      &s->memory, e) != 0)
			return -1;
	}
	return 0;
}

static int
commit_batch(struct runner *r, bool last, struct err *e)
{
	if (r->store == NULL || r->options->dry_run)
		return 0;
	if (!last && r->done % COMMIT_EVERY != 0)
		return 0;
	if (store_commit(r->store, e) != 0)
		return -1;
	return last ? 0 : store_begin(r->store, e);
}

/* fetch_done: one answer. After a failure of the store nothing more is kept. */
static void
on_answer(void *ctx, const struct request *req, const struct response *res,
    const struct err *failed)
{
	struct runner *r = ctx;
	struct source_run *s = req->tag;
	struct store *st = r->options->dry_run ? NULL : r->store;

	/* What a signal cut short says nothing about the source. */
	tell_alive(r);
	if (r->store_err.code != ERR_NONE || (failed != NULL && stopped(r)))
		return;
	if (failed != NULL && failed->code == ERR_DEFERRED) {
		(void)source_defer(
		    s, st, res == NULL ? 0 : res->held_until, &r->store_err);
		return;
	}
	r->done++;
	log_progress(
	    "%zu of %zu  %.*s", r->done, r->nrequests, STR_ARG(s->source->id));
	if (source_finish(s, r->keep, &r->work, st, res, failed,
		r->options->now, &r->store_err) == 0)
		commit_batch(r, false, &r->store_err);
	arena_reset(&r->work);
	log_context(STR_NULL, NULL);
}

/* hub_options.alive */
static void
alive(void *ctx)
{
	tell_alive(ctx);
}

/* fetch_options.go_on: pages that could not be kept are not asked for. */
static bool
go_on(void *ctx)
{
	struct runner *r = ctx;

	tell_alive(r);
	return r->store_err.code == ERR_NONE;
}

static int
fetch_due(struct runner *r, struct err *e)
{
	bool writes = r->store != NULL && !r->options->dry_run;
	struct fetch_memory memory = host_store_memory(&r->hosts);
	struct fetch_options o = { .done = on_answer,
		.ctx = r,
		.stop = r->options->stop,
		.go_on = go_on,
		.now = r->options->now,
		.wall_ms = clock_now_ms(),
		.concurrency = r->config->concurrency,
		.deadline = r->config->deadline,
		.memory = &memory };
	int rc;

	if (r->nrequests == 0)
		return 0;
	if (writes && store_begin(r->store, e) != 0)
		return -1;
	r->hosts = (struct host_store){ .store = r->store,
		.writes = writes,
		.now = r->options->now,
		.failed = &r->store_err };
	log_progress("0 of %zu", r->nrequests);
	rc = writes ? save_put_off(r, e) : 0;
	if (rc == 0)
		rc = fetch_all(r->requests, r->nrequests, &o, e);
	log_progress_end();
	if (r->store_err.code != ERR_NONE) {
		*e = r->store_err;
		rc = -1;
	}
	if (rc != 0 || host_store_prune(&r->hosts, e) != 0 ||
	    commit_batch(r, true, e) != 0) {
		if (writes)
			store_rollback(r->store);
		return -1;
	}
	return 0;
}

struct publishing {
	struct runner *r;
	struct source_run *s;
	struct feed_result done;
};

static int
publish_guarded(void *ctx, struct err *e)
{
	struct publishing *p = ctx;

	return feeds_publish(&p->r->work, p->r->config, p->s->source,
	    &p->s->memory, p->r->store, &p->r->publisher, &p->done, e);
}

/* A feed that is too large fails alone; what fails the output ends it all. */
static int
publish_source(struct runner *r, struct source_run *s, struct err *e)
{
	struct publishing p = { .r = r, .s = s };

	log_context(s->source->id, "publish");
	if (guard(&r->work, publish_guarded, &p, e) != 0) {
		s->report->failed = true;
		if (e->reach == REACH_RUN)
			return -1;
		log_line(LOG_ERROR, "%s", e->msg);
	}
	hub_note(&r->news, r->keep, r->config,
	    feed_hub(r->config, s->source->hub), s->source->id, p.done.changed);
	s->report->in_feed = p.done.items;
	s->report->written = p.done.written;
	return 0;
}

struct merging {
	struct runner *r;
	const struct merged *merged;
	struct feed_result done;
};

static int
merge_guarded(void *ctx, struct err *e)
{
	struct merging *m = ctx;

	return merged_publish(&m->r->work, m->r->config, m->merged, m->r->store,
	    &m->r->publisher, m->r->options->now, &m->done, e);
}

/* What nothing new can be folded into any more is not looked for. */
static int
forget_folds(struct runner *r, struct err *e)
{
	if (store_begin(r->store, e) == 0 &&
	    store_twins_prune(r->store, r->options->now - FOLDS_KEPT_S, e) ==
		0 &&
	    store_commit(r->store, e) == 0)
		return 0;
	store_rollback(r->store);
	return -1;
}

/* The feeds that are made of several sources, whichever of them took part. */
static int
publish_merged(struct runner *r, struct err *e)
{
	const struct merged_feeds *all = &r->config->merged;
	struct run_report *t = r->report;

	t->merged = ARENA_ARRAY(r->keep, all->n, struct merged_report);
	for (size_t i = 0; i < all->n && !stopped(r); i++) {
		struct merging m = { .r = r, .merged = &all->v[i] };
		int rc;

		tell_alive(r);
		log_context(m.merged->id, "publish");
		rc = guard(&r->work, merge_guarded, &m, e);
		store_rollback(r->store);
		arena_reset(&r->work);
		if (rc != 0 && e->reach == REACH_RUN)
			return -1;
		if (rc != 0)
			log_line(LOG_ERROR, "%s", e->msg);
		hub_note(&r->news, r->keep, r->config,
		    feed_hub(r->config, m.merged->hub), m.merged->id,
		    m.done.changed);
		t->merged[t->nmerged++] = (struct merged_report){ m.merged,
			rc != 0, m.done.written, m.done.items };
	}
	return forget_folds(r, e);
}

struct archiving {
	struct runner *r;
	const struct source *source;
};

static int
archive_guarded(void *ctx, struct err *e)
{
	struct archiving *v = ctx;

	return feeds_archive(
	    &v->r->work, v->r->config, v->source, v->r->store, e);
}

/* What no longer fits into feeds that keep archives: decided, and committed,
 * before a file tells of it. */
static int
fill_archives(struct runner *r, struct err *e)
{
	int rc = 0;

	if (store_begin(r->store, e) != 0)
		return -1;
	for (size_t i = 0; i < r->n && rc == 0; i++) {
		struct archiving v = { r, r->sources[i].source };

		if (!v.source->archives)
			continue;
		tell_alive(r);
		log_context(v.source->id, "publish");
		rc = guard(&r->work, archive_guarded, &v, e);
		arena_reset(&r->work);
		if (rc != 0 && e->reach != REACH_RUN) {
			log_line(LOG_ERROR, "%s", e->msg);
			rc = 0;
		}
	}
	if (rc == 0 && store_commit(r->store, e) == 0)
		return 0;
	store_rollback(r->store);
	return -1;
}

static int
publish_sources(struct runner *r, struct err *e)
{
	int rc = 0;

	/* One snapshot for all feeds, and reads inside it are cheaper. */
	if (store_begin(r->store, e) != 0)
		return -1;
	for (size_t i = 0; i < r->n && rc == 0 && !stopped(r); i++) {
		tell_alive(r);
		rc = publish_source(r, &r->sources[i], e);
		arena_reset(&r->work);
	}
	store_rollback(r->store);
	return rc;
}

static int
health_guarded(void *ctx, struct err *e)
{
	struct runner *r = ctx;
	struct feed_result done;
	int rc = health_publish(
	    &r->work, r->config, r->store, &r->publisher, &done, e);

	hub_note(&r->news, r->keep, r->config, feed_hub(r->config, STR_NULL),
	    STR(HEALTH_ID), done.changed);
	return rc;
}

static int
overview_guarded(void *ctx, struct err *e)
{
	struct runner *r = ctx;

	return overview_publish(
	    &r->work, r->config, r->store, &r->publisher, e);
}

/* What tells of the sources: FN, whose files are called NAME. */
static int
publish_about(struct runner *r, struct str name, guard_fn fn, struct err *e)
{
	int rc;

	log_context(name, "publish");
	if (store_begin(r->store, e) != 0)
		return -1;
	rc = guard(&r->work, fn, r, e);
	store_rollback(r->store);
	arena_reset(&r->work);
	if (rc == 0 || e->reach == REACH_RUN)
		return rc;
	log_line(LOG_ERROR, "%s", e->msg);
	return 0;
}

static int
publish_feeds(struct runner *r, struct err *e)
{
	struct err synced = ERR_INIT;
	bool wrote;
	int rc = feeds_publish_style(&r->publisher, &wrote, e);

	if (rc == 0)
		rc = fill_archives(r, e);
	if (rc == 0)
		rc = publish_sources(r, e);
	if (rc == 0)
		rc = publish_merged(r, e);
	if (rc == 0)
		rc = publish_about(r, STR("health"), health_guarded, e);
	if (rc == 0)
		rc = publish_about(r, STR("index"), overview_guarded, e);
	log_context(STR_NULL, NULL);
	/* What was renamed is made durable, whatever came after it. */
	if (publish_sync(&r->publisher, &synced) != 0 && rc == 0) {
		*e = synced;
		rc = -1;
	}
	return rc;
}

static void
sum_up(struct runner *r)
{
	struct run_report *t = r->report;

	for (size_t i = 0; i < t->n; i++) {
		struct source_report *s = &t->source[i];

		/* What waits for its host waits for nothing else. */
		if (s->next_due == 0)
			s->next_due =
			    source_plan(&r->sources[i], r->options->now).t;

		t->fetched += s->fetched;
		t->failed += s->failed;
		t->deferred += s->deferred;
		t->fresh += s->fresh;
		t->changed += s->changed;
		t->written += s->written;
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

/* What has failed for long is told again, fetched in this run or not. */
static int
remind(struct runner *r, struct err *e)
{
	int rc = 0;

	if (r->options->dry_run)
		return 0;
	if (store_begin(r->store, e) != 0)
		return -1;
	for (size_t i = 0; i < r->n && rc == 0; i++) {
		const struct source_run *s = &r->sources[i];

		rc = health_remind(r->store, &r->work, s->source, &s->memory,
		    r->options->now, e);
		arena_reset(&r->work);
	}
	if (rc == 0 && store_commit(r->store, e) == 0)
		return 0;
	store_rollback(r->store);
	return -1;
}

/* What measures the run is no part of it: that it fails is told, no more. */
static void
write_metrics(struct runner *r)
{
	struct err e = ERR_INIT;

	if (r->options->dry_run || str_empty(r->config->metrics))
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
accept_source(struct runner *r, struct source_run *s, struct err *e)
{
	struct memory *m = &s->memory;

	if (m->state == STATE_NEW)
		return 0;
	rhythm_came(&m->rhythm, m->held.since);
	m->held = (struct held){ 0 };
	if (m->state == STATE_HELD) {
		m->state = STATE_OK;
		m->since = r->options->now;
	}
	return flood_accept(r->store, s->source->id, e) != 0
		   ? -1
		   : store_memory_save(r->store, s->source->id, m, e);
}

static int
accept_held(struct runner *r, struct err *e)
{
	if (!r->options->accept || r->options->dry_run)
		return 0;
	if (store_begin(r->store, e) != 0)
		return -1;
	for (size_t i = 0; i < r->n; i++)
		if (accept_source(r, &r->sources[i], e) != 0) {
			store_rollback(r->store);
			return -1;
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

static int
run_opened(struct runner *r, struct err *e)
{
	if (load_sources(r, e) != 0 || accept_held(r, e) != 0)
		return -1;
	list_requests(r);
	if (fetch_due(r, e) != 0 || remind(r, e) != 0)
		return -1;
	/* Commit first, then publish: the database is the truth. */
	if (!r->options->dry_run && publish_feeds(r, e) != 0)
		return -1;
	sum_up(r);
	write_metrics(r);
	if (r->options->dry_run)
		return 0;
	if (save_history(r, e) != 0)
		return -1;
	tell_hubs(r);
	return 0;
}

int
run(struct arena *a, const struct config *c, const struct run_options *o,
    struct run_report *out, struct err *e)
{
	struct runner r = { .config = c,
		.options = o,
		.keep = a,
		.publisher = { .dirfd = -1 },
		.lock = -1,
		.report = out };
	int rc;

	*out = (struct run_report){ .n = 0 };
	arena_init(&r.work, LIMIT_ARENA);
	rc = open_all(&r, e);
	if (rc == 0)
		rc = run_opened(&r, e);
	close_all(&r);
	return rc;
}
