// SPDX-License-Identifier: ISC
// What comes back.
#include "base/clock.h"
#include "fetch/commands.h"
#include "fetch/engine.h"
#include "model/limits.h"
#include "web/freshness.h"
#include "web/httpdate.h"

struct transfer *
engine_take(struct engine *f)
{
	struct transfer *t = f->free;

	if (t == NULL)
		return ARENA_NEW(&f->hosts.arena, struct transfer);
	f->free = t->next;
	*t = (struct transfer){ 0 };
	return t;
}

void
engine_give_back(struct engine *f, struct transfer *t)
{
	transfer_close(t);
	t->next = f->free;
	f->free = t;
}

static struct freshness
freshness_of(const struct headers *h)
{
	return (struct freshness){ h->value[HEADER_CACHE_CONTROL],
		h->value[HEADER_EXPIRES], h->value[HEADER_DATE],
		h->value[HEADER_AGE] };
}

/* Its robots.txt is no longer waited for. */
static void
robots_done(struct engine *f, struct transfer *t, const struct err *failed)
{
	struct origin *g = t->robots_of;
	struct freshness fresh = freshness_of(&t->headers);
	int64_t now = engine_now(f);
	bool says =
	    !str_empty(fresh.cache_control) || !str_empty(fresh.expires);

	origin_answered(&f->origins, g, &f->scratch, t, failed,
	    says ? freshness_left(&fresh, now, LIMIT_ROBOTS_MAX_S)
		 : LIMIT_ROBOTS_MAX_S,
	    now);
	g->host->asking--;
	engine_sift(f, g->host);
	hosts_line_up(&f->hosts, g->host, clock_monotonic_ms());
}

void
engine_finish(struct engine *f, struct transfer *t, const struct response *res,
    const struct err *e)
{
	if (t->robots_of != NULL)
		robots_done(f, t, e);
	else
		f->o->done(f->o->ctx, t->req, res, e);
	engine_give_back(f, t);
}

void
engine_drop_handle(struct engine *f, struct transfer *t)
{
	f->idle[f->nidle++] = transfer_leave(t);
}

/* 429 and 503 say how long to stay away from the host (RFC 6585 4, RFC 9110
 * 15.6.4). Of 503 without it only the page is known to be out of service. */
static void
note_hold(struct engine *f, const struct transfer *t)
{
	const struct headers *h = &t->headers;
	int64_t now = engine_now(f), wait;

	if (!headers_final(h) || (h->status != 429 && h->status != 503))
		return;
	wait =
	    http_retry_after(h->value[HEADER_RETRY_AFTER], now, LIMIT_ASKED_S);
	if (wait < 0)
		wait = h->status == 429 ? LIMIT_HOLD_DEFAULT_S : 0;
	origin_hold(&f->origins, t->origin, now, wait);
	engine_sift(f, t->origin->host);
}

static void
end_hop(struct engine *f, struct transfer *t, CURLcode rc)
{
	struct response res = { 0 };
	struct freshness fresh;
	struct err e = ERR_INIT;
	enum hop_end end;

	curl_multi_remove_handle(f->multi, t->easy);
	end = transfer_end(t, rc, &res, &e);
	if (end == HOP_ANSWER && commands_renders(t)) {
		if (commands_start(f, t, &res, &e) == 0) {
			arena_reset(&f->scratch);
			return;
		}
		end = HOP_FAILED;
	}
	engine_drop_handle(f, t);
	note_hold(f, t);
	hosts_leave(&f->hosts, t->host, clock_monotonic_ms());
	switch (end) {
	case HOP_ANSWER:
		fresh = freshness_of(&t->headers);
		res.fresh_for =
		    freshness_left(&fresh, engine_now(f), LIMIT_ASKED_S);
		engine_finish(f, t, &res, NULL);
		break;
	case HOP_FAILED:
		engine_finish(f, t, e.code == ERR_HTTP ? &res : NULL, &e);
		break;
	case HOP_ON:
		t->origin = origins_find(
		    &f->origins, &f->scratch, &t->url, engine_now(f));
		t->host = t->origin->host;
		hosts_wait(&f->hosts, t->host, t, clock_monotonic_ms());
		break;
	}
	arena_reset(&f->scratch);
}

size_t
engine_collect(struct engine *f)
{
	size_t n = 0;
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(f->multi, &left)) != NULL) {
		CURLcode rc = m->data.result;
		char *t = NULL;

		if (m->msg != CURLMSG_DONE)
			continue;
		n++;
		if (commands_take(f, m->easy_handle, rc))
			continue;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &t);
		end_hop(f, (struct transfer *)(void *)t, rc);
	}
	return n;
}
