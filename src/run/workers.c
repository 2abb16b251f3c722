// SPDX-License-Identifier: ISC
#include "run/workers.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/limits.h"
#include "run/call_record.h"
#include "run/guard.h"
#include "run/worker.h"
#include "run/workers_priv.h"

/* --- Tasks --------------------------------------------------------------- */

static size_t
zone_number(struct workers *w, const struct zone *z)
{
	const struct zone_times *known;
	struct zone_times x;

	if (z->fixed || z->name[0] == '\0')
		return 0;
	known = zone_book_find(&w->zones, z->name);
	if (known == NULL) {
		x = zone_times_make(&w->keep, z);
		zone_book_add(&w->zones, &w->keep, &x);
		return w->zones.n;
	}
	return (size_t)(known - w->zones.v) + 1;
}

static int
make_task(struct workers *w, struct task *t, const struct call *c,
    struct body *body, struct err *e)
{
	*t = (struct task){ .body = body, .failed = ERR_INIT };
	buf_init(&t->call, LIMIT_ANSWER);
	buf_init(&t->answer, LIMIT_ANSWER);
	t->zones = zone_number(w, c->src->zone);
	if (call_write(&t->call, c) == 0)
		return 0;
	buf_release(&t->call);
	return err_set(e, ERR_LIMIT, "the rules are too long");
}

int
workers_give(struct workers *w, struct task *t, const struct call *c,
    struct body *body, struct err *e)
{
	if (make_task(w, t, c, body, e) != 0)
		return -1;
	pool_line_up(w, t, false);
	pool_give_out(w);
	return 0;
}

void
workers_drop(struct workers *w, struct task *t)
{
	struct task **at = &w->first, *before = NULL;

	if (t->state == TASK_WAITS)
		while (*at != NULL && *at != t) {
			before = *at;
			at = &before->next;
		}
	if (t->state == TASK_WAITS && *at == t) {
		*at = t->next;
		if (w->last == t)
			w->last = before;
	}
	for (size_t i = 0; i < w->there && t->state == TASK_ASKED; i++)
		if (w->v[i].task == t) {
			w->v[i].task = NULL;
			(void)pool_remove(w, &w->v[i]);
			break;
		}
	buf_release(&t->call);
	buf_release(&t->answer);
}

size_t
workers_fds(const struct workers *w, struct pollfd *out, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < w->there && n < max; i++)
		if (w->v[i].task != NULL)
			out[n++] = (struct pollfd){ w->v[i].fd, POLLIN, 0 };
	return n;
}

/* --- The processor ------------------------------------------------------- */

/* What came of a task, on its way into A. */
struct taking {
	struct arena *a;
	const struct call *call;
	const struct task *task;
	struct reply *out;
};

static int
take(void *ctx, struct err *e)
{
	struct taking *t = ctx;

	return reply_read(t->a, t->call, buf_str(&t->task->answer), t->out, e);
}

/* Who told nonsense is not asked again, and what it was asked meanwhile is
 * asked of another. */
static void
dismiss(struct workers *w, pid_t pid)
{
	for (size_t i = 0; i < w->there; i++) {
		struct task *t = w->v[i].task;

		if (w->v[i].pid != pid)
			continue;
		(void)pool_remove(w, &w->v[i]);
		if (t != NULL)
			pool_line_up(w, t, true);
		/* Who waits for tasks waits for processes that have one. */
		pool_give_out(w);
		return;
	}
}

static int
read_answer(struct workers *w, struct arena *a, const struct call *c,
    const struct task *t, struct reply *out, struct err *e)
{
	struct taking k = { a, c, t, out };
	int rc;

	if (t->failed.code != ERR_NONE) {
		*e = t->failed;
		return -1;
	}
	rc = guard(a, take, &k, e);
	if (rc != 0 && e->code == ERR_READER)
		dismiss(w, t->pid);
	return rc;
}

/* Ask a process and wait. OWN is for a body that is nowhere yet. */
static int
ask(struct workers *w, struct arena *a, const struct call *c, struct task *t,
    struct body *own, struct reply *out, struct err *e)
{
	int rc;

	/* The body of a task that is done is where it has to be. */
	if (w->ready != NULL && w->ready->body != NULL &&
	    w->ready->body->bytes.p == c->res->body.p)
		t->body = w->ready->body;
	else if (body_make(own, c->res->body, e) == 0)
		t->body = own;
	else
		return -1;
	pool_line_up(w, t, true);
	while (t->state != TASK_DONE)
		workers_step(w, WORKERS_WAIT_MS);
	rc = read_answer(w, a, c, t, out, e);
	body_release(own);
	return rc;
}

static int
answer(void *ctx, struct arena *a, const struct call *c, struct reply *out,
    struct err *e)
{
	struct workers *w = ctx;
	struct body own = { .fd = -1, .bytes = STR_NULL };
	struct task t;
	int rc;

	*out = (struct reply){ .page = { .charset = "", .stage = "decode" } };
	out->article.rule = out->survey.title = STR_NULL;
	if (make_task(w, &t, c, NULL, e) != 0)
		return -1;
	if (w->ready != NULL &&
	    str_eq(buf_str(&t.call), buf_str(&w->ready->call)))
		rc = read_answer(w, a, c, w->ready, out, e);
	else
		rc = ask(w, a, c, &t, &own, out, e);
	workers_drop(w, &t);
	return rc;
}

struct workers *
workers_start_as(size_t n, char **argv, forker_child child, struct err *e)
{
	struct workers *w = mem_alloc(1, sizeof(*w));

	if (forker_start(&w->forker, argv, worker_ready, child, e) != 0) {
		free(w);
		return NULL;
	}
	w->processor = (struct processor){ .answer = answer, .ctx = w };
	w->n = n < LIMIT_WORKERS_MAX ? n : LIMIT_WORKERS_MAX;
	w->v = mem_alloc(w->n, sizeof(*w->v));
	w->memory = LIMIT_MEMORY;
	w->call_ms = LIMIT_CALL_S * 1000;
	arena_init(&w->keep, SIZE_MAX);
	return w;
}

struct workers *
workers_start(size_t n, char **argv, struct err *e)
{
	return workers_start_as(n, argv, worker_main, e);
}

void
workers_rest(struct workers *w)
{
	while (w != NULL && w->there > 0)
		(void)pool_remove(w, &w->v[w->there - 1]);
}

void
workers_limit(struct workers *w, size_t memory)
{
	if (w->memory != memory)
		workers_rest(w);
	w->memory = memory;
}

void
workers_stop(struct workers *w)
{
	if (w == NULL)
		return;
	workers_rest(w);
	forker_stop(&w->forker);
	arena_release(&w->keep);
	free(w->v);
	free(w);
}

int
workers_shut_in(struct workers *w, struct sandbox *out, struct err *e)
{
	struct worker *x = w->there > 0 ? &w->v[0] : pool_add(w, e);

	if (x == NULL)
		return -1;
	if (pipe_hello(x, w->call_ms) != 0) {
		pool_tell_end(w, pool_remove(w, x), e);
		return -1;
	}
	*out = x->shut;
	return 0;
}
