// SPDX-License-Identifier: ISC
#include "fetch/child.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/close_range.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "fetch/failure.h"

/* Bytes of one read, and reads of one step: others wait for theirs. */
#define CHUNK (64 << 10)
#define CHUNKS 16

/* --- The start ----------------------------------------------------------- */

const char *
child_find(struct arena *a, const char *path, struct str name)
{
	struct str all = str_c(path);

	for (size_t at = 0; at <= all.len;) {
		size_t end = str_chr(all, ':', at);
		struct str dir;
		const char *file;

		if (end == STR_NONE)
			end = all.len;
		dir = str_sub(all, at, end - at);
		at = end + 1;
		if (!str_starts(dir, STR("/")))
			continue;
		file = arena_cstr(a,
		    arena_concat(a, (struct str[]){ dir, STR("/"), name }, 3));
		if (access(file, X_OK) == 0)
			return file;
	}
	return NULL;
}

struct pipes {
	int out[2], said[2], failed[2], null;
};

static void
close_one(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
pipes_close(struct pipes *p)
{
	int *all[] = { &p->out[0], &p->out[1], &p->said[0], &p->said[1],
		&p->failed[0], &p->failed[1], &p->null };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		close_one(all[i]);
}

/* The ends that are read never block, those of the program do. */
static int
pipes_open(struct pipes *p, struct err *e)
{
	*p = (struct pipes){ { -1, -1 }, { -1, -1 }, { -1, -1 }, -1 };
	p->null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	if (p->null < 0 || pipe2(p->out, O_CLOEXEC) != 0 ||
	    pipe2(p->said, O_CLOEXEC) != 0 ||
	    pipe2(p->failed, O_CLOEXEC) != 0 ||
	    fcntl(p->out[0], F_SETFL, O_NONBLOCK) != 0 ||
	    fcntl(p->said[0], F_SETFL, O_NONBLOCK) != 0) {
		err_sys(e, ERR_COMMAND, errno, "no pipe for a program");
		pipes_close(p);
		return -1;
	}
	return 0;
}

/* Signals as a program expects them: ours are ignored or have handlers, which
 * exec resets by itself. */
static void
reset_signals(void)
{
	struct sigaction plain = { .sa_handler = SIG_DFL };
	sigset_t none;

	sigemptyset(&none);
	for (int s = 1; s < NSIG; s++)
		sigaction(s, &plain, NULL);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void
limit(void)
{
	const struct rlimit none = { 0, 0 },
			    data = { LIMIT_COMMAND_DATA, LIMIT_COMMAND_DATA };

	/* Where less is allowed already that holds. */
	setrlimit(RLIMIT_CORE, &none);
	setrlimit(RLIMIT_DATA, &data);
}

/* In the new process, which other threads may have left in any state: nothing
 * but what signal-safety(7) lists, and bare system calls. */
static _Noreturn void
become(const struct child_order *o, const struct pipes *p, pid_t parent)
{
	int why;
	ssize_t n;

	setpgid(0, 0);
	reset_signals();
	limit();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() == parent && chdir(o->dir) == 0 &&
	    dup2(p->null, STDIN_FILENO) >= 0 &&
	    dup2(p->out[1], STDOUT_FILENO) >= 0 &&
	    dup2(p->said[1], STDERR_FILENO) >= 0 &&
	    close_range(STDERR_FILENO + 1, UINT_MAX, CLOSE_RANGE_CLOEXEC) == 0)
		execve(o->path, o->argv, o->env);
	why = errno;
	do
		n = write(p->failed[1], &why, sizeof(why));
	while (n < 0 && errno == EINTR);
	_exit(127);
}

/* The errno that kept the program from being started, or 0. Returns as soon as
 * exec was tried. */
static int
exec_failure(int fd)
{
	int why = 0;
	ssize_t n;

	do
		n = read(fd, &why, sizeof(why));
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)sizeof(why) ? why : 0;
}

static void
reap(pid_t pid)
{
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}

int
child_start(struct child *c, const struct child_order *o, struct err *e)
{
	pid_t self = getpid(), pid;
	struct pipes p;
	int why, pidfd;

	if (pipes_open(&p, e) != 0)
		return -1;
	pid = fork();
	if (pid == 0)
		become(o, &p, self);
	if (pid < 0) {
		err_sys(e, ERR_COMMAND, errno, "`%.*s` cannot be started",
		    STR_ARG(o->name));
		pipes_close(&p);
		return -1;
	}
	setpgid(pid, pid); /* whoever comes first; it is done by then */
	close_one(&p.failed[1]);
	why = exec_failure(p.failed[0]);
	pidfd = why == 0 ? pidfd_open(pid, 0) : -1;
	if (pidfd < 0) {
		err_sys(e, ERR_COMMAND, why == 0 ? errno : why,
		    "`%.*s` cannot be started", STR_ARG(o->name));
		kill(-pid, SIGKILL);
		pipes_close(&p);
		reap(pid);
		return -1;
	}
	*c = (struct child){ .name = o->name,
		.pid = pid,
		.pidfd = pidfd,
		.out = p.out[0],
		.said = p.said[0],
		.timeout = o->timeout,
		.until = o->until };
	p.out[0] = p.said[0] = -1;
	pipes_close(&p);
	return 0;
}

/* --- While it runs ------------------------------------------------------- */

/* Keep the end of what was said. */
static void
say(struct child *c, const char *p, size_t n)
{
	size_t keep = sizeof(c->tail) - n;

	if (n >= sizeof(c->tail)) {
		memcpy(c->tail, p + n - sizeof(c->tail), sizeof(c->tail));
		c->ntail = sizeof(c->tail);
		return;
	}
	if (c->ntail > keep) {
		memmove(c->tail, c->tail + c->ntail - keep, keep);
		c->ntail = keep;
	}
	memcpy(c->tail + c->ntail, p, n);
	c->ntail += n;
}

/* Read what is there of *FD into OUT or, when that is NULL, the tail. Closes it
 * at its end, and when OUT is full. Returns whether there may be more. */
static bool
drain(struct child *c, int *fd, struct buf *out)
{
	char chunk[CHUNK];

	for (int i = 0; i < CHUNKS && *fd >= 0; i++) {
		ssize_t n = read(*fd, chunk, sizeof(chunk));

		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			return errno == EINTR;
		if (n <= 0 ||
		    (out != NULL && buf_add(out, str_n(chunk, (size_t)n)) != 0))
			close_one(fd);
		else if (out == NULL)
			say(c, chunk, (size_t)n);
	}
	return *fd >= 0;
}

static bool
has_ended(const struct child *c)
{
	siginfo_t si = { .si_pid = 0 };

	return waitid(P_PIDFD, (id_t)c->pidfd, &si,
		   WEXITED | WNOHANG | WNOWAIT) != 0 ||
	       si.si_pid != 0;
}

void
child_stop(struct child *c, int64_t now)
{
	if (c->kill_at != 0 || c->gone)
		return;
	kill(-c->pid, SIGTERM);
	c->kill_at = now + LIMIT_COMMAND_GRACE_MS;
}

/* The leader has ended, and is not reaped yet: nobody else can have its
 * number, so it is its own group that is killed. */
static void
see_end(struct child *c)
{
	if (c->gone || !has_ended(c))
		return;
	kill(-c->pid, SIGKILL);
	c->gone = true;
}

bool
child_step(struct child *c, struct buf *out, int64_t now)
{
	bool more;

	see_end(c);
	more = drain(c, &c->out, out);
	drain(c, &c->said, NULL);
	if (c->gone)
		return !more;
	if (c->kill_at == 0 && (out->over || now >= c->until)) {
		c->late = !out->over;
		child_stop(c, now);
	} else if (c->kill_at != 0 && now >= c->kill_at) {
		kill(-c->pid, SIGKILL);
	}
	return false;
}

/* Returns whether it ended. */
static bool
wait_until(const struct child *c, int64_t until)
{
	struct pollfd p = { c->pidfd, POLLIN, 0 };
	int64_t left;

	while (!has_ended(c)) {
		left = until - clock_monotonic_ms();
		if (left <= 0)
			return false;
		poll(&p, 1, (int)left);
	}
	return true;
}

void
child_kill(struct child *c, int64_t until)
{
	if (!c->gone)
		wait_until(c, until);
	kill(-c->pid, SIGKILL);
	/* What hangs in the kernel is not waited for. */
	c->gone = c->gone ||
		  wait_until(c, clock_monotonic_ms() + LIMIT_COMMAND_STOP_MS);
}

/* --- The end ------------------------------------------------------------- */

/* The last line that is not blank. */
static struct str
last_line(const struct child *c)
{
	struct str s = str_trim(str_n(c->tail, c->ntail));
	size_t at = s.len;

	while (at > 0 && s.p[at - 1] != '\n' && s.p[at - 1] != '\r')
		at--;
	return str_from(s, at);
}

static int
failed(const struct child *c, struct err *e, const char *what)
{
	char said[160];
	struct str line = last_line(c);

	log_escape(said, sizeof(said), line);
	return err_set(e, ERR_COMMAND, "`%.*s` %s%s%s",
	    c->name.len > 40 ? 40 : (int)c->name.len, c->name.p, what,
	    str_empty(line) ? "" : ": ", said);
}

static int
judge(const struct child *c, const struct buf *out, const siginfo_t *si,
    struct err *e)
{
	char text[80];

	if (out->over)
		return err_set(e, ERR_LIMIT,
		    "the output of `%.*s` is larger than %s (max_size)",
		    c->name.len > 40 ? 40 : (int)c->name.len, c->name.p,
		    failure_size(text, sizeof(text), out->limit));
	if (c->late) {
		snprintf(text, sizeof(text), "took more than %u s (timeout)",
		    (unsigned)c->timeout);
		return failed(c, e, text);
	}
	if (si->si_code == CLD_EXITED && si->si_status == 0)
		return 0;
	if (si->si_code == CLD_EXITED)
		snprintf(
		    text, sizeof(text), "ended with status %d", si->si_status);
	else
		snprintf(text, sizeof(text), "was ended by signal %d, %s",
		    si->si_status, sigdescr_np(si->si_status));
	return failed(c, e, text);
}

int
child_end(struct child *c, const struct buf *out, struct err *e)
{
	siginfo_t si = { .si_code = CLD_KILLED, .si_status = SIGKILL };

	if (c->gone)
		(void)waitid(P_PIDFD, (id_t)c->pidfd, &si, WEXITED);
	close_one(&c->out);
	close_one(&c->said);
	close_one(&c->pidfd);
	return judge(c, out, &si, e);
}
