// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/civil.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

/* Every day of 400 years against the C library. */
static void
test_calendar(void **state)
{
	(void)state;
	for (int64_t day = -73000; day < 73097; day += 1) {
		time_t t = (time_t)day * 86400 + day % 86400 % 3600;
		struct tm tm;
		struct civil c;

		gmtime_r(&t, &tm);
		civil_from_utc(t, &c);
		if (c.year != tm.tm_year + 1900 || c.month != tm.tm_mon + 1 ||
		    c.day != tm.tm_mday || c.hour != tm.tm_hour ||
		    c.minute != tm.tm_min || c.second != tm.tm_sec ||
		    civil_to_utc(&c) != t || !civil_valid(&c) ||
		    civil_weekday(c.year, c.month, c.day) != tm.tm_wday)
			fail_msg("day %lld", (long long)day);
	}
	assert_int_equal(civil_month_days(2024, 2), 29);
	assert_int_equal(civil_month_days(2100, 2), 28);
	assert_int_equal(civil_month_days(2026, 12), 31);
}

static void
test_zone_names(void **state)
{
	static const struct {
		int line;
		const char *name;
		int rc;
		int32_t offset;
	} rows[] = {
		{ __LINE__, "UTC", 0, 0 },
		{ __LINE__, "Asia/Shanghai", 0, 28800 },
		{ __LINE__, "+08:00", 0, 28800 },
		{ __LINE__, "-0330", 0, -12600 },
		{ __LINE__, "Asia/Shangahi", -1, 0 },
		{ __LINE__, "../etc/passwd", -1, 0 },
		{ __LINE__, "/etc/localtime", -1, 0 },
		{ __LINE__, "", -1, 0 },
		{ __LINE__, "+99:00", -1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct err e = ERR_INIT;
		struct zone z;

		if (zone_init(&z, str_c(rows[i].name), &e) != rows[i].rc ||
		    (rows[i].rc == 0 &&
			zone_offset(&z, 1790000000) != rows[i].offset))
			fail_msg("row %d: %s", rows[i].line, e.msg);
	}
}

/* Gaps, overlaps and their edges in zones with rules of their own. */
static void
test_zone_changes(void **state)
{
	static const struct {
		int line;
		const char *zone;
		struct civil wall;
		const char *want; /* RFC 3339, UTC */
	} rows[] = {
		{ __LINE__, "Asia/Shanghai", { 2026, 11, 20, 8, 30, 0 },
		    "2026-11-20T00:30:00Z" },
		/* 02:30 is skipped: forward by the gap. */
		{ __LINE__, "Europe/Berlin", { 2026, 3, 29, 2, 30, 0 },
		    "2026-03-29T01:30:00Z" },
		{ __LINE__, "Europe/Berlin", { 2026, 3, 29, 1, 59, 59 },
		    "2026-03-29T00:59:59Z" },
		{ __LINE__, "Europe/Berlin", { 2026, 3, 29, 3, 0, 0 },
		    "2026-03-29T01:00:00Z" },
		/* 02:30 comes twice: the first. */
		{ __LINE__, "Europe/Berlin", { 2026, 10, 25, 2, 30, 0 },
		    "2026-10-25T00:30:00Z" },
		{ __LINE__, "Europe/Berlin", { 2026, 10, 25, 3, 0, 0 },
		    "2026-10-25T02:00:00Z" },
		{ __LINE__, "America/New_York", { 2026, 11, 1, 1, 30, 0 },
		    "2026-11-01T05:30:00Z" },
		{ __LINE__, "America/New_York", { 2026, 11, 1, 2, 0, 0 },
		    "2026-11-01T07:00:00Z" },
		/* Summer time in China, 1986 to 1991. */
		{ __LINE__, "Asia/Shanghai", { 1990, 7, 1, 12, 0, 0 },
		    "1990-07-01T03:00:00Z" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 16);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct err e = ERR_INIT;
		struct zone z;
		struct str got;

		assert_int_equal(zone_init(&z, str_c(rows[i].zone), &e), 0);
		got = time_rfc3339_utc(&a, zone_instant(&z, &rows[i].wall));
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("row %d: %s", rows[i].line, got.p);
	}
	arena_release(&a);
}

static void
test_formats(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 16);
	assert_string_equal(
	    time_rfc1123(&a, 1763598600).p, "Thu, 20 Nov 2025 00:30:00 GMT");
	assert_string_equal(
	    time_rfc1123(&a, 0).p, "Thu, 01 Jan 1970 00:00:00 GMT");
	assert_string_equal(
	    time_rfc3339(&a, 1763598600, 28800).p, "2025-11-20T08:30:00+08:00");
	assert_string_equal(
	    time_rfc3339(&a, 0, -12600).p, "1969-12-31T20:30:00-03:30");
	assert_string_equal(time_rfc3339(&a, 0, 0).p, "1970-01-01T00:00:00Z");
	arena_release(&a);
}

static void
test_parse(void **state)
{
	static const struct {
		int line;
		const char *in;
		int rc;
		int64_t t;
		bool day;
	} rows[] = {
		{ __LINE__, "2025-11-20T00:30:00Z", 0, 1763598600, false },
		{ __LINE__, "2025-11-20T08:30:00+08:00", 0, 1763598600, false },
		{ __LINE__, "2025-11-20t08:30:00.125+08:00", 0, 1763598600,
		    false },
		{ __LINE__, "1970-01-02", 0, 86400, true },
		{ __LINE__, "1970-01-01T00:00:60Z", 0, 59, false },
		{ __LINE__, "2025-02-29", -1, 0, false },
		{ __LINE__, "2025-11-20T08:30:00", -1, 0, false },
		{ __LINE__, "2025-11-20T24:00:00Z", -1, 0, false },
		{ __LINE__, "2025-11-20 08:30", -1, 0, false },
		{ __LINE__, "", -1, 0, false },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		int64_t t = 0;
		bool day = false;

		if (time_parse_rfc3339(str_c(rows[i].in), &t, NULL, &day) !=
			rows[i].rc ||
		    t != rows[i].t || day != rows[i].day)
			fail_msg("row %d", rows[i].line);
	}
}

/* The C library would take UTC, and dates are kept for ever. */
static void
test_zone_that_cannot_be_read(void **state)
{
	struct zone z;
	struct err e = ERR_INIT;
	int status;
	pid_t pid;

	(void)state;
	if (getenv("UNDER_VALGRIND") != NULL)
		return; /* it keeps descriptors for itself, above the limit */
	/* Another one first: that is in force. */
	assert_int_equal(zone_init(&z, STR("Europe/Paris"), &e), 0);
	assert_int_equal(zone_offset(&z, 1763598600), 3600);
	assert_int_equal(zone_init(&z, STR("Asia/Shanghai"), &e), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		struct rlimit none = { STDERR_FILENO + 1, STDERR_FILENO + 1 };

		close(STDERR_FILENO);
		(void)open("/dev/null", O_WRONLY | O_CLOEXEC);
		setrlimit(RLIMIT_NOFILE, &none);
		_exit(zone_offset(&z, 1763598600) == 28800 ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 3);
	assert_int_equal(zone_offset(&z, 1763598600), 28800);
}

/* An error of the configuration, not the end of a run. */
static void
test_zone_of_the_first_version(void **state)
{
	char dir[] = "/tmp/zones-XXXXXX", path[64], file[4096];
	FILE *from = fopen("/usr/share/zoneinfo/Asia/Shanghai", "r"), *to;
	struct err e = ERR_INIT;
	struct zone z;
	size_t n;

	(void)state;
	assert_non_null(from);
	n = fread(file, 1, sizeof(file), from);
	fclose(from);
	file[4] = '\0';
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/Old", dir);
	to = fopen(path, "w");
	assert_non_null(to);
	assert_int_equal(fwrite(file, 1, n, to), n);
	fclose(to);
	setenv("TZDIR", dir, 1);
	assert_int_equal(zone_init(&z, STR("Old"), &e), -1);
	assert_int_equal(e.code, ERR_CONFIG);
	assert_non_null(strstr(e.msg, "\"Old\""));
	unsetenv("TZDIR");
	unlink(path);
	rmdir(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_calendar),
		cmocka_unit_test(test_zone_names),
		cmocka_unit_test(test_zone_changes),
		cmocka_unit_test(test_zone_that_cannot_be_read),
		cmocka_unit_test(test_zone_of_the_first_version),
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_parse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
