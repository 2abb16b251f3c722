// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "fetch/child.h"
#include "fetch/chromium.h"
#include "tmp_dir.h"

#define COUNT(v) (sizeof(v) / sizeof(*(v)))
#define FOR_EVER (INT64_MAX / 2)

static char path[] = "PATH=/usr/bin:/bin", lang[] = "LANG=C.UTF-8";
static char *const environment[] = { path, lang, NULL };

/* Run `sh -c SCRIPT` to its end; what it printed is in OUT. */
static int
shell(const char *script, struct buf *out, int64_t until, struct err *e)
{
	char sh[] = "sh", option[] = "-c", text[400];
	char *argv[] = { sh, option, text, NULL };
	struct child_order o = { .name = STR("the program"),
		.path = "/bin/sh",
		.argv = argv,
		.env = environment,
		.dir = ".",
		.timeout = 7,
		.until = until };
	struct child c;

	assert_true(strlen(script) < sizeof(text));
	strcpy(text, script);
	*e = ERR_INIT;
	if (child_start(&c, &o, e) != 0)
		return -1;
	while (!child_step(&c, out, clock_monotonic_ms())) {
		struct pollfd p[] = { { c.out, POLLIN, 0 },
			{ c.said, POLLIN, 0 }, { c.pidfd, POLLIN, 0 } };

		poll(p, 3, 50);
	}
	return child_end(&c, out, e);
}

/* What a program finds when it begins. */
static void
begins_clean(void **state)
{
	static const struct {
		const char *script, *want;
	} rows[] = {
		{ "cat; echo read", "read\n" },
		{ "env | grep -c .", "3\n" }, /* with PWD, by the shell */
		{ "ls /proc/self/fd | tr '\\n' ' '", "0 1 2 3 " },
		/* 32 and 33 are the C library's own, which nobody can change */
		{ "v=$(sed -n 's/^SigIgn.*\\(.\\{8\\}\\)$/\\1/p' /proc/self/status);"
		  "echo $((0x$v & 0x7fffffff))",
		    "0\n" },
		{ "grep SigBlk /proc/self/status",
		    "SigBlk:\t0000000000000000\n" },
		{ "ulimit -c", "0\n" },
		{ "ulimit -d", "4194304\n" },
		{ "test $$ = $(ps -o pgid= $$) && echo leads", "leads\n" },
	};
	struct arena a;
	struct err e;
	sigset_t usr1;
	int fd = open("/dev/null", O_RDONLY);

	(void)state;
	if (getenv("UNDER_VALGRIND") != NULL)
		return; /* it knows nothing of pidfd_open(2); here as below */
	assert_true(fd >= 0);
	arena_init(&a, 1 << 20);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&usr1);
	sigaddset(&usr1, SIGUSR1);
	sigprocmask(SIG_BLOCK, &usr1, NULL);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf *out = buf_in(&a, 4096);

		if (shell(rows[i].script, out, FOR_EVER, &e) != 0)
			fail_msg("%s: %s", rows[i].script, e.msg);
		if (!str_eq(buf_str(out), str_c(rows[i].want)))
			fail_msg(
			    "%s: %.*s", rows[i].script, STR_ARG(buf_str(out)));
	}
	sigprocmask(SIG_UNBLOCK, &usr1, NULL);
	signal(SIGPIPE, SIG_DFL);
	close(fd);
	arena_release(&a);
}

static void
how_it_ends(void **state)
{
	static const struct {
		const char *script;
		size_t most;
		int64_t time; /* milliseconds; 0: all that it wants */
		enum err_code code;
		const char *message;
	} rows[] = {
		{ "echo fine", 100, 0, ERR_NONE, "" },
		{ "exit 3", 100, 0, ERR_COMMAND,
		    "`the program` ended with status 3" },
		{ "echo first >&2; echo 'no \33 route' >&2; echo >&2; exit 1",
		    100, 0, ERR_COMMAND,
		    "`the program` ended with status 1: no \\x1B route" },
		{ "kill -SEGV $$", 100, 0, ERR_COMMAND,
		    "`the program` was ended by signal 11, "
		    "Segmentation fault" },
		{ "yes", 100000, 0, ERR_LIMIT,
		    "the output of `the program` is larger than 100000 bytes "
		    "(max_size)" },
		{ "echo slow >&2; exec sleep 60", 100, 300, ERR_COMMAND,
		    "`the program` took more than 7 s (timeout): slow" },
		/* What is asked to end is made to. */
		{ "trap '' TERM; echo deaf >&2; while :; do sleep 60; done",
		    100, 300, ERR_COMMAND,
		    "`the program` took more than 7 s (timeout): deaf" },
		/* Whoever it left behind ends with it, and holds nothing up. */
		{ "sleep 60 & echo left", 100, 0, ERR_NONE, "" },
		/* Of much that is said the end is what counts. */
		{ "head -c 3000 /dev/zero | tr '\\0' a >&2; sleep 0.2; "
		  "head -c 3000 /dev/zero | tr '\\0' b >&2; sleep 0.2; "
		  "echo; echo the end >&2; exit 9",
		    100, 0, ERR_COMMAND, "`the program` ended with status 9" },
		{ "head -c 9000 /dev/zero | tr '\\0' a >&2; sleep 0.2; "
		  "printf '\\nthe end' >&2; exit 9",
		    100, 0, ERR_COMMAND,
		    "`the program` ended with status 9: the end" },
	};

	(void)state;
	if (getenv("UNDER_VALGRIND") != NULL)
		return;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a;
		struct buf *out;
		struct err e;
		int64_t start = clock_monotonic_ms();
		int rc;

		arena_init(&a, 1 << 20);
		out = buf_in(&a, rows[i].most);
		rc = shell(rows[i].script, out,
		    rows[i].time == 0 ? FOR_EVER : start + rows[i].time, &e);
		assert_int_equal(rc, rows[i].code == ERR_NONE ? 0 : -1);
		assert_int_equal(e.code, rows[i].code);
		if (strncmp(e.msg, rows[i].message, strlen(rows[i].message)) !=
		    0)
			fail_msg("%s: %s", rows[i].script, e.msg);
		assert_true(clock_monotonic_ms() - start < 30000);
		arena_release(&a);
	}
}

static void
cannot_start(void **state)
{
	static const struct {
		const char *path, *dir, *why;
	} rows[] = {
		{ "/nonexistent/program", ".", "No such file or directory" },
		{ "/etc", ".", "Permission denied" },
		{ "/bin/true", "/nonexistent", "No such file or directory" },
	};
	char x[] = "x", *argv[] = { x, NULL };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct child_order o = { .name = STR("x"),
			.path = rows[i].path,
			.argv = argv,
			.env = environment,
			.dir = rows[i].dir };
		struct child c;
		struct err e = ERR_INIT;

		assert_int_equal(child_start(&c, &o, &e), -1);
		assert_int_equal(e.code, ERR_COMMAND);
		assert_non_null(strstr(e.msg, "`x` cannot be started"));
		assert_non_null(strstr(e.msg, rows[i].why));
	}
}

/* When coranto has to end. */
static void
is_killed(void **state)
{
	char sh[] = "sh", option[] = "-c",
	     script[] = "trap '' TERM; echo up; while :; do sleep 60; done";
	char *argv[] = { sh, option, script, NULL };
	struct child_order o = { .name = STR("sh"),
		.path = "/bin/sh",
		.argv = argv,
		.env = environment,
		.dir = ".",
		.until = FOR_EVER };
	struct arena a;
	struct buf *out;
	struct child c;
	struct err e = ERR_INIT;
	int64_t now;

	(void)state;
	if (getenv("UNDER_VALGRIND") != NULL)
		return;
	arena_init(&a, 1 << 20);
	out = buf_in(&a, 100);
	assert_int_equal(child_start(&c, &o, &e), 0);
	while (out->len == 0) {
		struct pollfd p = { c.out, POLLIN, 0 };

		poll(&p, 1, 50);
		assert_false(child_step(&c, out, clock_monotonic_ms()));
	}
	now = clock_monotonic_ms();
	child_stop(&c, now);
	child_stop(&c, now + 1); /* a second time is nothing */
	child_kill(&c, now + 100);
	assert_true(clock_monotonic_ms() - now < 10000);
	assert_int_equal(child_end(&c, out, &e), -1);
	assert_non_null(strstr(e.msg, "was ended by signal 9, Killed"));
	arena_release(&a);
}

static void
finds(void **state)
{
	struct arena a;
	char *here = *state;
	const char *folders;

	arena_init(&a, 1 << 20);
	assert_int_equal(mkdir("one", 0700) | mkdir("two", 0700), 0);
	close(open("one/prog", O_CREAT | O_WRONLY, 0600)); /* not to be run */
	close(open("two/prog", O_CREAT | O_WRONLY, 0700));
	folders = arena_cstr(&a, arena_printf(&a, "%s/one:%s/two", here, here));
	assert_string_equal(child_find(&a, folders, STR("prog")),
	    arena_cstr(&a, arena_printf(&a, "%s/two/prog", here)));
	assert_null(child_find(&a, folders, STR("other")));
	assert_null(child_find(&a, "one:two:.::", STR("prog")));
	assert_null(child_find(&a, "", STR("prog")));
	arena_release(&a);
}

/* The word of V that begins with START, without that; or NULL. */
static const char *
word(char **v, const char *start)
{
	for (; *v != NULL; v++)
		if (strncmp(*v, start, strlen(start)) == 0)
			return *v + strlen(start);
	return NULL;
}

/* All goes by its proxy, whatever the environment says and whoever it wants. */
static void
chromium_goes_nowhere_else(void **state)
{
	struct chromium_order o = { .url = STR("http://a.example/x?a=b"),
		.port = 4321,
		.agent = STR("agent/1"),
		.profile = STR("/tmp/profile") };
	struct arena a;
	char **v;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	v = chromium_words(&a, &o);
	assert_string_equal(v[0], "chromium");
	assert_string_equal(
	    word(v, "--proxy-server="), "socks5://127.0.0.1:4321");
	assert_string_equal(word(v, "--proxy-bypass-list="), "<-loopback>");
	assert_string_equal(word(v, "--host-resolver-rules="),
	    "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1");
	assert_string_equal(
	    word(v, "--webrtc-ip-handling-policy="), "disable_non_proxied_udp");
	assert_string_equal(word(v, "--user-data-dir="), "/tmp/profile");
	assert_string_equal(word(v, "--user-agent="), "agent/1");
	assert_null(word(v, "--no-sandbox"));
	while (v[1] != NULL)
		v++;
	assert_string_equal(*v, "http://a.example/x?a=b");
	arena_release(&a);
}

static void
chromium_pages_of_failure(void **state)
{
	static const struct {
		const char *page, *why;
	} rows[] = {
		{ "<body><p>ERR_NAME_NOT_RESOLVED</p>", "" },
		{ "<div id=\"main-frame-error\"><b>ERR_TIMED_OUT</b>",
		    "ERR_TIMED_OUT" },
		{ "<div id=\"main-frame-error\">ERR_", "ERR_" },
		{ "<div id=\"main-frame-error\">nothing",
		    "id=\"main-frame-error\"" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_true(str_eq(
		    chromium_failure(str_c(rows[i].page)), str_c(rows[i].why)));
}

static void
profiles(void **state)
{
	struct arena a;
	struct err e = ERR_INIT;
	struct str dir;
	struct stat st;
	char was[4096] = "";

	if (getenv("TMPDIR") != NULL)
		snprintf(was, sizeof(was), "%s", getenv("TMPDIR"));
	arena_init(&a, 1 << 20);
	setenv("TMPDIR", *state, 1);
	dir = profile_make(&a, &e);
	assert_true(str_starts(dir, str_c(*state)));
	assert_int_equal(stat(dir.p, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	/* Links are removed, what they lead to is not. */
	close(open("kept", O_CREAT | O_WRONLY, 0600));
	assert_int_equal(chdir(dir.p), 0);
	assert_int_equal(mkdir("a", 0700) | mkdir("a/b", 0700), 0);
	assert_int_equal(symlink("../../../kept", "a/b/link"), 0);
	assert_int_equal(chdir(*state), 0);
	profile_remove(dir);
	assert_int_equal(stat(dir.p, &st), -1);
	assert_int_equal(stat("kept", &st), 0);

	setenv("TMPDIR", "/nonexistent", 1);
	assert_true(str_empty(profile_make(&a, &e)));
	assert_int_equal(e.code, ERR_COMMAND);
	assert_non_null(strstr(e.msg, "/nonexistent/coranto-"));
	if (was[0] != '\0')
		setenv("TMPDIR", was, 1);
	else
		unsetenv("TMPDIR");
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(begins_clean),
		cmocka_unit_test(how_it_ends),
		cmocka_unit_test_setup_teardown(
		    cannot_start, tmp_dir_setup, tmp_dir_teardown),
		cmocka_unit_test(is_killed),
		cmocka_unit_test_setup_teardown(
		    finds, tmp_dir_setup, tmp_dir_teardown),
		cmocka_unit_test(chromium_goes_nowhere_else),
		cmocka_unit_test(chromium_pages_of_failure),
		cmocka_unit_test_setup_teardown(
		    profiles, tmp_dir_setup, tmp_dir_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
