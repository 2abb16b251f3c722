// SPDX-License-Identifier: ISC
#include "run/forker.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/close_range.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fd_pass.h"

/* Who asks, and for which time. */
struct asker {
	pid_t pid;
	unsigned time;
};
/* What is asked: a process for the descriptor beside it, or the end of PID. */
struct order {
	struct asker by;
	pid_t pid;     /* 0: make one, ... */
	size_t memory; /* ... that may hold so many bytes */
};
/* What came of it. */
struct outcome {
	struct asker by;
	pid_t pid;
	int value; /* errno, or the status */
};

/* --- In the forker ------------------------------------------------------- */

/* An order with the descriptor that came beside it, or -1. False: who asks is
 * gone. */
static bool
take_order(int control, struct order *o, int *fd)
{
	return fd_pass_take(control, o, sizeof(*o), fd) == (ssize_t)sizeof(*o);
}

/* Who asked for it may be gone before this is heard of. */
static void
die_with(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
}

/* Of what it holds in memory alone; not libraries, nor what it shares. */
static void
limit_data(size_t bytes)
{
	const struct rlimit most = { bytes, bytes };

	if (setrlimit(RLIMIT_DATA, &most) != 0)
		_exit(1);
}

static struct outcome
make(int control, int fd, size_t memory, forker_child child, void *made)
{
	pid_t self = getpid(), pid = fork();

	if (pid != 0)
		return (
		    struct outcome){ .pid = pid, .value = pid < 0 ? errno : 0 };
	die_with(self);
	close(control);
	limit_data(memory);
	child(made, fd);
	_exit(0);
}

static struct outcome
end(pid_t pid)
{
	int status = -1;
	pid_t got;

	kill(pid, SIGKILL);
	do
		got = waitpid(pid, &status, 0);
	while (got < 0 && errno == EINTR);
	return (
	    struct outcome){ .pid = pid, .value = got == pid ? status : -1 };
}

static void
serve(int control, forker_ready ready, forker_child child)
{
	struct outcome out;
	struct order o = { .pid = 0 };
	void *made = NULL;
	int fd;

	while (take_order(control, &o, &fd)) {
		/* Many runs have no page to read. */
		if (made == NULL)
			made = ready();
		out = o.pid == 0 ? make(control, fd, o.memory, child, made)
				 : end(o.pid);
		out.by = o.by;
		if (fd >= 0)
			close(fd);
		if (send(control, &out, sizeof(out), MSG_NOSIGNAL) !=
		    (ssize_t)sizeof(out))
			return;
	}
}

/* Overwritten, as the memory of a process is that of what it makes. */
static void
forget(char **texts)
{
	for (; texts != NULL && *texts != NULL; texts++)
		explicit_bzero(*texts, strlen(*texts));
}

/* All of it, but where the C library finds time zones. */
static void
forget_environment(void)
{
	extern char **environ;
	const char *dir = getenv("TZDIR");
	char *zones = dir == NULL ? NULL : strdup(dir);

	forget(environ);
	clearenv();
	if (zones != NULL)
		setenv("TZDIR", zones, 1);
	free(zones);
}

/* The end of the program comes from its parent alone: a key that is pressed
 * means a group of processes, and a service manager all that there are. */
static void
settle_signals(void)
{
	static const int ours[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE };
	struct sigaction plain = { .sa_handler = SIG_DFL },
			 deaf = { .sa_handler = SIG_IGN };
	sigset_t none;

	setpgid(0, 0);
	for (int s = 1; s < NSIG; s++)
		sigaction(s, &plain, NULL);
	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++)
		sigaction(ours[i], &deaf, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Nothing but CONTROL, which is returned as the only one behind 0 to 2. */
static int
settle_descriptors(int control)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	int own = STDERR_FILENO + 1;

	if (null < 0)
		_exit(1);
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (dup2(null, fd) < 0)
			_exit(1);
	if (control != own && dup2(control, own) < 0)
		_exit(1);
	if (close_range((unsigned)own + 1, UINT_MAX, 0) != 0)
		_exit(1);
	return own;
}

static _Noreturn void
become(int control, pid_t parent, char **argv, forker_ready ready,
    forker_child child)
{
	die_with(parent);
	settle_signals();
	control = settle_descriptors(control);
	forget_environment();
	if (argv[0] != NULL)
		forget(argv + 1);
	prctl(PR_SET_NAME, "coranto-worker");
	serve(control, ready, child);
	_exit(0);
}

/* --- In the program ------------------------------------------------------ */

int
forker_start(struct forker *f, char **argv, forker_ready ready,
    forker_child child, struct err *e)
{
	pid_t self = getpid();
	int ends[2];

	*f = (struct forker){ .fd = -1 };
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return err_sys(e, ERR_SYSTEM, errno, "no process can be made");
	f->pid = fork();
	if (f->pid == 0)
		become(ends[1], self, argv, ready, child);
	close(ends[1]);
	if (f->pid < 0) {
		err_sys(e, ERR_SYSTEM, errno, "no process can be made");
		close(ends[0]);
		return -1;
	}
	f->fd = ends[0];
	return 0;
}

/* What came of an order by BY. Who asked before may have been killed meanwhile:
 * what came of that is nobody's any more. */
static int
hear(const struct forker *f, struct asker by, struct outcome *out)
{
	ssize_t n;

	do {
		n = recv(f->fd, out, sizeof(*out), 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n != (ssize_t)sizeof(*out))
			return -1;
	} while (n < 0 || out->by.pid != by.pid || out->by.time != by.time);
	return 0;
}

/* Give O with FD beside it, or none. Returns 0, or -1 when it is gone. */
static int
ask(struct forker *f, const struct order *o, int fd, struct outcome *out)
{
	union fd_room room;
	struct order copy = *o;
	struct iovec part = { &copy, sizeof(copy) };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1 };
	ssize_t n;

	copy.by = (struct asker){ getpid(), ++f->asked };
	fd_pass_beside(&m, &room, fd);
	do
		n = sendmsg(f->fd, &m, MSG_NOSIGNAL);
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)sizeof(copy) ? hear(f, copy.by, out) : -1;
}

int
forker_fork(struct forker *f, size_t memory, pid_t *pid, int *fd, struct err *e)
{
	const struct order o = { .memory = memory };
	struct outcome out = { .pid = -1, .value = ECHILD };
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return err_sys(e, ERR_READER, errno,
		    "no process can be made to read the page");
	if (ask(f, &o, ends[1], &out) != 0)
		out.pid = -1;
	close(ends[1]);
	if (out.pid <= 0) {
		close(ends[0]);
		return err_sys(e, ERR_READER, out.value,
		    "no process can be made to read the page");
	}
	*pid = out.pid;
	*fd = ends[0];
	return 0;
}

int
forker_end(struct forker *f, pid_t pid)
{
	const struct order o = { .pid = pid };
	struct outcome out;

	return ask(f, &o, -1, &out) == 0 ? out.value : -1;
}

void
forker_stop(struct forker *f)
{
	if (f->fd < 0)
		return;
	/* It ends when nobody can ask it any more. */
	close(f->fd);
	f->fd = -1;
	while (waitpid(f->pid, NULL, 0) < 0 && errno == EINTR)
		;
}
