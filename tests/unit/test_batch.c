// SPDX-License-Identifier: ISC
// Files that wait for their names.
#include "publish/batch.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fnv.h"
#include "model/limits.h"
#include "publish/publish.h"
#include "tmp_dir.h"

/* The names in the folder, dot files as "*", each with a comma, in order. */
static const char *
names(void)
{
	static char out[4096];
	struct dirent **v;
	int n = scandir(".", &v, NULL, alphasort);
	size_t len = 0;

	assert_true(n >= 0);
	out[0] = '\0';
	for (int i = 0; i < n; i++) {
		const char *name = v[i]->d_name;

		if (strncmp(name, TEMP_PREFIX, strlen(TEMP_PREFIX)) == 0)
			name = "*";
		if (name[0] != '.')
			len += (size_t)snprintf(
			    out + len, sizeof(out) - len, "%s,", name);
		free(v[i]);
	}
	free(v);
	return out;
}

static void
open_here(struct publisher *p)
{
	struct err e = ERR_INIT;

	assert_int_equal(publish_open(p, ".", &e), 0);
}

static bool
put(struct publisher *p, const char *name, const char *text)
{
	struct err e = ERR_INIT;
	bool wrote;

	if (publish_file(p, name, str_c(text), &wrote, &e) != 0)
		fail_msg("%s", e.msg);
	return wrote;
}

static void
flush(struct publisher *p)
{
	struct err e = ERR_INIT;

	if (publish_flush(p, &e) != 0)
		fail_msg("%s", e.msg);
}

static void
holds(const char *name, const char *text)
{
	char got[64] = "";
	FILE *f = fopen(name, "r");

	assert_non_null(f);
	assert_int_equal(fread(got, 1, sizeof(got) - 1, f), strlen(text));
	assert_string_equal(got, text);
	fclose(f);
}

static void
test_named_together(void **state)
{
	struct publisher p;
	uint32_t one, two;
	uint64_t before;

	(void)state;
	open_here(&p);
	assert_true(publish_named(&p, publish_taken(&p)));
	assert_true(put(&p, "a.rss", "a"));
	one = publish_taken(&p);
	assert_true(put(&p, "b.rss", "b"));
	two = publish_taken(&p);
	assert_string_equal(names(), "*,*,");
	before = publish_stamp(&p, "a.rss", FNV_BASIS);
	assert_false(publish_named(&p, one));
	flush(&p);
	assert_string_equal(names(), "a.rss,b.rss,");
	assert_true(publish_named(&p, one) && publish_named(&p, two));
	assert_true(publish_stamp(&p, "a.rss", FNV_BASIS) != before);
	holds("a.rss", "a");
	assert_false(put(&p, "a.rss", "a"));
	assert_true(publish_named(&p, publish_taken(&p)));
	flush(&p);
	publish_close(&p);
}

/* Who asks before they have their names is told what will be. */
static void
test_what_waits_is_there(void **state)
{
	struct publisher p;

	(void)state;
	for (int zipped = 0; zipped < 2; zipped++) {
		open_here(&p);
		p.gzip = zipped;
		put(&p, "a.rss", zipped ? "a, zipped" : "a, plain");
		assert_true(publish_exists(&p, "a.rss"));
		assert_true(publish_any(&p, "a.rss"));
		assert_true(publish_begins(&p, "a.rss", STR("a, ")));
		assert_true(publish_begins(
		    &p, "a.rss", str_c(zipped ? "a, zip" : "a, pl")));
		assert_false(publish_begins(&p, "a.rss", STR("b")));
		assert_false(publish_exists(&p, "b.rss"));
		assert_false(publish_any(&p, "b.rss"));
		flush(&p);
		publish_close(&p);
	}
}

/* Its old bytes are those that waited. */
static void
test_a_name_twice(void **state)
{
	struct publisher p;
	struct stat first, second;

	(void)state;
	open_here(&p);
	put(&p, "a.rss", "one");
	assert_true(put(&p, "a.rss", "two"));
	holds("a.rss", "one");
	assert_int_equal(stat("a.rss", &first), 0);
	flush(&p);
	holds("a.rss", "two");
	assert_int_equal(stat("a.rss", &second), 0);
	assert_true(second.st_mtim.tv_sec > first.st_mtim.tv_sec);
	put(&p, "b.rss", "one");
	assert_false(put(&p, "b.rss", "one"));
	flush(&p);
	publish_close(&p);
	assert_string_equal(names(), "a.rss,b.rss,");
}

/* The copy before its file, and all in the order in which they came. */
static void
test_one_cannot_be_named(void **state)
{
	struct publisher p;
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(mkdir("b.rss", 0755), 0);
	open_here(&p);
	p.gzip = true;
	put(&p, "a.rss", "a");
	put(&p, "b.rss", "b");
	put(&p, "c.rss", "c");
	assert_int_equal(publish_flush(&p, &e), -1);
	assert_int_equal(e.code, ERR_OUTPUT);
	assert_int_equal(e.sys, EISDIR);
	assert_non_null(strstr(e.msg, "b.rss: "));
	assert_string_equal(names(), "a.rss,a.rss.gz,b.rss,b.rss.gz,");
	assert_false(publish_named(&p, publish_taken(&p)));
	flush(&p);
	publish_close(&p);
	assert_string_equal(names(), "a.rss,a.rss.gz,b.rss,b.rss.gz,");
}

static void
test_the_folder_is_synced_all_the_same(void **state)
{
	struct publisher p;
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(mkdir("b.rss", 0755), 0);
	open_here(&p);
	put(&p, "a.rss", "a");
	put(&p, "b.rss", "b");
	assert_int_equal(publish_sync(&p, &e), -1);
	assert_non_null(strstr(e.msg, "b.rss: "));
	assert_string_equal(names(), "a.rss,b.rss,");
	assert_int_equal(publish_sync(&p, &e), 0);
	publish_close(&p);
}

/* What goes does so after what no longer names it. */
static void
test_a_removal_waits(void **state)
{
	struct publisher p;
	struct err e = ERR_INIT;

	(void)state;
	open_here(&p);
	put(&p, "a-1.rss", "an archive");
	flush(&p);
	put(&p, "a.rss", "no archive");
	assert_int_equal(publish_remove(&p, "a-1.rss", &e), 0);
	assert_string_equal(names(), "a.rss,");
	put(&p, "b.rss", "b");
	assert_int_equal(publish_remove(&p, "b.rss", &e), 0);
	assert_string_equal(names(), "a.rss,");
	assert_int_equal(mkdir("b.rss", 0755), 0);
	put(&p, "b.rss", "b");
	assert_int_equal(publish_remove(&p, "a.rss", &e), -1);
	assert_non_null(strstr(e.msg, "b.rss: "));
	assert_string_equal(names(), "a.rss,b.rss,");
	publish_close(&p);
}

static void
test_what_waits_is_dropped(void **state)
{
	struct publisher p;

	(void)state;
	open_here(&p);
	put(&p, "a.rss", "a");
	publish_close(&p);
	assert_string_equal(names(), "");
}

/* As many as may wait, with or without copies. */
static void
test_full(void **state)
{
	static const struct {
		rlim_t descriptors;
		size_t files, left; /* that wait after so many files */
		int line;
		bool gzip;
	} rows[] = {
		{ 8192, LIMIT_WAITING - 2, LIMIT_WAITING - 2, __LINE__, false },
		{ 8192, LIMIT_WAITING - 1, 0, __LINE__, false },
		{ 8192, LIMIT_WAITING / 2 - 1, LIMIT_WAITING - 2, __LINE__,
		    true },
		{ 8192, LIMIT_WAITING / 2, 0, __LINE__, true },
		{ 80, 8, 8, __LINE__, false },
		{ 80, 9, 0, __LINE__, false },
		{ 80, 10, 1, __LINE__, false },
		{ 16, 1, 0, __LINE__, false },
		{ 16, 1, 0, __LINE__, true },
	};
	struct rlimit was;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &was), 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct rlimit now = { rows[i].descriptors, was.rlim_max };
		struct publisher p;

		if (now.rlim_cur > was.rlim_max)
			continue;
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &now), 0);
		open_here(&p);
		p.gzip = rows[i].gzip;
		for (size_t k = 0; k < rows[i].files; k++) {
			char name[32], text[32];

			snprintf(name, sizeof(name), "%zu.rss", k);
			snprintf(text, sizeof(text), "%zu, %zu", k, i);
			put(&p, name, text);
		}
		if (p.batch.n != rows[i].left)
			fail_msg("line %d: %zu wait", rows[i].line, p.batch.n);
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &was), 0);
		flush(&p);
		publish_close(&p);
	}
}

static void
test_full_of_bytes(void **state)
{
	size_t len = LIMIT_WAITING_BYTES / 2;
	struct publisher p;
	struct err e = ERR_INIT;
	char *text = calloc(1, len + 1);
	bool wrote;

	(void)state;
	assert_non_null(text);
	open_here(&p);
	assert_int_equal(
	    publish_file(&p, "a.rss", str_n(text, len), &wrote, &e), 0);
	assert_string_equal(names(), "*,");
	assert_int_equal(
	    publish_file(&p, "b.rss", str_n(text, len + 1), &wrote, &e), 0);
	assert_string_equal(names(), "a.rss,b.rss,");
	put(&p, "c.rss", "c");
	assert_string_equal(names(), "*,a.rss,b.rss,");
	publish_close(&p);
	free(text);
}

/* Others took them since. */
static void
test_descriptors_run_out(void **state)
{
	struct rlimit was, now;
	struct publisher p;
	int next;

	(void)state;
	/* It makes a file before it says that there is no descriptor. */
	if (getenv("UNDER_VALGRIND") != NULL)
		skip();
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &was), 0);
	for (int zipped = 0; zipped < 2; zipped++) {
		open_here(&p);
		p.gzip = zipped;
		next = dup(p.dirfd);
		close(next);
		now = (struct rlimit){ (rlim_t)next + 3, was.rlim_max };
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &now), 0);
		for (int i = 0; i < 9; i++)
			put(&p, (char[]){ (char)('a' + i), '\0' },
			    zipped ? "zipped" : "plain");
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &was), 0);
		flush(&p);
		publish_close(&p);
		assert_string_equal(names(),
		    zipped ? "a,a.gz,b,b.gz,c,c.gz,d,d.gz,e,e.gz,f,f.gz,"
			     "g,g.gz,h,h.gz,i,i.gz,"
			   : "a,b,c,d,e,f,g,h,i,");
		holds("i", zipped ? "zipped" : "plain");
	}
}

#define TEST(fn) \
	cmocka_unit_test_setup_teardown(fn, tmp_dir_setup, tmp_dir_teardown)

/* Those that are synced may wait for many others: to somebody else who looks
 * through the folder they are not left behind. */
static void
test_others_leave_it(void **state)
{
	struct publisher p;
	struct temp t;

	(void)state;
	open_here(&p);
	assert_int_equal(temp_create(&t, p.dirfd), 0);
	assert_int_equal(temp_write(&t, STR("a")), 0);
	assert_int_equal(temp_sync(&t), 0);
	temp_sweep(p.dirfd);
	assert_int_equal(temp_rename(&t, "a.rss"), 0);
	assert_string_equal(names(), "a.rss,");
	temp_drop(&t);
	publish_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_named_together),
		TEST(test_what_waits_is_there),
		TEST(test_a_name_twice),
		TEST(test_one_cannot_be_named),
		TEST(test_the_folder_is_synced_all_the_same),
		TEST(test_a_removal_waits),
		TEST(test_what_waits_is_dropped),
		TEST(test_others_leave_it),
		TEST(test_full),
		TEST(test_full_of_bytes),
		TEST(test_descriptors_run_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
