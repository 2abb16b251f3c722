// SPDX-License-Identifier: ISC
// What is due, fetched; what comes, taken into the store.
#include "run/runner.h"

#include <stdlib.h>

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

static struct request
make_request(struct runner *r, struct source_run *s)
{
	struct request req = source_request(s, &s->keep, r->agent);

	req.allow = &r->config->allow_private;
	req.keep_cookies = !r->options->dry_run;
	return req;
}

static const struct source *
source_of(const struct runner *r, const struct standing *t)
{
	return r->report->source[t - r->standing].source;
}

/* What is put off is stored, or the next run would put it off again. */
static int
save_put_off(struct runner *r, struct standing *t, struct err *e)
{
	struct source_run *s = at_hand_take(r, t, e);
	int rc;

	if (s == NULL)
		return -1;
	s->memory.next_due = s->report->next_due;
	s->memory.due_reason = DUE_SPREAD;
	rc = source_save(s, r->store, e);
	standing_note(r, s);
	at_hand_give(r, s);
	return rc;
}

static int
save_all_put_off(struct runner *r, struct err *e)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->standing[i].put_off &&
		    save_put_off(r, &r->standing[i], e) != 0)
			return -1;
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
	r->uncommitted += x->kind == ERRAND_LIST && x->source->unchanged
			      ? COMMIT_UNCHANGED
			      : COMMIT_READ;
	return commit_batch(r, false, e);
}

/* X is to be gone on. */
static void
order(struct runner *r, struct errand *x)
{
	x->source->errands++;
	errands_add(&r->errands, x);
}

/* X is over, and with the last one of its source that is, too. */
static void
end_errand(struct runner *r, const struct errand *x)
{
	if (--x->source->errands == 0)
		at_hand_give(r, x->source);
}

/* The page of S is to be asked for again: its answer told where. */
static void
ask_again(struct runner *r, struct source_run *s)
{
	struct request req = make_request(r, s);

	order(r, errand_new(&s->keep, ERRAND_LIST, s, &req));
}

/* Are articles of SRC asked for, and may more of them be in this run? */
static bool
wants_articles(const struct runner *r, const struct source *src)
{
	return src->article->on && !src->paused && r->store != NULL &&
	       !r->options->dry_run && r->articles < r->config->articles;
}

/* Queue the articles of S that are due, once its list is read. */
static int
order_articles(struct runner *r, struct source_run *s, struct err *e)
{
	struct request base;
	size_t n;
	int rc;

	if (s->articles_ordered || !wants_articles(r, s->source))
		return 0;
	s->articles_ordered = true;
	base = make_request(r, s);
	rc = articles_order(s, &s->keep, r->store, &base,
	    r->config->articles - r->articles, r->options->now, &r->errands, &n,
	    e);
	/* What is queued is in S, also when the store has failed since. */
	r->articles += n;
	s->errands += (unsigned)n;
	return rc;
}

/* Is there a source whose articles may be due, while its list is not? */
static bool
may_have_articles(const struct runner *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->report->source[i].source->article->on)
			return true;
	return false;
}

/* Is an article of SRC due? */
static int
has_articles(
    struct runner *r, const struct source *src, bool *has, struct err *e)
{
	struct article_due *due;
	size_t n;
	int rc = store_articles_due(
	    r->store, &r->work, src->id, r->options->now, 1, &due, &n, e);

	arena_reset(&r->work);
	*has = rc == 0 && n > 0;
	return rc;
}

/* What is due of sources whose lists are not. */
static int
order_other_articles(struct runner *r, struct err *e)
{
	for (size_t i = 0; i < r->n; i++) {
		struct standing *t = &r->standing[i];
		struct source_run *s;
		bool has;

		if (t->due || !wants_articles(r, source_of(r, t)))
			continue;
		if (has_articles(r, source_of(r, t), &has, e) != 0)
			return -1;
		if (!has)
			continue;
		s = at_hand_take(r, t, e);
		if (s == NULL || order_articles(r, s, e) != 0)
			return -1;
		if (s->errands == 0)
			at_hand_give(r, s);
	}
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
	next = later_errand(x->source, &x->source->keep, req);
	if (next == NULL)
		return order_articles(r, x->source, e);
	order(r, next);
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

	if (articles_finish(x, &x->source->keep, &r->work, r->store, res,
		failed, r->options->now, &more, e) != 0)
		return -1;
	if (more != NULL)
		order(r, more);
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
	int rc;

	if (x->kind == ERRAND_ARTICLE)
		return bring_article(r, x, res, failed, e);
	if (x->kind == ERRAND_PAGE)
		rc = later_finish(
		    s, &s->keep, &r->work, st, res, failed, now, e);
	else
		rc = source_finish(
		    s, &s->keep, &r->work, st, res, failed, now, e);
	standing_note(r, s);
	return rc;
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
	log_progress("%zu of %zu  %.*s", r->done, r->nwishes + r->errands.n,
	    STR_ARG(x->source->source->id));
	if (bring(r, x, res, failed, &r->store_err) == 0 &&
	    follow(r, x, req, &r->store_err) == 0)
		commit_some(r, x, &r->store_err);
	end_errand(r, x);
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
		end_errand(r, x);
		return;
	}
	jobs_add(&r->jobs, req, res, failed);
}

/* fetch_options.make */
static const struct request *
on_turn(void *ctx, const struct wish *w)
{
	struct runner *r = ctx;
	struct source_run *s;
	struct request req;
	struct errand *x;

	if (r->store_err.code != ERR_NONE)
		return NULL;
	s = at_hand_take(r, w->tag, &r->store_err);
	if (s == NULL)
		return NULL;
	req = make_request(r, s);
	x = errand_new(&s->keep, ERRAND_LIST, s, &req);
	x->request->tag = x;
	s->errands = 1;
	return x->request;
}

/* fetch_options.unmake */
static void
on_wait(void *ctx, const struct request *req)
{
	end_errand(ctx, req->tag);
}

/* fetch_options.unmade */
static void
on_no_turn(void *ctx, const struct wish *w, const struct response *res,
    const struct err *failed)
{
	struct runner *r = ctx;
	struct standing *t = w->tag;
	const struct request *req;

	runner_alive(r);
	if (r->store_err.code != ERR_NONE || runner_stopped(r))
		return;
	/* Nothing changes, so nothing has to be known of it. */
	if (failed->code == ERR_DEFERRED && res == NULL) {
		source_left(
		    source_of(r, t), &r->report->source[t - r->standing], 0);
		return;
	}
	req = on_turn(ctx, w);
	if (req != NULL)
		on_answer(ctx, req, res, failed);
}

/* fetch_options.under_way */
static size_t
under_way(void *ctx, struct pollfd *fds, size_t max)
{
	const struct runner *r = ctx;

	return jobs_under_way(&r->jobs, fds, max);
}

/* fetch_options.go_on: pages that could not be kept are not asked for. What has
 * come does not wait for those that take long. */
static bool
go_on(void *ctx)
{
	struct runner *r = ctx;

	runner_alive(r);
	if (r->store_err.code == ERR_NONE && r->uncommitted > 0)
		(void)commit_batch(r, false, &r->store_err);
	return r->store_err.code == ERR_NONE;
}

int
runner_fetch(struct runner *r, struct err *e)
{
	bool writes = r->store != NULL && !r->options->dry_run;
	struct fetch_memory memory = host_store_memory(&r->hosts);
	struct fetch_options o = { .done = on_answer,
		.make = on_turn,
		.unmake = on_wait,
		.unmade = on_no_turn,
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
	r->agent = source_agent(r->keep, r->config->contact);
	if (r->nwishes == 0 && !may_have_articles(r))
		return 0;
	if (writes && store_begin(r->store, e) != 0)
		return -1;
	r->hosts = (struct host_store){ .store = r->store,
		.writes = writes,
		.now = r->options->now,
		.failed = &r->store_err };
	r->committed_ms = clock_monotonic_ms();
	log_progress("0 of %zu", r->nwishes);
	rc = writes ? save_all_put_off(r, e) : 0;
	if (rc == 0)
		rc = order_other_articles(r, e);
	if (rc == 0 && r->nwishes + r->errands.n > 0)
		rc = fetch_wishes(r->wishes, r->nwishes, &o, e);
	/* Some may be left after a stop, and are due still. */
	jobs_drop(&r->jobs);
	at_hand_end(r);
	free(r->wishes);
	r->wishes = NULL;
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
