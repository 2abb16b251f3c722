// SPDX-License-Identifier: ISC
// A process that makes processes, for one after the other who asks.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "model/limits.h"
#include "run/forker.h"

static void
sleep_ms(long ms)
{
	const struct timespec t = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

/* It takes a while. */
static void *
ready(void)
{
	static int any;

	sleep_ms(600);
	return &any;
}

/* Say who it is, and stay until nobody listens. */
static void
child(void *made, int fd)
{
	pid_t self = getpid();

	(void)made;
	(void)!write(fd, &self, sizeof(self));
	(void)!read(fd, &self, 1);
	_exit(0);
}

static void
assert_made(struct forker *f)
{
	struct err e = ERR_INIT;
	pid_t told, self = 0;
	int fd, status;

	assert_int_equal(forker_fork(f, LIMIT_MEMORY, &told, &fd, &e), 0);
	assert_int_equal(read(fd, &self, sizeof(self)), sizeof(self));
	assert_int_equal(told, self);
	status = forker_end(f, told);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGKILL);
	assert_int_equal(close(fd), 0);
}

/* What comes of the order of a process that was killed meanwhile is nothing to
 * the next one. */
static void
test_killed_while_asking(void **state)
{
	char *argv[] = { NULL };
	struct forker f;
	struct err e = ERR_INIT;
	pid_t asks;
	int fd;

	(void)state;
	assert_int_equal(forker_start(&f, argv, ready, child, &e), 0);
	asks = fork();
	if (asks == 0) {
		(void)forker_fork(&f, LIMIT_MEMORY, &asks, &fd, &e);
		_exit(0);
	}
	sleep_ms(200);
	assert_int_equal(kill(asks, SIGKILL), 0);
	assert_int_equal(waitpid(asks, NULL, 0), asks);
	assert_made(&f);
	assert_made(&f);
	forker_stop(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_killed_while_asking),
	};

	return cmocka_run_group_tests_name("forker", tests, NULL, NULL);
}
