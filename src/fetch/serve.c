// SPDX-License-Identifier: ISC
// Who may go, and when.
#include "base/clock.h"
#include "fetch/commands.h"
#include "fetch/engine.h"
#include "fetch/redirect.h"

/* --- Who need not be asked ----------------------------------------------- */

/* That what waits for H does so until its host may be asked again. */
static struct response
deferred(const struct hold *h, struct err *e)
{
	err_set(e, ERR_DEFERRED, "%.*s asked to be left alone for a while",
	    h->key.len > 80 ? 80 : (int)h->key.len, h->key.p);
	return (struct response){ .held_until = h->until };
}

static void
defer(struct engine *f, const struct hold *h, struct wish *w)
{
	struct err e = ERR_INIT;
	struct response res = deferred(h, &e);

	engine_turn_down(f, w, &res, &e);
}

static bool
is_held(const struct engine *f, const struct origin *g)
{
	return g->hold->until > engine_now(f);
}

/* What a page of G has to wait for; or NULL. */
static const struct hold *
holder(
    const struct engine *f, const struct origin *g, enum robots_policy robots)
{
	/* That its robots.txt cannot be read is a failure, whatever else that
	 * answer asks for. */
	if (robots == ROBOTS_OBEY &&
	    (g->state == ROBOTS_ASKED || g->state == ROBOTS_SILENT))
		return NULL;
	if (is_held(f, g))
		return g->hold;
	if (g->state == ROBOTS_HELD && robots == ROBOTS_OBEY)
		return g->led_to;
	return NULL;
}

bool
engine_turns_away(struct engine *f, struct wish *w, const struct url *u)
{
	const struct origin *g = w->origin;
	const struct hold *held = holder(f, g, w->robots);
	const struct request *req = w->req;
	struct err e = ERR_INIT;

	if (held != NULL) {
		defer(f, held, w);
		return true;
	}
	if (w->robots == ROBOTS_IGNORE)
		return false;
	if (origin_minds_way(g)) {
		req = engine_request(f, w);
		if (req == NULL) {
			engine_forget(f, w);
			return true;
		}
	}
	if (origin_judge(g, &f->scratch, req, u, &e) == 0)
		return false;
	engine_turn_down(f, w, NULL, &e);
	return true;
}

void
engine_sift(struct engine *f, struct host *h)
{
	struct wish **at = &h->first, *w;

	h->last = NULL;
	while ((w = *at) != NULL) {
		struct wish *next = w->next;
		struct err e;
		struct url u;

		arena_reset(&f->scratch);
		if (address_parse(&f->scratch, w->url, STR_NULL, &u, &e) == 0 &&
		    engine_turns_away(f, w, &u)) {
			*at = next;
		} else {
			h->last = w;
			at = &w->next;
		}
	}
}

/* --- Turns --------------------------------------------------------------- */

/*
 * libcurl scans the connections that it keeps for each request, which is
 * quadratic in hosts, so it keeps those that a later request can use. And a
 * server need not hold a connection that has no more to do.
 */
static void
keep_for_next(const struct transfer *t)
{
	bool more = t->host->first != NULL || t->host->waiting != NULL ||
		    t->req->followed;

	/* A wish; a connection that is not kept is made again. */
	(void)curl_easy_setopt(t->easy, CURLOPT_FORBID_REUSE, (long)!more);
}

/* Send the next hop of T, whose host is free. When that fails the request is
 * over. */
static void
send_hop(struct engine *f, struct transfer *t)
{
	struct host *h = t->host;
	struct err e = ERR_INIT;

	h->under_way = t;
	if (commands_fetches(t)) {
		t->easy = f->idle[--f->nidle]; /* its place, no more */
		if (commands_start(f, t, NULL, &e) == 0)
			return;
	} else if (transfer_hop(t, f->idle[--f->nidle], &e) == 0) {
		CURLMcode mc;

		keep_for_next(t);
		mc = curl_multi_add_handle(f->multi, t->easy);
		if (mc == CURLM_OK)
			return;
		err_set(&e, ERR_NET, "%s", curl_multi_strerror(mc));
	}
	engine_drop_handle(f, t);
	h->under_way = NULL; /* nobody was asked */
	engine_finish(f, t, NULL, &e);
}

/* Ask as REQ would, which is that of W unless W is NULL. */
static void
ask_robots(struct engine *f, struct origin *g, const struct request *req,
    struct wish *w)
{
	const struct request *robots = origin_ask(&f->origins, g, req);
	struct transfer *t = engine_take(f);
	struct err e = ERR_INIT;

	/* Before all that may end W. */
	if (w != NULL)
		engine_unmake(f, w);
	t->robots_of = t->origin = g;
	t->host = g->host;
	g->host->asking++;
	if (transfer_open(t, robots, &f->jars, &e) == 0)
		send_hop(f, t);
	else
		engine_finish(f, t, NULL, &e);
}

/* The rules are known: send T, or end it when they forbid it. */
static void
judge(struct engine *f, struct transfer *t)
{
	struct err e = ERR_INIT;

	if (t->req->robots == ROBOTS_IGNORE ||
	    origin_judge(t->origin, &f->scratch, t->req, &t->url, &e) == 0) {
		send_hop(f, t);
		return;
	}
	if (t->hops > 0)
		redirect_in(&f->scratch, &t->url, &e);
	engine_finish(f, t, NULL, &e);
}

/* T, after a robots.txt, was led to a host that asked to be left alone: it
 * waits, and with it, but by rules of before, all pages that it might allow. */
static void
put_off_robots(struct engine *f, struct transfer *t)
{
	struct origin *g = t->robots_of;

	origin_put_off(g, t->origin->hold);
	g->host->asking--;
	engine_give_back(f, t);
	engine_sift(f, g->host);
	hosts_line_up(&f->hosts, g->host, clock_monotonic_ms());
}

/* Go on with what a redirect led to H. */
static void
serve_waiting(struct engine *f, struct host *h)
{
	struct transfer *t = host_take_waiting(h, true);
	const struct hold *held;

	if (t != NULL && is_held(f, t->origin)) {
		put_off_robots(f, t);
		return;
	}
	if (t != NULL) {
		send_hop(f, t);
		return;
	}
	held = holder(f, h->waiting->origin, h->waiting->req->robots);
	if (held != NULL) {
		struct err e = ERR_INIT;
		struct response res = deferred(held, &e);

		engine_finish(f, host_take_waiting(h, false), &res, &e);
	} else if (origin_wants_robots(
		       h->waiting->origin, &f->scratch, h->waiting->req)) {
		ask_robots(f, h->waiting->origin, h->waiting->req, NULL);
	} else {
		judge(f, host_take_waiting(h, false));
	}
}

static void
serve_wish(struct engine *f, struct host *h)
{
	struct wish *w = h->first;
	struct origin *g = w->origin;
	const struct hold *held = holder(f, g, w->robots);
	const struct request *req;
	struct transfer *t;
	struct err e = ERR_INIT;

	if (held != NULL) {
		defer(f, held, host_take_wish(h));
		return;
	}
	req = engine_request(f, w);
	if (req != NULL && origin_wants_robots(g, &f->scratch, req)) {
		ask_robots(f, g, req, w);
		return;
	}
	engine_forget(f, host_take_wish(h));
	if (req == NULL)
		return;
	t = engine_take(f);
	t->host = h;
	t->origin = g;
	if (transfer_open(t, req, &f->jars, &e) == 0)
		judge(f, t);
	else
		engine_finish(f, t, NULL, &e);
}

bool
engine_start(struct engine *f)
{
	struct host *h;

	while (f->nidle > 0 &&
	       (h = hosts_next(&f->hosts, clock_monotonic_ms())) != NULL) {
		if (h->waiting != NULL)
			serve_waiting(f, h);
		else
			serve_wish(f, h);
		hosts_line_up(&f->hosts, h, clock_monotonic_ms());
		arena_reset(&f->scratch);
	}
	return f->nidle < f->nhandles || hosts_ready_at(&f->hosts) != INT64_MAX;
}
