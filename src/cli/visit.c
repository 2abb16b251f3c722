// SPDX-License-Identifier: ISC
#include "cli/visit.h"

#include <fcntl.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "fetch/fetch.h"
#include "run/hosts.h"
#include "run/process.h"
#include "run/source_run.h"
#include "store/store.h"

/* A visit that is under way. */
struct trip {
	struct visit *v;
	struct err *e;
	int rc;
};

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
	if (res != NULL && failed->code == ERR_HTTP)
		process_refusal(v->work, v->source, res, t->e);
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
	v->refusal =
	    arena_printf(v->c->a, "%s; `run` does not fetch it", e->msg);
	log_context(v->source->id, "fetch");
	log_line(LOG_WARN, "%.*s", STR_ARG(v->refusal));
}

static int
visit_page(struct visit *v, struct err *e)
{
	struct source_run asks = { .source = v->source };
	struct request r = source_request(&asks, v->work, v->user_agent);
	struct err unread = ERR_INIT;
	struct host_store hosts = { .failed = &unread };
	struct fetch_memory memory = host_store_memory(&hosts);
	struct trip t = { .v = v, .e = e };
	int rc;

	r.allow = v->allow;
	r.gap_ms = 0; /* robots.txt and the page are one visit */
	/* Without the store, or one that can be read, all is asked for. */
	if (str_empty(v->state) || store_open(arena_cstr(v->work, v->state),
				       true, &hosts.store, &unread) != 0)
		hosts.store = NULL;
	unread = ERR_INIT;
	rc = ask(&t, &r, &memory);
	if (rc != 0 && e->code == ERR_ROBOTS) {
		note_refusal(v, e);
		r.robots = ROBOTS_IGNORE;
		rc = ask(&t, &r, &memory);
	}
	store_close(hosts.store);
	return rc;
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
	rc = file_read(AT_FDCWD, path, &b, e);
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
	v->refusal = STR_NULL;
	v->taken = false;
	return cli_has(v->c, OPT_FILE) ? visit_file(v, v->c->value[OPT_FILE], e)
				       : visit_page(v, e);
}
