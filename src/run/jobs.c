// SPDX-License-Identifier: ISC
#include "run/jobs.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/limits.h"

struct job {
	const struct request *req;
	struct response res;
	struct err failed;
	bool has_res;
	struct body body;
	struct arena arena; /* of texts of RES, and of what is asked */
	struct task task;
	bool asked;
	struct job *next;
};

/* What RES holds outlives the answer. The body goes where it can be read by
 * others; where that cannot be it stays here, and who asks hears of it. */
static void
keep_response(struct job *j, const struct response *res)
{
	struct response *own = &j->res;
	struct str *const text[] = { &own->url, &own->content_type,
		&own->content_encoding, &own->content_language,
		&own->retry_after, &own->server, &own->challenge, &own->cookies,
		&own->validators.etag, &own->validators.last_modified,
		&own->permanent_url };
	struct err e;

	*own = *res;
	j->has_res = true;
	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		*text[i] = arena_str(&j->arena, *text[i]);
	if (body_make(&j->body, res->body, &e) == 0)
		own->body = j->body.bytes;
	else
		own->body = arena_str(&j->arena, res->body);
}

static void
release(struct jobs *q, struct job *j)
{
	if (j->asked)
		workers_drop(q->workers, &j->task);
	body_release(&j->body);
	arena_release(&j->arena);
	free(j);
}

static struct job *
take_first(struct jobs *q)
{
	struct job *j = q->first;

	q->first = j->next;
	if (q->first == NULL)
		q->last = NULL;
	q->n--;
	q->bytes -= j->res.body.len;
	return j;
}

static const struct err *
failure(const struct job *j)
{
	return j->failed.code == ERR_NONE ? NULL : &j->failed;
}

static bool
is_done(const struct job *j)
{
	return !j->asked || j->task.state == TASK_DONE;
}

static void
settle_first(struct jobs *q)
{
	struct job *j = take_first(q);

	q->workers->ready = j->asked ? &j->task : NULL;
	q->settle(q->ctx, j->req, j->has_res ? &j->res : NULL, failure(j));
	q->workers->ready = NULL;
	release(q, j);
}

static bool
is_full(const struct jobs *q)
{
	return q->n > LIMIT_JOBS * q->workers->n || q->bytes > LIMIT_JOBS_BYTES;
}

void
jobs_settle(struct jobs *q)
{
	if (q->first == NULL)
		return;
	workers_step(q->workers, 0);
	while (q->first != NULL && is_done(q->first))
		settle_first(q);
}

/* Ask for what it will most likely begin with. Of a body that nobody else can
 * read nothing is asked: an empty one is another page. */
static void
ask(struct jobs *q, struct job *j)
{
	bool readable = j->res.body.len == 0 || j->body.fd >= 0;
	struct call c;
	struct err unasked;

	if (q->guess(q->ctx, &j->arena, j->req, j->has_res ? &j->res : NULL,
		failure(j), &c) &&
	    readable)
		j->asked = workers_give(q->workers, &j->task, &c, &j->body,
			       &unasked) == 0;
}

void
jobs_add(struct jobs *q, const struct request *req, const struct response *res,
    const struct err *failed)
{
	struct job *j;

	if (q->workers == NULL) {
		q->settle(q->ctx, req, res, failed);
		return;
	}
	j = mem_alloc(1, sizeof(*j));
	j->req = req;
	j->failed = failed == NULL ? ERR_INIT : *failed;
	j->body.fd = -1;
	j->body.bytes = j->res.body = STR_NULL;
	arena_init(&j->arena, SIZE_MAX);
	if (res != NULL)
		keep_response(j, res);
	if (q->last == NULL)
		q->first = j;
	else
		q->last->next = j;
	q->last = j;
	q->n++;
	q->bytes += j->res.body.len;
	ask(q, j);
	jobs_settle(q);
	while (is_full(q)) {
		while (!is_done(q->first))
			workers_step(q->workers, WORKERS_WAIT_MS);
		settle_first(q);
	}
}

size_t
jobs_under_way(const struct jobs *q, struct pollfd *fds, size_t max)
{
	return q->first == NULL ? 0 : workers_fds(q->workers, fds, max);
}

void
jobs_drop(struct jobs *q)
{
	while (q->first != NULL)
		release(q, take_first(q));
}
