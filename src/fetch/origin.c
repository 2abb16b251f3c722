// SPDX-License-Identifier: ISC
#include "fetch/origin.h"

#include "fetch/domain.h"
#include "fetch/status.h"
#include "model/limits.h"

/* Whose rules in robots.txt are ours, whatever the User-Agent header says. */
#define PRODUCT STR("coranto")

void
origins_init(struct origins *o, struct hosts *hs,
    const struct fetch_memory *memory, int64_t wall_ms, int64_t mono_ms)
{
	*o = (struct origins){ .hosts = hs,
		.names = { .arena = &hs->arena },
		.holds = { .arena = &hs->arena },
		.memory = memory,
		.wall_ms = wall_ms,
		.mono_ms = mono_ms };
}

void
origins_release(struct origins *o)
{
	registry_release(&o->names);
	registry_release(&o->holds);
}

/* --- What is remembered -------------------------------------------------- */

static struct host_memory
host_memory(struct origins *o, struct str name)
{
	struct host_memory m = { 0 };

	if (o->memory != NULL)
		o->memory->host_get(o->memory->ctx, name, &m);
	return m;
}

static struct hold *
find_hold(struct origins *o, struct str name, int64_t now)
{
	bool made;
	struct hold *h = registry_find(&o->holds, name, sizeof(*h), &made);

	if (made) {
		struct host_memory m = host_memory(o, name);

		h->until = host_held_until(&m, now);
	}
	return h;
}

/* The pause that a run before this one began. A time to come is none: the
 * clock was put back. */
static struct host *
find_host(struct origins *o, struct str owner)
{
	bool made;
	struct host *h = hosts_find(o->hosts, owner, &made);
	int64_t contact;

	if (!made)
		return h;
	contact = host_memory(o, owner).contact_ms;
	if (contact > 0 && contact <= o->wall_ms) {
		h->met = true;
		h->ended = o->mono_ms - (o->wall_ms - contact);
	}
	return h;
}

/* The rules are in force: they may ask for a longer pause, too. */
static void
take_rules(struct origin *g)
{
	g->state = ROBOTS_KNOWN;
	if (g->rules.delay_ms > g->host->delay_ms)
		g->host->delay_ms = g->rules.delay_ms;
}

static void
remember(struct origins *o, struct origin *g, int64_t now)
{
	struct robots_memory *m = &g->memory;
	int64_t most = LIMIT_ROBOTS_MAX_S;

	m->rules = STR_NULL;
	if (o->memory != NULL)
		o->memory->robots_get(
		    o->memory->ctx, &o->hosts->arena, g->key, m);
	robots_read(&o->hosts->arena, m->rules, &g->rules);
	if (m->silent_since != 0)
		most = LIMIT_ASKED_S + LIMIT_ROBOTS_RETRY_S;
	/* Kept for longer than it may be: the clock was put back. */
	if (m->expires > now && m->expires <= now + most)
		take_rules(g);
}

struct origin *
origins_find(
    struct origins *o, struct arena *scratch, const struct url *u, int64_t now)
{
	bool made;
	struct origin *g =
	    registry_find(&o->names, url_origin(scratch, u), sizeof(*g), &made);

	if (!made)
		return g;
	g->host = find_host(o, domain_operator(scratch, u));
	g->hold = find_hold(o, domain_host(scratch, u), now);
	remember(o, g, now);
	return g;
}

void
origins_keep_contacts(struct origins *o, int64_t mono_ms, int64_t gap_ms)
{
	for (const struct host *h = o->hosts->all;
	     h != NULL && o->memory != NULL; h = h->next) {
		int64_t gap = gap_ms > h->delay_ms ? gap_ms : h->delay_ms;
		struct host_memory m;

		if (!h->met || h->ended + gap <= mono_ms)
			continue;
		m = host_memory(o, h->key);
		m.contact_ms = o->wall_ms + (h->ended - o->mono_ms);
		o->memory->host_put(o->memory->ctx, h->key, &m);
	}
}

void
origin_hold(struct origins *o, struct origin *g, int64_t now, int64_t seconds)
{
	struct host_memory m;

	if (seconds <= 0 || now + seconds <= g->hold->until)
		return;
	g->hold->until = now + seconds;
	if (o->memory == NULL)
		return;
	m = host_memory(o, g->hold->key);
	m.not_before = g->hold->until;
	o->memory->host_put(o->memory->ctx, g->hold->key, &m);
}

/* --- robots.txt ---------------------------------------------------------- */

const struct request *
origin_ask(struct origins *o, struct origin *g, const struct request *req)
{
	struct request *r = ARENA_NEW(&o->hosts->arena, struct request);
	struct access *how = ARENA_NEW(&o->hosts->arena, struct access);

	if (req->access != NULL)
		*how = *req->access;
	how->auth = (struct auth){ .user = STR_NULL };
	how->cookies = (struct cookies){ .text = STR_NULL };
	how->post = (struct post){ .given = false };
	*r = *req;
	r->access = how;
	/* A page may lead to a server that is not the named one. */
	if (str_empty(req->named_url))
		r->named_url = arena_str(&o->hosts->arena, req->url);
	r->url =
	    arena_printf(&o->hosts->arena, "%.*s/robots.txt", STR_ARG(g->key));
	r->headers = NULL;
	r->nheaders = 0;
	r->validators = (struct validators){ STR_NULL, STR_NULL };
	r->validated_url = STR_NULL;
	r->max_size = LIMIT_ROBOTS;
	r->plain = true;
	g->state = ROBOTS_ASKED;
	return r;
}

/* True when the answer means that there is no robots.txt, so that everything
 * is allowed (RFC 9309 2.3.1.2, 2.3.1.3). 429 is about the asking. */
static bool
is_none(const struct transfer *t)
{
	int status = t->headers.status;

	return !t->broken &&
	       (status_is_redirect(status) ||
		   (status >= 400 && status <= 499 && status != 429));
}

static void
learn(struct origins *o, struct origin *g, struct str text, int64_t fresh,
    int64_t now)
{
	static const struct robots_limits most = { .rules = LIMIT_ROBOTS_RULES,
		.sitemaps = LIMIT_OFFERS,
		.delay_ms = LIMIT_CRAWL_DELAY_MS };
	struct arena *a = &o->hosts->arena;
	struct robots_memory *m = &g->memory;
	struct buf b;

	robots_parse(a, text, PRODUCT, &most, &g->rules);
	buf_init(&b, LIMIT_ROBOTS_KEPT);
	robots_write(&b, &g->rules);
	m->rules = arena_str(a, buf_str(&b));
	buf_release(&b);
	if (fresh < LIMIT_ROBOTS_MIN_S)
		fresh = LIMIT_ROBOTS_MIN_S;
	m->expires =
	    now + (fresh < LIMIT_ROBOTS_MAX_S ? fresh : LIMIT_ROBOTS_MAX_S);
	m->answered = now;
	m->silent_since = 0;
	take_rules(g);
}

/*
 * When a robots.txt that has been silent for SILENCE is asked for again. Not
 * before pages have had their turn: each answer to it may hold the host.
 */
static int64_t
ask_again(const struct origin *g, int64_t silence, int64_t now)
{
	if (silence < LIMIT_ROBOTS_MIN_S)
		silence = LIMIT_ROBOTS_MIN_S;
	if (silence > LIMIT_ROBOTS_RETRY_S)
		silence = LIMIT_ROBOTS_RETRY_S;
	return (g->hold->until > now ? g->hold->until : now) + silence;
}

/* 2.3.1.4: nothing may be read but by the rules of before, if there are any;
 * after a long time silence says that there are none. Returns whether that is
 * so. */
static bool
does_without(struct origin *g, int64_t now)
{
	struct robots_memory *m = &g->memory;

	if (m->silent_since == 0 || m->silent_since > now)
		m->silent_since = now;
	m->expires = 0;
	if (m->answered == 0 && now - m->silent_since < LIMIT_ROBOTS_SILENT_S)
		return false;
	m->expires = ask_again(g, now - m->silent_since, now);
	take_rules(g);
	return true;
}

/* There was no answer to T. */
static void
note_unheard(struct origins *o, struct origin *g, struct arena *scratch,
    const struct transfer *t, const struct err *failed)
{
	struct unheard *u = ARENA_NEW(&o->hosts->arena, struct unheard);

	u->way = way_of(scratch, t->req, g->key);
	u->why = *failed;
	err_in(&u->why, "robots.txt");
	u->next = g->unheard;
	g->unheard = u;
	g->state = ROBOTS_UNKNOWN;
}

/* Did T end before it came to the server G, by what its source says or leaves
 * out? Where a redirect of G leads to is what G says. */
static bool
is_own_fault(const struct transfer *t, const struct origin *g)
{
	return t->own_fault && t->origin == g;
}

void
origin_put_off(struct origin *g, const struct hold *led_to)
{
	if (g->memory.answered > 0) {
		take_rules(g);
		return;
	}
	g->state = ROBOTS_HELD;
	g->led_to = led_to;
}

/* FAILED, with what to do about it. In A. */
static const struct err *
silent_because(struct arena *a, const struct err *failed)
{
	struct err *e = ARENA_NEW(a, struct err);

	*e = *failed;
	if (failed->code != ERR_HTTP) {
		err_in(e, "robots.txt");
		return e;
	}
	err_set(e, failed->code,
	    "robots.txt: %s; `run` waits for it, unless with `robots: ignore`",
	    failed->msg);
	e->http = failed->http;
	e->reach = failed->reach;
	e->retry = failed->retry;
	return e;
}

void
origin_answered(struct origins *o, struct origin *g, struct arena *scratch,
    const struct transfer *t, const struct err *failed, int64_t fresh,
    int64_t now)
{
	if (failed == NULL) {
		learn(o, g, buf_str(&t->body), fresh, now);
	} else if (is_none(t)) {
		learn(o, g, STR_NULL, fresh, now);
	} else if (is_own_fault(t, g)) {
		note_unheard(o, g, scratch, t, failed);
		return;
	} else if (!does_without(g, now)) {
		if (failed->code == ERR_NET) {
			note_unheard(o, g, scratch, t, failed);
		} else {
			g->state = ROBOTS_SILENT;
			g->why = silent_because(&o->hosts->arena, failed);
		}
	}
	if (o->memory != NULL)
		o->memory->robots_put(o->memory->ctx, g->key, &g->memory);
}

bool
origin_minds_way(const struct origin *g)
{
	return g->state == ROBOTS_UNKNOWN && g->unheard != NULL;
}

/* Why nothing of G may be read by REQ, or NULL. */
static const struct err *
silence(
    const struct origin *g, struct arena *scratch, const struct request *req)
{
	const struct unheard *u = g->unheard;
	struct way way;

	if (g->state == ROBOTS_SILENT)
		return g->why;
	if (!origin_minds_way(g))
		return NULL;
	way = way_of(scratch, req, g->key);
	while (u != NULL && !way_same(&u->way, &way))
		u = u->next;
	return u == NULL ? NULL : &u->why;
}

bool
origin_wants_robots(
    const struct origin *g, struct arena *scratch, const struct request *req)
{
	return req->robots == ROBOTS_OBEY && g->state == ROBOTS_UNKNOWN &&
	       silence(g, scratch, req) == NULL;
}

int
origin_judge(const struct origin *g, struct arena *scratch,
    const struct request *req, const struct url *u, struct err *e)
{
	const struct err *why = silence(g, scratch, req);
	const struct robots_rule *x;

	if (why != NULL) {
		*e = *why;
		return -1;
	}
	if (g->state != ROBOTS_KNOWN)
		return 0;
	x = robots_find(&g->rules, robots_target(scratch, u));
	if (x == NULL || x->allow)
		return 0;
	return err_set(e, ERR_ROBOTS,
	    "robots.txt of %.*s does not allow this page (line %u: Disallow: "
	    "%.*s)",
	    u->host.len > 80 ? 80 : (int)u->host.len, u->host.p,
	    (unsigned)x->line, x->path.len > 80 ? 80 : (int)x->path.len,
	    x->path.p);
}
