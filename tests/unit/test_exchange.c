// SPDX-License-Identifier: ISC
// A database put in the place of another, where files have one name only.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "tmp_dir.h"

static int link_errno; /* 0: as ever */
static int link_or_not(const char *from, const char *to);

#define link link_or_not
#include "store/exchange.c"
#undef link

static int
link_or_not(const char *from, const char *to)
{
	if (link_errno == 0)
		return link(from, to);
	errno = link_errno;
	return -1;
}

static void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void
assert_holds(int line, const char *path, const char *want)
{
	char got[64] = "";
	FILE *f = fopen(path, "r");

	if (f == NULL || fgets(got, sizeof(got), f) == NULL ||
	    strcmp(got, want) != 0)
		fail_msg("line %d: %s holds \"%s\", not \"%s\"", line, path,
		    got, want);
	assert_int_equal(fclose(f), 0);
}

/* An exchange in this folder, where link(2) fails with ERROR; returns what
 * store_exchange does. */
static int
exchange(int error, struct err *e)
{
	const char *aside;
	struct arena a;
	int rc;

	arena_init(&a, 1 << 20);
	assert_int_equal(mkdir("made", 0700), 0);
	put("coranto.db", "old");
	put("coranto.db-wal", "log");
	put("made/coranto.db", "new");
	link_errno = error;
	rc = store_exchange(&a, ".", "made", "x", &aside, e);
	if (rc == 0)
		assert_string_equal(aside, "./coranto.db.x");
	arena_release(&a);
	return rc;
}

static void
test_a_second_name(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(exchange(0, &e), 0);
	assert_holds(__LINE__, "coranto.db", "new");
	assert_holds(__LINE__, "coranto.db.x", "old");
	assert_holds(__LINE__, "coranto.db.x-wal", "log");
}

/* What link(2) says of a file system without hard links. */
static void
test_no_second_name(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(exchange(EPERM, &e), 0);
	assert_holds(__LINE__, "coranto.db", "new");
	assert_holds(__LINE__, "coranto.db.x", "old");
	assert_holds(__LINE__, "coranto.db.x-wal", "log");
}

static void
test_other_failures_change_nothing(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(exchange(EIO, &e), -1);
	assert_int_equal(e.sys, EIO);
	assert_holds(__LINE__, "coranto.db", "old");
	assert_holds(__LINE__, "coranto.db-wal", "log");
}

/* Somebody has removed the database of a run that was killed, but not its log. */
static void
test_a_log_alone(void **state)
{
	struct err e = ERR_INIT;
	const char *aside = "";
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(mkdir("made", 0700), 0);
	put("coranto.db-wal", "log");
	put("coranto.db-journal", "journal");
	put("coranto.db-shm", "index");
	link_errno = 0;
	put("made/coranto.db", "new");
	assert_int_equal(store_exchange(&a, ".", "made", "x", &aside, &e), 0);
	assert_null(aside);
	assert_holds(__LINE__, "coranto.db", "new");
	assert_holds(__LINE__, "coranto.db.x-wal", "log");
	assert_holds(__LINE__, "coranto.db.x-journal", "journal");
	assert_int_equal(access("coranto.db-wal", F_OK), -1);
	assert_int_equal(access("coranto.db-journal", F_OK), -1);
	assert_int_equal(access("coranto.db-shm", F_OK), -1);
	arena_release(&a);
}

#define TEST(f) \
	cmocka_unit_test_setup_teardown(f, tmp_dir_setup, tmp_dir_teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(test_a_second_name),
		TEST(test_no_second_name),
		TEST(test_other_failures_change_nothing),
		TEST(test_a_log_alone),
	};

	return cmocka_run_group_tests_name("exchange", tests, NULL, NULL);
}
