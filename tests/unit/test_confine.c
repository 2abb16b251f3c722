// SPDX-License-Identifier: ISC
// What a run can do after it shut itself in, and what not: tried in a child,
// as whoever took it over would.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <dirent.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "base/landlock.h"
#include "base/sanitized.h"
#include "config/config.h"
#include "run/confine.h"
#include "tmp_dir.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

/* --- What is tried; each gives 0 or an errno ------------------------------ */

static int
try_open(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

static int
try_read(const char *path)
{
	return try_open(path, O_RDONLY);
}

static int
try_write(const char *path)
{
	return try_open(path, O_WRONLY);
}

static int
try_make(const char *path)
{
	return try_open(path, O_WRONLY | O_CREAT);
}

static int
try_list(const char *path)
{
	DIR *d = opendir(path);

	return d == NULL ? errno : (closedir(d), 0);
}

static int
try_remove(const char *path)
{
	return unlink(path) == 0 ? 0 : errno;
}

static int
try_replace(const char *path)
{
	return rename("out/old.rss", path) == 0 ? 0 : errno;
}

static int
try_link(const char *path)
{
	return symlink("/etc", path) == 0 ? 0 : errno;
}

static int
try_execute(const char *path)
{
	execl(path, path, (char *)NULL);
	return errno;
}

/* A program that is nowhere but in memory. */
static int
try_execute_memory(const char *text)
{
	char *const none[] = { NULL };
	int fd = (int)syscall(SYS_memfd_create, "x", 0);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		return errno;
	fexecve(fd, none, none);
	return errno;
}

#ifndef LEAK_CHECKER
static int
try_trace(const char *unused)
{
	(void)unused;
	return ptrace(PTRACE_TRACEME, 0, 0, 0) == 0 ? 0 : errno;
}
#endif

static int
try_mount(const char *path)
{
	return mount("none", path, "tmpfs", 0, NULL) == 0 ? 0 : errno;
}

static int
try_unshare(const char *unused)
{
	(void)unused;
	return unshare(CLONE_NEWUSER) == 0 ? 0 : errno;
}

static int
try_signal(const char *unused)
{
	(void)unused;
	return kill(getppid(), 0) == 0 ? 0 : errno;
}

static int
try_socket(const char *port, int (*fn)(int, const struct sockaddr *, socklen_t))
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)atoi(port)),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int rc =
	    fn(fd, (const struct sockaddr *)&at, sizeof(at)) == 0 ? 0 : errno;

	close(fd);
	return rc;
}

static int
try_connect(const char *port)
{
	return try_socket(port, connect);
}

static int
try_listen(const char *port)
{
	return try_socket(port, bind);
}

/* --- Before it, and after ------------------------------------------------- */

static void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void
load(struct arena *a, const char *yaml, struct config *c)
{
	struct diagnostics diag = { .n = 0 };

	assert_int_equal(mkdir("etc", 0700), 0);
	assert_int_equal(mkdir("out", 0700), 0);
	assert_int_equal(mkdir("state", 0700), 0);
	assert_int_equal(mkdir("gone", 0700), 0);
	put("etc/sources.yaml", yaml);
	put("etc/secret", "secret\n");
	put("etc/town.html", "<p>Town</p>\n");
	put("out/old.rss", "<rss/>\n");
	assert_int_equal(symlink("../etc/secret", "out/way.rss"), 0);
	arena_init(a, SIZE_MAX);
	assert_int_equal(config_load(a, "etc/sources.yaml", NULL, c, &diag), 0);
}

/* FN(ARG) in a child that is shut in for C. */
static int
shut_in(struct arena *a, const struct config *c, int (*fn)(const char *),
    const char *arg)
{
	struct confined in;
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		confine_parent(a, c, true, &in);
		_exit(fn(arg));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static const char yaml[] =
    "settings: {output: ../out, state: ../state}\n"
    "sources:\n"
    "  - {id: town, url: 'file:town.html', base: 'https://a.example/'}\n"
    "  - {id: b, url: 'https://b.example:7443/', item: li}\n";

static void
test_what_is_closed(void **state)
{
	static const struct {
		int line;
		int (*fn)(const char *);
		const char *arg;
		int want;
		int version; /* of Landlock that it takes */
	} table[] = {
		{ __LINE__, try_read, "etc/town.html", 0, 1 },
		{ __LINE__, try_read, "/etc/hosts", 0, 1 },
		{ __LINE__, try_list, "state", 0, 1 },
		{ __LINE__, try_make, "state/new", 0, 1 },
		{ __LINE__, try_make, "out/new.rss", 0, 1 },
		{ __LINE__, try_write, "/dev/null", 0, 1 },
		/* the configuration, and what else its owner has */
		{ __LINE__, try_read, "etc/sources.yaml", EACCES, 1 },
		{ __LINE__, try_read, "etc/secret", EACCES, 1 },
		{ __LINE__, try_read, "out/way.rss", EACCES, 1 },
		{ __LINE__, try_write, "etc/town.html", EACCES, 1 },
		{ __LINE__, try_make, "etc/new", EACCES, 1 },
		{ __LINE__, try_remove, "etc/secret", EACCES, 1 },
		{ __LINE__, try_replace, "gone/old.rss", EACCES, 1 },
		{ __LINE__, try_link, "out/etc", EACCES, 1 },
		{ __LINE__, try_list, "/", EACCES, 1 },
		{ __LINE__, try_read, "/etc/passwd", EACCES, 1 },
		{ __LINE__, try_read, "/proc/1/environ", EACCES, 1 },
		/* others */
		{ __LINE__, try_signal, "", EPERM, 6 },
		{ __LINE__, try_connect, "22", EACCES, 4 },
		{ __LINE__, try_listen, "7443", EACCES, 4 },
		{ __LINE__, try_connect, "7443", ECONNREFUSED, 4 },
		/* how feeds are written and swept */
		{ __LINE__, try_replace, "out/new.rss", 0, 1 },
		{ __LINE__, try_remove, "out/new.rss", 0, 1 },
	};
	struct config c;
	struct arena a;
	int version = landlock_version(), tried = 0;

	(void)state;
	load(&a, yaml, &c);
	for (size_t i = 0; i < COUNT(table); i++) {
		int got;

		if (version < table[i].version)
			continue;
		tried++;
		got = shut_in(&a, &c, table[i].fn, table[i].arg);
		if (got != table[i].want)
			fail_msg("line %d: %s: %s, not %s", table[i].line,
			    table[i].arg, strerror(got),
			    strerror(table[i].want));
	}
	if (tried < (int)COUNT(table))
		print_message("# Landlock %d: %d of %zu tried\n", version,
		    tried, COUNT(table));
	arena_release(&a);
}

static void
test_what_is_not_called(void **state)
{
	static const struct {
		int line;
		int (*fn)(const char *);
		const char *arg;
	} table[] = {
		{ __LINE__, try_execute, "/bin/true" },
		{ __LINE__, try_execute_memory, "#!/bin/true\n" },
		{ __LINE__, try_mount, "out" },
		{ __LINE__, try_unshare, "" },
#ifndef LEAK_CHECKER
		{ __LINE__, try_trace, "" },
#endif
	};
	struct config c;
	struct arena a;

	(void)state;
	load(&a, yaml, &c);
	for (size_t i = 0; i < COUNT(table); i++) {
		int got = shut_in(&a, &c, table[i].fn, table[i].arg);

		if (got != EPERM)
			fail_msg("line %d: %s", table[i].line, strerror(got));
	}
	arena_release(&a);
}

/* All that is in force is told. */
static int
told(const struct config *c, struct arena *a)
{
	struct confined in;
	int rc = confine_parent(a, c, true, &in);

	if (in.programs)
		return strstr(confined_text(a, &in), "program of its own") !=
				   NULL &&
			       rc == 0 && in.landlock == 0 && !in.calls
			   ? 2
			   : 1;
	return in.landlock == landlock_version() && in.calls &&
		       rc == (in.landlock > 0 ? 0 : -1)
		   ? 3
		   : 1;
}

static int
told_in_child(struct arena *a, const struct config *c)
{
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0)
		_exit(told(c, a));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WEXITSTATUS(status);
}

static void
test_what_is_in_force_is_told(void **state)
{
	struct config c;
	struct arena a;

	(void)state;
	load(&a, yaml, &c);
	assert_int_equal(told_in_child(&a, &c), 3);
	arena_release(&a);
}

static void
test_a_program_may_need_anything(void **state)
{
	struct config c;
	struct arena a;

	(void)state;
	load(&a,
	    "settings: {output: ../out, state: ../state}\n"
	    "sources:\n"
	    "  - {id: p, url: 'https://a.example/', fetch: {command: [date]}, base: 'https://a.example/', item: p}\n",
	    &c);
	assert_int_equal(told_in_child(&a, &c), 2);
	assert_int_equal(shut_in(&a, &c, try_read, "etc/secret"), 0);
	arena_release(&a);
}

/* `allow_private: true` admits any port. */
static void
test_any_port(void **state)
{
	struct config c;
	struct arena a;

	(void)state;
	load(&a,
	    "settings: {output: ../out, state: ../state, allow_private: true}\n"
	    "sources:\n"
	    "  - {id: b, url: 'https://b.example/', item: li}\n",
	    &c);
	assert_int_equal(shut_in(&a, &c, try_connect, "9"), ECONNREFUSED);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_what_is_closed, tmp_dir_setup, tmp_dir_teardown),
		cmocka_unit_test_setup_teardown(
		    test_what_is_not_called, tmp_dir_setup, tmp_dir_teardown),
		cmocka_unit_test_setup_teardown(test_what_is_in_force_is_told,
		    tmp_dir_setup, tmp_dir_teardown),
		cmocka_unit_test_setup_teardown(
		    test_a_program_may_need_anything, tmp_dir_setup,
		    tmp_dir_teardown),
		cmocka_unit_test_setup_teardown(
		    test_any_port, tmp_dir_setup, tmp_dir_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
