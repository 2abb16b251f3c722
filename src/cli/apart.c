// SPDX-License-Identifier: ISC
#include "cli/apart.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "run/workers.h"
#include "schedule/schedule.h"

/* How long it looks away from a signal that came between two calls. */
#define LOOK_MS 250

/* What is written between them: that it lives, and at its end what came of it. */
enum kind { LIVES, CAME };
struct word {
	enum kind kind;
	int rc;
	struct err e;
	struct run_report report;
	int64_t due;
};

/* --- The one that runs ---------------------------------------------------- */

static void
tell(int fd, const struct word *w)
{
	/* Nobody to tell means that it is about to be killed. */
	(void)fd_write_all(fd, str_n((const char *)w, sizeof(*w)));
}

static void
lives(void *ctx)
{
	struct word w;

	memset(&w, 0, sizeof(w));
	w.kind = LIVES;
	tell(*(const int *)ctx, &w);
}

static int64_t
first_due(const struct run_report *r)
{
	int64_t due = DUE_NEVER;

	for (size_t i = 0; i < r->n; i++)
		if (r->source[i].next_due < due)
			due = r->source[i].next_due;
	return due;
}

static void
run_here(const struct config *c, const struct run_options *given, int fd)
{
	struct run_options o = *given;
	struct word w;
	struct arena a;

	memset(&w, 0, sizeof(w));
	w.kind = CAME;
	w.e = ERR_INIT;
	arena_init(&a, SIZE_MAX);
	o.alive = lives;
	o.alive_ctx = &fd;
	w.rc = run(&a, c, &o, &w.report, &w.e);
	if (w.rc == 0)
		w.due = first_due(&w.report);
	/* What is in this memory is nothing to the other. */
	w.report.source = NULL;
	w.report.merged = NULL;
	w.report.rebuilt = NULL;
	w.e.file = NULL;
	workers_rest(o.workers);
	arena_release(&a);
	tell(fd, &w);
}

/* --- The one that waits ---------------------------------------------------- */

/* Read what is told until the end; 0 when it was told what came of it. */
static int
listen_to(int fd, pid_t pid, const struct run_options *o, struct word *w)
{
	bool asked = false;

	for (;;) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		ssize_t n = 0;

		if (!asked && *o->stop != 0)
			asked = kill(pid, SIGTERM) == 0;
		if (poll(&p, 1, LOOK_MS) <= 0)
			continue;
		/* At most PIPE_BUF bytes: they come whole or not at all. */
		n = read(fd, w, sizeof(*w));
		if (n < 0 && errno == EINTR)
			continue;
		if (n != (ssize_t)sizeof(*w))
			return -1;
		if (w->kind == CAME)
			return 0;
		if (o->alive != NULL)
			o->alive(o->alive_ctx);
	}
}

static int
wait_for(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

int
apart_run(const struct config *c, const struct run_options *o,
    struct run_report *out, int64_t *due, struct err *e)
{
	pid_t self = getpid(), pid;
	struct word w;
	int fd[2], status, rc;

	if (pipe2(fd, O_CLOEXEC) != 0)
		return err_sys(e, ERR_SYSTEM, errno, "no run can be made");
	pid = fork();
	if (pid == 0) {
		close(fd[0]);
		if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == self)
			run_here(c, o, fd[1]);
		_exit(0);
	}
	close(fd[1]);
	rc = pid < 0 ? err_sys(e, ERR_SYSTEM, errno, "no run can be made")
		     : listen_to(fd[0], pid, o, &w);
	close(fd[0]);
	if (pid < 0)
		return rc;
	status = wait_for(pid);
	if (rc != 0) {
		/* It exits by itself when there is no memory left. */
		err_set(e, ERR_SYSTEM, "a run ended %s %d",
		    WIFSIGNALED(status) ? "by signal" : "with status",
		    WIFSIGNALED(status) ? WTERMSIG(status)
					: WEXITSTATUS(status));
		e->retry = RETRY_SOON;
		return -1;
	}
	*out = w.report;
	*due = w.due;
	if (w.rc != 0)
		*e = w.e;
	return w.rc;
}
