// SPDX-License-Identifier: ISC
// What is due, fetched; what comes, taken into the store.
#include "run/runner.h"

#include "base/clock.h"
#include "base/log.h"
#include "schedule/schedule.h"

/* Results are committed in batches: a commit costs more than ten pages, and a
 * run that is killed should lose no more than it can fetch again at once. */
#define COMMIT_EVERY 64
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

static struct request
make_request(struct runner *r, struct source_run *s, struct str agent)
{
	struct request req = source_request(s, r->keep, agent);

	req.allow = &r->config->allow_private;
	req.keep_cookies = !r->options->dry_run;
	req.tag = s;
	return req;
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
		r->requests[r->nrequests++] = make_request(r, s, agent);
	}
}

/* Those whose answer told what to ask for instead. Returns how many. */
static size_t
list_again(struct runner *r)
{
	struct str agent = source_agent(r->keep, r->config->contact);
	size_t n = 0;

	for (size_t i = 0; i < r->nrequests; i++) {
		struct source_run *s = r->requests[i].tag;

		if (!s->again)
			continue;
		r->requests[n++] = make_request(r, s, agent);
	}
	return n;
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
	runner_alive(r);
	if (r->store_err.code != ERR_NONE ||
	    (failed != NULL && runner_stopped(r)))
		return;
	if (failed != NULL && failed->code == ERR_DEFERRED) {
		(void)source_defer(
		    s, st, res == NULL ? 0 : res->held_until, &r->store_err);
		return;
	}
	if (source_finish(s, r->keep, &r->work, st, res, failed,
		r->options->now, &r->store_err) == 0 &&
	    !s->again) {
		r->done++;
		commit_batch(r, false, &r->store_err);
	}
	log_progress(
	    "%zu of %zu  %.*s", r->done, r->nwanted, STR_ARG(s->source->id));
	arena_reset(&r->work);
	log_context(STR_NULL, NULL);
}

/* fetch_options.go_on: pages that could not be kept are not asked for. */
static bool
go_on(void *ctx)
{
	struct runner *r = ctx;

	runner_alive(r);
	return r->store_err.code == ERR_NONE;
}

/* What of the deadline is left; 0: there is none. */
static uint32_t
time_left(const struct runner *r, int64_t since_ms)
{
	int64_t deadline = r->config->deadline,
		spent = (clock_monotonic_ms() - since_ms) / 1000;

	if (deadline == 0)
		return 0;
	return spent < deadline ? (uint32_t)(deadline - spent) : 1;
}

/* All requests, and what they lead to. */
static int
fetch_rounds(struct runner *r, struct fetch_options *o, struct err *e)
{
	int64_t since = clock_monotonic_ms();

	while (r->nrequests > 0) {
		o->deadline = time_left(r, since);
		if (fetch_all(r->requests, r->nrequests, o, e) != 0)
			return -1;
		r->nrequests = list_again(r);
	}
	return 0;
}

int
runner_fetch(struct runner *r, struct err *e)
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
		.memory = &memory };
	int rc;

	list_requests(r);
	if (r->nrequests == 0)
		return 0;
	if (writes && store_begin(r->store, e) != 0)
		return -1;
	r->hosts = (struct host_store){ .store = r->store,
		.writes = writes,
		.now = r->options->now,
		.failed = &r->store_err };
	r->nwanted = r->nrequests;
	log_progress("0 of %zu", r->nwanted);
	rc = writes ? save_put_off(r, e) : 0;
	if (rc == 0)
		rc = fetch_rounds(r, &o, e);
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
