// SPDX-License-Identifier: ISC
/*
 * The database fails in the middle of a run, at any of its statements. The run
 * says so, publishes nothing that is not as before or as it should be, and the
 * next one makes up for it. Here at some statements of each day, others each
 * month; RUN_FAILS=all for all of them.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "failing_sqlite.h"
#include "tmp_dir.h"

#define NOW INT64_C(1796000000) /* 2026-11-30T00:53:20Z */
#define DAY 86400
#define SOME 20 /* statements of a day */
#define LAST 60 /* those of the end of a run */

static const char config[] =
    "settings: {output: feeds, state: state,\n"
    "  base_url: \"https://f.example.org/\", formats: [rss, atom, json],\n"
    "  metrics: prom/coranto.prom}\n"
    "defaults: {item: li, date: i, summary: p, keep: 20, flood: accept,\n"
    "  archives: true}\n"
    "sources:\n"
    "  - {id: town, name: Town, tags: [wire], url: \"file:town.html\",\n"
    "     base: \"https://town.example.org/\"}\n"
    "  - {id: port, name: Port, tags: [wire], url: \"file:port.html\",\n"
    "     base: \"https://port.example.org/\"}\n"
    "  - {id: gone, name: Gone, url: \"file:gone.html\",\n"
    "     base: \"https://gone.example.org/\"}\n"
    "feeds:\n"
    "  - {id: wire, name: Wire, tags: [wire], limit: 60, dedupe: near,\n"
    "     archives: true}\n";

/* What a list shows on each day: items FIRST to LAST, under NAMES of links;
 * the third day changes their markup, the fourth all links. */
static const struct {
	int first, last;
	const char *row, *link;
} days[] = {
	{ 1, 9, "li", "" },
	{ 4, 45, "li", "" },
	{ 6, 47, "dd", "" },
	{ 8, 49, "dd", "new-" },
};
#define DAYS (sizeof(days) / sizeof(*days))

/* The list NAME of the day N, newest first. */
static void
write_list(const char *name, size_t n)
{
	char path[64];
	FILE *f;

	snprintf(path, sizeof(path), "%s.html", name);
	f = fopen(path, "we");
	assert_non_null(f);
	fprintf(f, "<meta charset=utf-8><title>%s</title><div>\n", name);
	/* One story is in all lists. */
	fprintf(f,
	    "<%s><a href=/story>丹江口水库累计供水突破800亿立方米</a>"
	    "<p>新华社电</p><i>2026-11-03</i></%s>\n",
	    days[n].row, days[n].row);
	for (int i = days[n].last; i >= days[n].first; i--)
		fprintf(f,
		    "<%s><a href=/%s%d>Item number %d of %s</a>"
		    "<p>Text %d%s</p><i>2026-%02d-%02d</i></%s>\n",
		    days[n].row, days[n].link, i, i, name, i,
		    i % 7 == (int)n ? ", edited" : "", 1 + i / 28, 1 + i % 28,
		    days[n].row);
	fprintf(f, "</div>\n");
	assert_int_equal(fclose(f), 0);
}

static void
set_day(size_t n)
{
	write_list("town", n);
	write_list("port", n);
	if (n != 1)
		write_list("gone", 0);
	else
		(void)remove("gone.html");
}

static void command(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
static void
command(const char *format, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	assert_int_equal(system(text), 0);
}

/* Run the day N, with call AT failing (0: none), and ON all that follow; what it
 * said is in "said". Returns the exit status; *CALLS is how many there were. */
static int
run_day(size_t n, size_t at, bool on, size_t *ncalls)
{
	static const int with[] = { SQLITE_IOERR, SQLITE_FULL, SQLITE_NOMEM,
		SQLITE_CORRUPT };
	static volatile sig_atomic_t stop;
	char program[] = "coranto", run[] = "run", force[] = "--force", now[40];
	char option[] = "-c", file[] = "sources.yaml";
	char *argv[] = { program, option, file, run, force, now, NULL };
	int status, count[2];
	pid_t pid;

	snprintf(now, sizeof(now), "--now=%lld",
	    (long long)(NOW + (int64_t)n * DAY));
	assert_int_equal(pipe(count), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		if (freopen("said", "w", stderr) == NULL ||
		    freopen("/dev/null", "w", stdout) == NULL)
			_exit(99);
		memset(&calls, 0, sizeof(calls));
		calls.at = at;
		calls.on = on;
		calls.with = with[at % 4];
		status = cli_main(6, argv, &stop);
		if (write(count[1], &calls.n, sizeof(calls.n)) < 0)
			_exit(99);
		fflush(NULL);
		_exit(status);
	}
	close(count[1]);
	*ncalls = 0;
	assert_true(read(count[0], ncalls, sizeof(*ncalls)) >= 0);
	close(count[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (!WIFEXITED(status))
		fail_msg(
		    "day %zu, call %zu: signal %d", n, at, WTERMSIG(status));
	return WEXITSTATUS(status);
}

static bool
is_empty(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_size == 0;
}

/* What readers read is as the folder FEEDS has it. */
static bool
as_in(const char *feeds)
{
	char text[400];

	/* What tells of the runs themselves may differ. */
	snprintf(text, sizeof(text),
	    "diff -rq -x 'health.*' -x 'index.*' -x '*.opml' feeds %s >diff",
	    feeds);
	return system(text) == 0;
}

static void
fails_at(size_t n, size_t at)
{
	size_t ncalls;
	int rc;

	command("rm -rf state feeds && cp -a before/%zu/. .", n);
	rc = run_day(n, at, false, &ncalls);
	if (rc != 0 && rc != EXIT_SOURCE && rc != EXIT_STATE)
		fail_msg("day %zu, call %zu: exit %d", n, at, rc);
	if (rc != 0 && is_empty("said"))
		fail_msg("day %zu, call %zu: nothing is said", n, at);
	if (rc == 0 && !as_in("after"))
		fail_msg("day %zu, call %zu: well, but not so", n, at);
	rc = run_day(n, 0, false, &ncalls);
	if (rc != (n == 1 ? EXIT_SOURCE : 0))
		fail_msg("day %zu, call %zu: then exit %d", n, at, rc);
	if (!as_in("after"))
		fail_msg("day %zu, call %zu: is not made up for", n, at);
}

static void
each_day(void **state)
{
	const char *which = getenv("RUN_FAILS");
	bool all = which != NULL && strcmp(which, "all") == 0;
	size_t some = getenv("UNDER_VALGRIND") != NULL ? 2 : SOME;
	time_t month = time(NULL) / (30 * DAY);
	FILE *f = fopen("sources.yaml", "we");

	(void)state;
	assert_non_null(f);
	assert_true(fputs(config, f) >= 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(
	    mkdir("before", 0700) | mkdir("feeds", 0700) | mkdir("state", 0700),
	    0);
	for (size_t n = 0; n < DAYS; n++) {
		size_t total, ncalls, step;
		int rc;

		set_day(n);
		command(
		    "mkdir before/%zu && cp -a feeds state before/%zu", n, n);
		rc = run_day(n, 0, false, &total);
		if (rc != (n == 1 ? EXIT_SOURCE : 0)) {
			command("cat said >&2");
			fail_msg("day %zu, undisturbed: exit %d", n, rc);
		}
		assert_true(total > 100);
		/* What is asked again changes nothing. */
		rc = run_day(n, 0, false, &ncalls);
		command("rm -rf after && cp -a feeds after");
		step = all ? 1 : total / some + 1;
		for (size_t at = 1 + (size_t)month % step; at <= total;
		     at += step)
			fails_at(n, at);
		command("rm -rf state feeds && cp -a before/%zu/. .", n);
		(void)run_day(n, 0, false, &ncalls);
	}
}

static size_t
lines_said(void)
{
	FILE *f = fopen("said", "re");
	size_t n = 0;
	int c;

	assert_non_null(f);
	while ((c = getc(f)) != EOF)
		n += c == '\n';
	assert_int_equal(fclose(f), 0);
	return n;
}

/* A database that is gone for good is told once, whatever asks for it first. */
static void
told_once(void **state)
{
	FILE *f = fopen("sources.yaml", "we");
	size_t total, ncalls;

	(void)state;
	assert_non_null(f);
	assert_true(fputs(config, f) >= 0);
	assert_int_equal(fclose(f), 0);
	set_day(0);
	assert_int_equal(run_day(0, 0, false, &total), 0);
	command("mkdir before && cp -a feeds state before");
	/* The same pages in another month: the gaps are closed as well. Files
	 * are looked at again when they are copies. */
	command("rm -rf state feeds && cp -a before/. .");
	assert_int_equal(run_day(2, 0, false, &total), 0);
	assert_true(total > LAST);
	for (size_t at = total - LAST; at <= total; at++) {
		int rc;

		command("rm -rf state feeds && cp -a before/. .");
		rc = run_day(2, at, true, &ncalls);
		if (rc != 0 && rc != EXIT_STATE)
			fail_msg("call %zu: exit %d", at, rc);
		if (rc == EXIT_STATE && lines_said() != 1)
			fail_msg("call %zu: %zu lines", at, lines_said());
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    each_day, tmp_dir_setup, tmp_dir_teardown),
		cmocka_unit_test_setup_teardown(
		    told_once, tmp_dir_setup, tmp_dir_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
