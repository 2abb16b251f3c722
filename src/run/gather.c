// SPDX-License-Identifier: ISC
// What is due, fetched; what comes, taken into the store.
#include "run/runner.h"

#include "base/clock.h"
#include "base/log.h"
#include "run/articles.h"
#include "run/later.h"
#include "schedule/schedule.h"

/* Results are committed in batches: a commit costs more than ten pages, and a
 * run that is killed should lose no more than it can fetch again at once. A page
 * that was as before is soon asked for again. */
#define COMMIT_EVERY 4096
#define COMMIT_READ 16     /* what a page that was read counts for; ... */
#define COMMIT_UNCHANGED 1 /* ... one that was not */
#define COMMIT_MS 5000     /* however little has come */

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
make_request(struct runner *r, struct source_run *s)
{
	struct request req = source_request(s, r->keep, r->agent);

	req.allow = &r->config->allow_private;
	req.keep_cookies = !r->options->dry_run;
	return req;
}

static void
list_requests(struct runner *r)
{
	struct turn *turn = ARENA_ARRAY(r->keep, r->n, struct turn);

	r->agent = source_agent(r->keep, r->config->contact);
	r->requests = ARENA_ARRAY(r->keep, r->n, struct request);
	list_turns(r, turn);
	for (size_t i = 0; i < r->n; i++) {
		struct source_run *s = &r->sources[i];

		if (!turn[i].due)
			continue;
		r->requests[r->nrequests] = make_request(r, s);
		s->errand = (struct errand){ .source = s,
			.request = &r->requests[r->nrequests] };
		r->requests[r->nrequests++].tag = &s->errand;
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
	int64_t now;

	if (r->store == NULL || r->options->dry_run)
		return 0;
	now = clock_monotonic_ms();
	if (!last && r->uncommitted < COMMIT_EVERY &&
	    now < r->committed_ms + COMMIT_MS)
		return 0;
	r->uncommitted = 0;
	r->committed_ms = now;
	if (store_commit(r->store, e) != 0)
		return -1;
	return last ? 0 : store_begin(r->store, e);
}

/* Count what X brought. */
static int
commit_some(struct runner *r, const struct errand *x, struct err *e)
{
	r->uncommitted += x->kind == ERRAND_LIST && x->source->report->unchanged
			      ? COMMIT_UNCHANGED
			      : COMMIT_READ;
	return commit_batch(r, false, e);
}

/* The page of S is to be asked for again: its answer told where. */
static void
ask_again(struct runner *r, struct source_run *s)
{
	struct request req = make_request(r, s);

	errands_add(&r->errands, errand_new(r->keep, ERRAND_LIST, s, &req));
}

/* Queue the articles of S that are due, once its list is read. */
static int
order_articles(struct runner *r, struct source_run *s, struct err *e)
{
	struct request base;
	size_t n;

	if (!s->source->article->on || s->articles_ordered ||
	    s->source->paused || r->store == NULL || r->options->dry_run ||
	    r->articles >= r->config->articles)
		return 0;
	s->articles_ordered = true;
	base = make_request(r, s);
	if (articles_order(s, r->keep, r->store, &base,
		r->config->articles - r->articles, r->options->now, &r->errands,
		&n, e) != 0)
		return -1;
	r->articles += n;
	return 0;
}

/* Is there a source whose articles may be due, while its list is not? */
static bool
may_have_articles(const struct runner *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->sources[i].source->article->on)
			return true;
	return false;
}

/* What is due of sources whose lists are not. */
static int
order_other_articles(struct runner *r, struct err *e)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->sources[i].errand.source == NULL &&
		    order_articles(r, &r->sources[i], e) != 0)
			return -1;
	return 0;
}

/* Queue what the answer to X leads to. */
static int
follow(struct runner *r, const struct errand *x, const struct request *req,
    struct err *e)
{
	struct errand *next;

	if (x->kind == ERRAND_ARTICLE)
		return 0;
	if (x->source->again) {
		ask_again(r, x->source);
		return 0;
	}
	next = later_errand(x->source, r->keep, req);
	if (next == NULL)
		return order_articles(r, x->source, e);
	errands_add(&r->errands, next);
	return 0;
}

/* fetch_options.more */
static const struct request *
next_errand(void *ctx)
{
	struct runner *r = ctx;
	struct errand *x;

	jobs_settle(&r->jobs);
	x = errands_take(&r->errands);
	return x == NULL || r->store_err.code != ERR_NONE ? NULL : x->request;
}

static int
bring_article(struct runner *r, const struct errand *x,
    const struct response *res, const struct err *failed, struct err *e)
{
	struct errand *more;

	if (articles_finish(x, r->keep, &r->work, r->store, res, failed,
		r->options->now, &more, e) != 0)
		return -1;
	if (more != NULL)
		errands_add(&r->errands, more);
	return 0;
}

/* Take in what an errand brought. Returns 0, or -1 with E set. */
static int
bring(struct runner *r, const struct errand *x, const struct response *res,
    const struct err *failed, struct err *e)
{
	struct store *st = r->options->dry_run ? NULL : r->store;
	struct source_run *s = x->source;
	int64_t now = r->options->now;

	if (x->kind == ERRAND_ARTICLE)
		return bring_article(r, x, res, failed, e);
	if (x->kind == ERRAND_PAGE)
		return later_finish(
		    s, r->keep, &r->work, st, res, failed, now, e);
	return source_finish(s, r->keep, &r->work, st, res, failed, now, e);
}

/* jobs.settle: one answer, when it was read. After a failure of the store
 * nothing more is kept. */
static void
settle(void *ctx, const struct request *req, const struct response *res,
    const struct err *failed)
{
	struct runner *r = ctx;
	const struct errand *x = req->tag;

	runner_alive(r);
	if (r->store_err.code != ERR_NONE)
		return;
	r->done++;
	log_progress("%zu of %zu  %.*s", r->done, r->nrequests + r->errands.n,
	    STR_ARG(x->source->source->id));
	if (bring(r, x, res, failed, &r->store_err) == 0 &&
	    follow(r, x, req, &r->store_err) == 0)
		commit_some(r, x, &r->store_err);
	arena_reset(&r->work);
	log_context(STR_NULL, NULL);
}

/* jobs.guess */
static bool
guess(void *ctx, struct arena *a, const struct request *req,
    const struct response *res, const struct err *failed, struct call *out)
{
	struct runner *r = ctx;
	const struct errand *x = req->tag;

	switch (x->kind) {
	case ERRAND_ARTICLE:
		return articles_guess(x, res, failed, r->options->now, out);
	case ERRAND_PAGE:
		return later_guess(
		    x->source, a, res, failed, r->options->now, out);
	default:
		return source_guess(
		    x->source, a, res, failed, r->options->now, out);
	}
}

/* fetch_done */
static void
on_answer(void *ctx, const struct request *req, const struct response *res,
    const struct err *failed)
{
	struct runner *r = ctx;
	const struct errand *x = req->tag;
	struct store *st = r->options->dry_run ? NULL : r->store;

	/* What a signal cut short says nothing about the source. */
	runner_alive(r);
	if (r->store_err.code != ERR_NONE ||
	    (failed != NULL && runner_stopped(r)))
		return;
	if (failed != NULL && failed->code == ERR_DEFERRED &&
	    x->kind == ERRAND_LIST) {
		(void)source_defer(x->source, st,
		    res == NULL ? 0 : res->held_until, &r->store_err);
		return;
	}
	jobs_add(&r->jobs, req, res, failed);
}

/* fetch_options.under_way */
static size_t
under_way(void *ctx, struct pollfd *fds, size_t max)
{
	const struct runner *r = ctx;

	return jobs_under_way(&r->jobs, fds, max);
}

/* fetch_options.go_on: pages that could not be kept are not asked for. */
static bool
go_on(void *ctx)
{
	struct runner *r = ctx;

	runner_alive(r);
	return r->store_err.code == ERR_NONE;
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
		.more = next_errand,
		.under_way = under_way,
		.now = r->options->now,
		.wall_ms = clock_now_ms(),
		.concurrency = r->config->concurrency,
		.deadline = r->config->deadline,
		.memory = &memory };
	int rc;

	r->jobs = (struct jobs){ .workers = r->options->workers,
		.guess = guess,
		.settle = settle,
		.ctx = r };
	list_requests(r);
	if (r->nrequests == 0 && !may_have_articles(r))
		return 0;
	if (writes && store_begin(r->store, e) != 0)
		return -1;
	r->hosts = (struct host_store){ .store = r->store,
		.writes = writes,
		.now = r->options->now,
		.failed = &r->store_err };
	r->committed_ms = clock_monotonic_ms();
	log_progress("0 of %zu", r->nrequests);
	rc = writes ? save_put_off(r, e) : 0;
	if (rc == 0)
		rc = order_other_articles(r, e);
	if (rc == 0 && r->nrequests + r->errands.n > 0)
		rc = fetch_all(r->requests, r->nrequests, &o, e);
	/* Some may be left after a stop, and are due still. */
	jobs_drop(&r->jobs);
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
