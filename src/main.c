// SPDX-License-Identifier: ISC
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/sanitized.h"
#include "cli/cli.h"

/* Signals that come closer together are one: timeout(1) sends two, to the
 * process and to its group, and so does who presses a key for long. */
#define IMPATIENT_MS 300

static const int stop_signals[] = { SIGINT, SIGTERM, SIGHUP };

/* The signal that came, or 0. Everything below looks at it and ends soon. */
static volatile sig_atomic_t stop_signal;

/*
 * The first signal asks for an end, a second one is not to be argued with: it
 * does what it does to any program. Nothing is lost by that, as by kill -9:
 * the database commits and feeds are renamed as a whole. No other of these
 * signals comes while this runs.
 */
static void
on_signal(int sig)
{
	static struct timespec first;
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (stop_signal == 0) {
		first = now;
		stop_signal = sig;
	} else if ((now.tv_sec - first.tv_sec) * 1000 +
		       (now.tv_nsec - first.tv_nsec) / 1000000 >=
		   IMPATIENT_MS) {
		signal(sig, SIG_DFL);
		raise(sig); /* comes when this returns */
	}
}

static void
handle(int sig, void (*handler)(int))
{
	struct sigaction sa = { .sa_handler = handler }, old;

	/* Whoever started us ignores it, as nohup(1) does: so it stays. */
	if (sigaction(sig, NULL, &old) == 0 && old.sa_handler == SIG_IGN)
		return;
	sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < sizeof(stop_signals) / sizeof(int); i++)
		sigaddset(&sa.sa_mask, stop_signals[i]);
	sigaction(sig, &sa, NULL);
}

/* Started with a closed descriptor, the database would become stderr. */
static void
open_standard_descriptors(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

/* Logins are in this memory: it goes into no core file, and other programs of
 * the same user do not look into it. Neither is worth not to start for. */
static void
keep_secrets(void)
{
	struct rlimit core;

	if (getrlimit(RLIMIT_CORE, &core) == 0) {
		core.rlim_cur = 0;
		setrlimit(RLIMIT_CORE, &core);
	}
#ifndef LEAK_CHECKER
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

int
main(int argc, char **argv)
{
	int status;

	open_standard_descriptors();
	keep_secrets();
	mem_settle();
	for (size_t i = 0; i < sizeof(stop_signals) / sizeof(int); i++)
		handle(stop_signals[i], on_signal);
	/* A closed pipe and a file over its limit are errors of write(). */
	handle(SIGPIPE, SIG_IGN);
	handle(SIGXFSZ, SIG_IGN);
	status = cli_main(argc, argv, &stop_signal);
	return stop_signal != 0 ? 128 + stop_signal : status;
}
