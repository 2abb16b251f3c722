// SPDX-License-Identifier: ISC
#include "cli/visit.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "fetch/fetch.h"
#include "run/hosts.h"
#include "run/processor.h"
#include "run/source_run.h"
#include "store/store.h"

/* A visit that is under way. */
struct trip {
	struct visit *v;
	struct err *e;
	int rc;
	bool no_rules; /* the server fails to say what is allowed */
};

/* What is remembered: in the store, if there is one, and for the visit. */
struct notebook {
	struct visit *v;
	struct host_store hosts;
	struct fetch_memory stored; /* HOSTS */
	struct err unread;
};

static void
host_get(void *ctx, struct str name, struct host_memory *out)
{
	struct notebook *n = ctx;

	n->stored.host_get(n->stored.ctx, name, out);
}

/* Who looks at a page writes nothing. */
static void
host_put(void *ctx, struct str name, const struct host_memory *m)
{
	(void)ctx;
	(void)name;
	(void)m;
}

static void
robots_put(void *ctx, struct str origin, const struct robots_memory *m)
{
	struct notebook *n = ctx;
	struct visit *v = n->v;

	v->origin = arena_str(v->c->a, origin);
	v->robots = *m;
	v->robots.rules = arena_str(v->c->a, m->rules);
}

static void
robots_get(
    void *ctx, struct arena *a, struct str origin, struct robots_memory *out)
{
	struct notebook *n = ctx;

	if (str_eq(origin, n->v->origin)) {
		*out = n->v->robots;
		return;
	}
	n->stored.robots_get(n->stored.ctx, a, origin, out);
	if (out->answered > 0)
		robots_put(n, origin, out);
}

/* Without the store, or one that can be read, all is asked for. */
static struct fetch_memory
open_notebook(struct notebook *n, struct visit *v)
{
	*n = (struct notebook){ .v = v, .unread = ERR_INIT };
	if (str_empty(v->state) || store_open(arena_cstr(v->work, v->state),
				       true, &n->hosts.store, &n->unread) != 0)
		n->hosts.store = NULL;
	n->unread = ERR_INIT;
	n->hosts.failed = &n->unread;
	n->stored = host_store_memory(&n->hosts);
	return (struct fetch_memory){ n, host_get, host_put, robots_get,
		robots_put };
}

static void
on_answer(void *ctx, const struct request *req, const struct response *res,
    const struct err *failed)
{
	struct trip *t = ctx;
	struct visit *v = t->v;

	(void)req;
	if (failed == NULL) {
		v->taken = true;
		t->rc = v->take(v->ctx, res, t->e);
		return;
	}
	t->rc = -1;
	*t->e = *failed;
	/* One that asks for peace, by 503, has it. */
	t->no_rules = failed->code == ERR_HTTP && res == NULL &&
		      failed->http >= 500 && failed->http != 503;
	if (res != NULL && failed->code == ERR_HTTP)
		processor_refusal(
		    v->c->processor, v->work, v->source, res, t->e);
}

static int
ask(struct trip *t, const struct request *r, const struct fetch_memory *memory)
{
	const struct fetch_options o = { .done = on_answer,
		.ctx = t,
		.stop = t->v->c->stop,
		.now = t->v->c->now,
		.wall_ms = clock_now_ms(),
		.memory = memory };

	t->rc = 0;
	return fetch_all(r, 1, &o, t->e) != 0 ? -1 : t->rc;
}

/* `run` would not fetch the page. Who tries it is told so, and sees it. */
static void
note_refusal(struct visit *v, const struct err *e)
{
	v->refusal = arena_printf(v->c->a, "%s%s", e->msg,
	    e->code == ERR_ROBOTS ? "; `run` does not fetch it" : "");
	log_context(v->who, "fetch");
	log_line(LOG_WARN, "%.*s", STR_ARG(v->refusal));
}

static int
visit_page(struct visit *v, struct err *e)
{
	struct source_run asks = { .source = v->source };
	struct request r = source_request(&asks, v->work, v->user_agent);
	struct notebook n;
	struct fetch_memory memory = open_notebook(&n, v);
	struct trip t = { .v = v, .e = e };
	int rc;

	r.allow = v->allow;
	r.gap_ms = 0; /* robots.txt and the page are one visit */
	rc = ask(&t, &r, &memory);
	if (rc != 0 && (e->code == ERR_ROBOTS || t.no_rules)) {
		note_refusal(v, e);
		r.robots = ROBOTS_IGNORE;
		rc = ask(&t, &r, &memory);
	}
	store_close(n.hosts.store);
	return rc;
}

/* The answers to what is asked for beside the page. */
struct aside {
	const struct visit_more *more;
	size_t *place; /* of each request's URL among them */
	bool enough;
};

static void
on_more(void *ctx, const struct request *req, const struct response *res,
    const struct err *failed)
{
	struct aside *x = ctx;
	const size_t *place = req->tag;

	if (!x->enough)
		x->enough = !x->more->answer(x->more->ctx, *place, res, failed);
}

static bool
wants_more(void *ctx)
{
	const struct aside *x = ctx;

	return !x->enough;
}

void
visit_more(struct visit *v, const struct visit_more *more)
{
	struct source_run asks = { .source = v->source };
	struct request page = source_request(&asks, v->work, v->user_agent);
	struct request *r = ARENA_ARRAY(v->work, more->n, struct request);
	struct access access = v->source->approach->access;
	struct notebook n;
	struct fetch_memory memory = open_notebook(&n, v);
	struct aside x = { .more = more,
		.place = ARENA_ARRAY(v->work, more->n, size_t) };
	struct fetch_options o = { .done = on_more,
		.ctx = &x,
		.stop = v->c->stop,
		.go_on = wants_more,
		.now = v->c->now,
		.wall_ms = clock_now_ms(),
		.deadline = more->deadline,
		.memory = &memory };
	struct err unasked = ERR_INIT;

	access.post.given = false;
	page.access = &access;
	page.allow = v->allow;
	page.gap_ms = 0;
	if (more->beginning > 0) {
		page.max_size = more->beginning;
		page.plain = true;
	}
	page.named_url = v->source->url;
	page.fetch = NULL;
	page.render = NULL;
	page.robots = v->source->approach->robots;
	for (size_t i = 0; i < more->n; i++) {
		r[i] = page;
		r[i].url = more->url[i];
		x.place[i] = i;
		r[i].tag = &x.place[i];
	}
	(void)fetch_all(r, more->n, &o, &unasked);
	store_close(n.hosts.store);
}

/* A page from a file, as if it had been fetched from the source's URL. */
static int
visit_file(struct visit *v, const char *path, struct err *e)
{
	struct response res = {
		.status = 200, .url = v->source->url, .time = v->c->now
	};
	struct buf b;
	int rc;

	buf_init(&b, v->source->max_size);
	rc = strcmp(path, "-") == 0
		 ? fd_read_all(STDIN_FILENO, "standard input", &b, e)
		 : file_read(AT_FDCWD, path, &b, e);
	res.body = arena_str(v->work, buf_str(&b));
	buf_release(&b);
	if (rc != 0)
		return -1;
	v->taken = true;
	return v->take(v->ctx, &res, e);
}

int
visit(struct visit *v, struct err *e)
{
	v->refusal = v->origin = STR_NULL;
	v->robots = (struct robots_memory){ .rules = STR_NULL };
	v->taken = false;
	return cli_has(v->c, OPT_FILE) ? visit_file(v, v->c->value[OPT_FILE], e)
				       : visit_page(v, e);
}
