// SPDX-License-Identifier: ISC
#include "run/workers_priv.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "model/limits.h"
#include "run/call_record.h"
#include "run/worker.h"

/* --- Life and death ------------------------------------------------------ */

void
pool_tell_end(const struct workers *w, int status, struct err *e)
{
	if (status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 3)
		err_set(e, ERR_LIMIT,
		    "reading the page takes more than %zu MiB of memory",
		    w->memory >> 20);
	else if (status != -1 && WIFSIGNALED(status) &&
		 WTERMSIG(status) == SIGXCPU)
		err_set(e, ERR_LIMIT,
		    "reading the page takes more time of the processor than "
		    "it may");
	else if (status != -1 && WIFSIGNALED(status))
		err_set(e, ERR_READER,
		    "the process that read the page crashed (%s)",
		    sigdescr_np(WTERMSIG(status)));
	else if (status != -1 && WEXITSTATUS(status) == WORKER_NOT_SHUT_IN)
		err_set(e, ERR_READER,
		    "the process that was to read the page could not be shut "
		    "in");
	else
		err_set(e, ERR_READER, "the process that read the page ended");
}

static void
end_task(struct task *t, const struct err *why)
{
	t->state = TASK_DONE;
	t->failed = *why;
	buf_release(&t->answer);
}

int
pool_remove(struct workers *w, struct worker *x)
{
	int status = forker_end(&w->forker, x->pid);

	close(x->fd);
	buf_release(&x->in);
	*x = w->v[--w->there];
	return status;
}

/* X ended, or cannot be talked with. What it was asked is asked of another, or
 * has failed for WHY, or as its end tells (NULL). */
static void
lose_worker(struct workers *w, struct worker *x, const struct err *why)
{
	struct task *t = x->task;
	bool spoilt = x->served > 0;
	int status = pool_remove(w, x);
	struct err told;

	if (t == NULL)
		return;
	/* A page that was read before may be to blame. */
	if (spoilt && !t->again) {
		t->again = true;
		pool_line_up(w, t, true);
		return;
	}
	if (why == NULL)
		pool_tell_end(w, status, &told);
	end_task(t, why == NULL ? &told : why);
}

struct worker *
pool_add(struct workers *w, struct err *e)
{
	struct worker *x = &w->v[w->there];

	*x = (struct worker){ .fd = -1 };
	if (forker_fork(&w->forker, w->memory, &x->pid, &x->fd, e) != 0)
		return NULL;
	buf_init(&x->in, LIMIT_ANSWER);
	w->there++;
	return x;
}

/* --- Tasks --------------------------------------------------------------- */

void
pool_line_up(struct workers *w, struct task *t, bool at_once)
{
	t->state = TASK_WAITS;
	t->next = NULL;
	if (w->first == NULL) {
		w->first = w->last = t;
	} else if (at_once) {
		t->next = w->first;
		w->first = t;
	} else {
		w->last->next = t;
		w->last = t;
	}
}

static struct task *
next_task(struct workers *w)
{
	struct task *t = w->first;

	w->first = t->next;
	if (w->first == NULL)
		w->last = NULL;
	return t;
}

static struct worker *
idle_worker(struct workers *w)
{
	for (size_t i = 0; i < w->there; i++)
		if (w->v[i].task == NULL)
			return &w->v[i];
	return NULL;
}

/* Give T to X, with the zones that X was not told yet. */
static void
hand_over(struct workers *w, struct worker *x, struct task *t)
{
	int64_t now = clock_monotonic_ms();
	struct buf zones;

	buf_init(&zones, LIMIT_ANSWER);
	while (x->zones < t->zones)
		(void)call_write_zone(&zones, &w->zones.v[x->zones++]);
	x->task = t;
	x->since = now;
	x->until = now + w->call_ms;
	t->state = TASK_ASKED;
	t->pid = x->pid;
	if (pipe_send(x, &zones, &t->call, t->body) != 0)
		lose_worker(w, x, NULL);
	buf_release(&zones);
}

void
pool_give_out(struct workers *w)
{
	struct err e;

	while (w->first != NULL) {
		struct worker *x = idle_worker(w);

		if (x == NULL && w->there == w->n)
			return;
		if (x == NULL)
			x = pool_add(w, &e);
		if (x != NULL)
			hand_over(w, x, next_task(w));
		else if (w->there > 0)
			return; /* those that are there have to do */
		else
			end_task(next_task(w), &e);
	}
}

/* X has answered. One that has worked for long gives way to another, before
 * its limit of time is spent. */
static void
take_answer(struct workers *w, struct worker *x)
{
	struct task *t = x->task;

	x->busy += clock_monotonic_ms() - x->since;
	x->served++;
	x->task = NULL;
	t->state = TASK_DONE;
	buf_release(&t->answer);
	t->answer = x->in;
	buf_init(&x->in, LIMIT_ANSWER);
	if (x->busy > LIMIT_WORKER_BUSY_S * INT64_C(1000))
		(void)pool_remove(w, x);
}

/* Once, and not as a warning: nobody could do anything about it each time. */
static void
tell_missing(struct workers *w, const struct sandbox *s)
{
	if (w->told)
		return;
	w->told = true;
	if (!s->seccomp || s->landlock == 0)
		log_line(LOG_INFO,
		    "pages are read without %s%s%s, which this kernel has not",
		    s->seccomp ? "" : "seccomp",
		    !s->seccomp && s->landlock == 0 ? " and " : "",
		    s->landlock == 0 ? "Landlock" : "");
}

static void
look_at(struct workers *w, struct worker *x)
{
	struct err why;

	enum pipe_news news = pipe_read(x);

	if (x->greeted)
		tell_missing(w, &x->shut);
	switch (news) {
	case PIPE_MORE:
		break;
	case PIPE_WHOLE:
		take_answer(w, x);
		break;
	case PIPE_NONSENSE:
		err_set(&why, ERR_READER,
		    "the process that read the page answered what cannot be");
		lose_worker(w, x, &why);
		break;
	case PIPE_END:
		lose_worker(w, x, NULL);
		break;
	}
}

static void
mind_time(struct workers *w, struct worker *x, int64_t now)
{
	struct err why;

	if (x->task == NULL || now < x->until)
		return;
	err_set(&why, ERR_LIMIT, "reading the page takes more than %d seconds",
	    w->call_ms / 1000);
	/* Once is enough. */
	x->task->again = true;
	lose_worker(w, x, &why);
}

/* How long to wait at most: MS, or until one has had its time. */
static int
wait_ms(struct workers *w, int ms)
{
	int64_t now = clock_monotonic_ms(), until = now + ms;
	bool stopped = w->stop != NULL && *w->stop != 0;

	for (size_t i = 0; i < w->there; i++) {
		struct worker *x = &w->v[i];

		if (x->task == NULL)
			continue;
		if (stopped && x->until > now + LIMIT_CALL_STOP_MS)
			x->until = now + LIMIT_CALL_STOP_MS;
		if (x->until < until)
			until = x->until;
	}
	return until > now ? (int)(until - now) : 0;
}

void
workers_step(struct workers *w, int ms)
{
	struct pollfd fds[LIMIT_WORKERS_MAX];
	size_t n;
	int64_t now;

	if (w->alive != NULL)
		w->alive(w->alive_ctx);
	pool_give_out(w);
	n = w->there;
	for (size_t i = 0; i < n; i++)
		fds[i] = (struct pollfd){ w->v[i].fd, POLLIN, 0 };
	if (poll(fds, n, wait_ms(w, ms)) < 0 && errno != EINTR)
		return;
	now = clock_monotonic_ms();
	/* From the last: who goes is replaced by one that was looked at. */
	for (size_t i = n; i-- > 0;) {
		if (fds[i].revents != 0)
			look_at(w, &w->v[i]);
		else
			mind_time(w, &w->v[i], now);
	}
	pool_give_out(w);
}
