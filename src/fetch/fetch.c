// SPDX-License-Identifier: ISC
#include "fetch/fetch.h"

#include <curl/curl.h>
#include <signal.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "fetch/commands.h"
#include "fetch/engine.h"
#include "fetch/file_url.h"
#include "fetch/redirect.h"
#include "model/limits.h"

/* Descriptors of the caller's that are waited for. */
#define CALLERS 256
/* How long a stop may go unseen. */
#define POLL_MS 250

int64_t
engine_now(const struct engine *f)
{
	return f->o->now + (clock_monotonic_ms() - f->start_ms) / 1000;
}

/* --- Wishes -------------------------------------------------------------- */

static struct wish
wish_of(const struct request *req)
{
	return (struct wish){ .url = req->url,
		.due = req->due,
		.gap_ms = req->gap_ms,
		.robots = req->robots,
		.req = req };
}

/* For what MORE brought; its tag says that it is ours. */
static struct wish *
take_wish(struct engine *f, const struct request *req)
{
	struct wish *w = f->spare;

	if (w == NULL)
		w = ARENA_NEW(&f->hosts.arena, struct wish);
	else
		f->spare = w->next;
	*w = wish_of(req);
	w->tag = f;
	return w;
}

void
engine_forget(struct engine *f, struct wish *w)
{
	if (w->tag != f)
		return;
	w->next = f->spare;
	f->spare = w;
}

const struct request *
engine_request(struct engine *f, struct wish *w)
{
	if (w->req == NULL)
		w->req = f->o->make(f->o->ctx, w);
	return w->req;
}

void
engine_unmake(struct engine *f, struct wish *w)
{
	/* Others were made by whom they came from. */
	if (f->o->make == NULL || w->tag == f)
		return;
	f->o->unmake(f->o->ctx, w->req);
	w->req = NULL;
}

void
engine_turn_down(struct engine *f, struct wish *w, const struct response *res,
    const struct err *e)
{
	if (w->req == NULL)
		f->o->unmade(f->o->ctx, w, res, e);
	else
		f->o->done(f->o->ctx, w->req, res, e);
	engine_forget(f, w);
}

/* --- Turns --------------------------------------------------------------- */

static bool
stopped(const struct engine *f)
{
	return f->halted || (f->o->stop != NULL && *f->o->stop != 0);
}

static void
ask_caller(struct engine *f)
{
	if (f->o->go_on != NULL && !f->o->go_on(f->o->ctx))
		f->halted = true;
}

static void
answer_file(struct engine *f, struct wish *w, const struct url *u)
{
	const struct request *req = engine_request(f, w);
	struct response res;
	struct err e = ERR_INIT;
	struct buf body;

	if (req == NULL) {
		engine_forget(f, w);
		return;
	}
	buf_init(&body, req->max_size > 0 ? req->max_size : LIMIT_BODY);
	if (file_url_read(&f->scratch, u, &body, &res, &e) != 0)
		engine_turn_down(f, w, NULL, &e);
	else
		engine_turn_down(f, w, &res, NULL);
	buf_release(&body);
}

/* Answer file: URLs and what is no URL at once, and put the others into the
 * queue of their host, which is returned. */
static struct host *
sort_in(struct engine *f, struct wish *w)
{
	struct arena *a = &f->scratch;
	struct host *h;
	struct err e = ERR_INIT;
	struct url u;

	if (str_istarts(w->url, STR("file:")) &&
	    url_parse(a, w->url, STR_NULL, &u) == 0) {
		answer_file(f, w, &u);
		return NULL;
	}
	if (address_parse(a, w->url, STR_NULL, &u, &e) != 0) {
		engine_turn_down(f, w, NULL, &e);
		return NULL;
	}
	if (w->gap_ms > f->gap_ms)
		f->gap_ms = w->gap_ms;
	w->origin = origins_find(&f->origins, a, &u, f->o->now);
	h = w->origin->host;
	if (!engine_turns_away(f, w, &u))
		host_add(h, w);
	return h;
}

/* End what no answer will come for. A robots.txt that was not waited for says
 * nothing about the host. */
static void
abandon(struct engine *f, struct transfer *t, const struct err *e)
{
	if (t->robots_of == NULL)
		engine_finish(f, t, NULL, e);
	else
		engine_give_back(f, t);
}

/* End with E what waits for its turn. */
static void
end_waiting(struct engine *f, const struct err *e)
{
	for (struct host *h = f->hosts.all; h != NULL; h = h->next) {
		struct transfer *t;
		struct wish *w;

		while ((t = host_take_waiting(h, false)) != NULL)
			abandon(f, t, e);
		while ((w = host_take_wish(h)) != NULL)
			engine_turn_down(f, w, NULL, e);
	}
}

static void
end_under_way(struct engine *f, const struct err *e)
{
	commands_abandon(f, e);
	for (struct host *h = f->hosts.all; h != NULL; h = h->next) {
		struct transfer *t = h->under_way;

		if (t == NULL)
			continue;
		curl_multi_remove_handle(f->multi, t->easy);
		engine_drop_handle(f, t);
		hosts_leave(&f->hosts, h, clock_monotonic_ms());
		abandon(f, t, e);
	}
}

/* Line up what the caller wants to know because of the answers so far. Returns
 * whether there was any of it. */
static bool
take_more(struct engine *f)
{
	const struct request *req;
	bool any = false;

	while (f->o->more != NULL && !stopped(f) &&
	       (req = f->o->more(f->o->ctx)) != NULL) {
		struct host *h = sort_in(f, take_wish(f, req));

		if (h != NULL)
			hosts_line_up(&f->hosts, h, clock_monotonic_ms());
		arena_reset(&f->scratch);
		any = true;
	}
	return any;
}

static int64_t
deadline_of(const struct engine *f)
{
	return f->o->deadline == 0
		   ? INT64_MAX
		   : f->start_ms + (int64_t)f->o->deadline * 1000;
}

/* Nothing new begins after the deadline. */
static void
mind_deadline(struct engine *f)
{
	struct err e = ERR_INIT;

	if (clock_monotonic_ms() < deadline_of(f))
		return;
	err_set(&e, ERR_DEFERRED, "the run has taken its time");
	end_waiting(f, &e);
}

/* Until something may happen: a stop, the end of a pause, the deadline. */
static int
wait_ms(const struct engine *f)
{
	int64_t now = clock_monotonic_ms(), until = now + POLL_MS;

	if (f->nidle > 0 && hosts_ready_at(&f->hosts) < until)
		until = hosts_ready_at(&f->hosts);
	return until > now ? (int)(until - now) : 0;
}

/* Start what may start. Returns whether there is anything to wait for. */
static bool
start(struct engine *f)
{
	do {
		take_more(f);
		mind_deadline(f);
		if (engine_start(f))
			return true;
		/* What was turned away just now may have led to more. */
	} while (take_more(f));
	return false;
}

static size_t
callers_fds(const struct engine *f, struct pollfd out[static CALLERS])
{
	return f->o->under_way == NULL
		   ? 0
		   : f->o->under_way(f->o->ctx, out, CALLERS);
}

/* Is the caller at work on something that may lead to more? */
static bool
caller_works(const struct engine *f)
{
	struct pollfd fds[CALLERS];

	return callers_fds(f, fds) > 0;
}

/* Until something comes, from servers, programs or the caller's own, or may
 * happen. */
static CURLMcode
wait(struct engine *f)
{
	struct pollfd callers[CALLERS];
	size_t extra = callers_fds(f, callers);
	struct curl_waitfd *commands, *fds;
	unsigned n = commands_fds(f, &commands);
	CURLMcode mc;

	if (extra > CALLERS)
		extra = CALLERS;
	fds = ARENA_ARRAY(&f->scratch, n + extra, struct curl_waitfd);
	for (unsigned i = 0; i < n; i++)
		fds[i] = commands[i];
	for (size_t i = 0; i < extra; i++)
		fds[n++] =
		    (struct curl_waitfd){ callers[i].fd, CURL_WAIT_POLLIN, 0 };
	mc = curl_multi_poll(f->multi, fds, n, wait_ms(f), NULL);
	arena_reset(&f->scratch);
	return mc;
}

static void
loop(struct engine *f)
{
	struct err e = ERR_INIT;
	int running;

	while (start(f) || caller_works(f)) {
		CURLMcode mc = CURLM_OK;

		ask_caller(f);
		if (!stopped(f))
			mc = curl_multi_perform(f->multi, &running);
		if (mc == CURLM_OK && !stopped(f) &&
		    engine_collect(f) + commands_collect(f) == 0)
			mc = wait(f);
		if (mc != CURLM_OK || stopped(f)) {
			err_set(&e, ERR_NET, "%s",
			    mc == CURLM_OK ? "interrupted"
					   : curl_multi_strerror(mc));
			end_under_way(f, &e);
			end_waiting(f, &e);
			return;
		}
	}
}

static void
fetch_release(struct engine *f)
{
	for (size_t i = 0; i < f->nidle; i++)
		curl_easy_cleanup(f->idle[i]);
	free(f->idle);
	jars_release(&f->jars);
	origins_release(&f->origins);
	hosts_release(&f->hosts);
	arena_release(&f->scratch);
	curl_multi_cleanup(f->multi);
}

static int
fetch_init(struct engine *f, size_t n, struct err *e)
{
	f->start_ms = clock_monotonic_ms();
	hosts_init(&f->hosts);
	jars_init(&f->jars);
	origins_init(
	    &f->origins, &f->hosts, f->o->memory, f->o->wall_ms, f->start_ms);
	/* Of one page's addresses at a time, each with its limit. */
	arena_init(&f->scratch, SIZE_MAX);
	f->idle = mem_alloc(n, sizeof(*f->idle));
	f->multi = curl_multi_init();
	if (f->multi == NULL ||
	    curl_multi_setopt(f->multi, CURLMOPT_MAXCONNECTS,
		(long)LIMIT_CONNECTIONS) != CURLM_OK)
		return err_set(e, ERR_NET, "libcurl cannot be used");
	for (; f->nhandles < n; f->nhandles++) {
		f->idle[f->nidle] = transfer_handle(e);
		if (f->idle[f->nidle++] == NULL)
			return -1;
	}
	return 0;
}

static int
by_due(const void *pa, const void *pb)
{
	const struct wish *a = *(const struct wish *const *)pa,
			  *b = *(const struct wish *const *)pb;

	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return a < b ? -1 : a > b;
}

static void
sort_in_all(struct engine *f, struct wish *w, size_t n)
{
	struct wish **v = mem_alloc(n, sizeof(struct wish *));
	struct err e;

	for (size_t i = 0; i < n; i++)
		v[i] = &w[i];
	if (n > 0)
		qsort(v, n, sizeof(void *), by_due);
	err_set(&e, ERR_NET, "interrupted");
	for (size_t i = 0; i < n; i++) {
		if (stopped(f))
			engine_turn_down(f, v[i], NULL, &e);
		else
			(void)sort_in(f, v[i]);
		arena_reset(&f->scratch);
	}
	free(v);
	hosts_begin(&f->hosts, clock_monotonic_ms());
}

int
fetch_wishes(
    struct wish *v, size_t n, const struct fetch_options *o, struct err *e)
{
	struct engine f = { .o = o };
	size_t most = o->concurrency > 0 ? o->concurrency : LIMIT_TRANSFERS;
	int rc;

	if (curl_global_init_mem(CURL_GLOBAL_DEFAULT, mem_malloc, free,
		mem_realloc, mem_strdup, mem_alloc) != CURLE_OK)
		return err_set(e, ERR_NET, "libcurl cannot be used");
	rc = fetch_init(&f, o->more == NULL && n < most ? n : most, e);
	if (rc == 0) {
		sort_in_all(&f, v, n);
		loop(&f);
		origins_keep_contacts(
		    &f.origins, clock_monotonic_ms(), f.gap_ms);
	}
	fetch_release(&f);
	curl_global_cleanup();
	return rc;
}

int
fetch_all(const struct request *req, size_t n, const struct fetch_options *o,
    struct err *e)
{
	struct wish *v = mem_alloc(n, sizeof(*v));
	int rc;

	for (size_t i = 0; i < n; i++)
		v[i] = wish_of(&req[i]);
	rc = fetch_wishes(v, n, o, e);
	free(v);
	return rc;
}
