// SPDX-License-Identifier: ISC
#include "publish/publish.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "tmp_dir.h"

#define STALE ".coranto-0123456789abcdef.tmp"

static void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void
assert_holds(const char *path, struct str wanted)
{
	struct err e = ERR_INIT;
	struct buf b;

	buf_init(&b, 16 << 20);
	assert_int_equal(file_read(AT_FDCWD, path, &b, &e), 0);
	assert_true(str_eq(buf_str(&b), wanted));
	buf_release(&b);
}

static struct stat
look(const char *path)
{
	struct stat st;

	assert_int_equal(lstat(path, &st), 0);
	return st;
}

static size_t
count_files(const char *dir)
{
	DIR *d = opendir(dir);
	const struct dirent *entry;
	size_t n = 0;

	assert_non_null(d);
	while ((entry = readdir(d)) != NULL)
		n += strcmp(entry->d_name, ".") != 0 &&
		     strcmp(entry->d_name, "..") != 0;
	closedir(d);
	return n;
}

static void
set_mtime(const char *path, time_t t)
{
	struct timespec times[2] = { { .tv_sec = t }, { .tv_sec = t } };

	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* Publish BYTES as NAME, all well; returns whether it wrote. */
static bool
publish(const char *dir, const char *name, struct str bytes)
{
	struct err e = ERR_INIT;
	struct publisher p;
	bool wrote = false;

	assert_int_equal(publish_open(&p, dir, &e), 0);
	assert_int_equal(publish_file(&p, name, bytes, &wrote, &e), 0);
	assert_int_equal(publish_sync(&p, &e), 0);
	publish_close(&p);
	assert_int_equal(e.code, ERR_NONE);
	return wrote;
}

static void
test_writes_what_changed(void **state)
{
	const struct {
		int line;
		const char *old; /* NULL: no file */
		struct str bytes;
		bool wrote;
	} rows[] = {
		{ __LINE__, NULL, STR("<rss/>"), true },
		{ __LINE__, NULL, STR(""), true },
		{ __LINE__, "<rss/>", STR("<rss/>"), false },
		{ __LINE__, "<rss/>", STR("<rsS/>"), true },
		{ __LINE__, "<rss/>", STR("<rss/>\n"), true },
		{ __LINE__, "<rss/>", STR(""), true },
		{ __LINE__, "", STR(""), false },
		{ __LINE__, "ab", STR("a\0b"), true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *path = "a.rss";

		unlink(path);
		if (rows[i].old != NULL)
			put(path, rows[i].old);
		if (publish(".", "a.rss", rows[i].bytes) != rows[i].wrote)
			fail_msg("line %d", rows[i].line);
		assert_holds(path, rows[i].bytes);
		assert_int_equal(count_files("."), 1);
	}
}

/* Larger than the pieces that are read and written at a time. */
static void
test_large_files(void **state)
{
	size_t len = 300001;
	char *p = malloc(len);

	(void)state;
	assert_non_null(p);
	memset(p, 'x', len);
	assert_true(publish(".", "a.rss", str_n(p, len)));
	assert_false(publish(".", "a.rss", str_n(p, len)));
	p[len - 1] = 'y';
	assert_true(publish(".", "a.rss", str_n(p, len)));
	assert_holds("a.rss", str_n(p, len));
	free(p);
}

static void
test_unchanged_is_not_touched(void **state)
{
	const char *path = "a.rss";
	struct stat before, after;

	(void)state;
	assert_true(publish(".", "a.rss", STR("<rss/>")));
	set_mtime(path, 1000000000);
	before = look(path);
	assert_false(publish(".", "a.rss", STR("<rss/>")));
	after = look(path);
	assert_int_equal(after.st_ino, before.st_ino);
	assert_int_equal(after.st_mtim.tv_sec, 1000000000);
	assert_int_equal(after.st_ctim.tv_nsec, before.st_ctim.tv_nsec);
}

static void
test_mtime_grows_by_a_second(void **state)
{
	const char *path = "a.rss";
	time_t now = time(NULL);
	const struct {
		int line;
		time_t old, least, most;
	} rows[] = {
		{ __LINE__, 1000000000, now, now + 60 },
		{ __LINE__, now + 100, now + 101, now + 101 },
		{ __LINE__, now + 86400, now + 86401, now + 86401 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		time_t t;

		put(path, "old");
		set_mtime(path, rows[i].old);
		assert_true(publish(".", "a.rss", STR("new")));
		t = look(path).st_mtim.tv_sec;
		if (t < rows[i].least || t > rows[i].most)
			fail_msg("line %d: mtime is now%+ld", rows[i].line,
			    (long)(t - now));
	}
	/* Several changes within one second are as many seconds. */
	put(path, "old");
	for (int i = 0; i < 3; i++) {
		time_t before = look(path).st_mtim.tv_sec;

		publish(".", "a.rss", i % 2 ? STR("one") : STR("two"));
		assert_true(look(path).st_mtim.tv_sec > before);
	}
}

static void
test_mode_follows_the_umask(void **state)
{
	static const struct {
		int line;
		mode_t mask, wanted;
	} rows[] = {
		{ __LINE__, 0, 0644 },
		{ __LINE__, 022, 0644 },
		{ __LINE__, 027, 0640 },
		{ __LINE__, 077, 0600 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		mode_t before = umask(rows[i].mask);

		unlink("a.rss");
		publish(".", "a.rss", STR("<rss/>"));
		umask(before);
		if ((look("a.rss").st_mode & 07777) != rows[i].wanted)
			fail_msg("line %d", rows[i].line);
	}
}

static void
test_links_are_replaced(void **state)
{
	const char *victim = "victim";
	const char *path = "a.rss";

	(void)state;
	put(victim, "precious");
	assert_int_equal(symlink("victim", path), 0);
	assert_true(publish(".", "a.rss", STR("<rss/>")));
	assert_holds(victim, STR("precious"));
	assert_true(S_ISREG(look(path).st_mode));

	/* Also when the target holds the very bytes. */
	unlink(path);
	assert_int_equal(symlink("victim", path), 0);
	assert_true(publish(".", "a.rss", STR("precious")));
	assert_true(S_ISREG(look(path).st_mode));

	unlink(path);
	assert_int_equal(link(victim, path), 0);
	assert_true(publish(".", "a.rss", STR("<rss/>")));
	assert_holds(victim, STR("precious"));

	/* One that leads nowhere, and a FIFO, which must block nothing. */
	unlink(path);
	assert_int_equal(symlink("a.rss", path), 0);
	assert_true(publish(".", "a.rss", STR("<rss/>")));
	assert_true(S_ISREG(look(path).st_mode));
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_true(publish(".", "a.rss", STR_NULL));
	assert_true(S_ISREG(look(path).st_mode));
}

static void
test_folder_is_created(void **state)
{
	const char *dir = "a/b";

	(void)state;
	assert_true(publish(dir, "a.rss", STR("<rss/>")));
	assert_holds("a/b/a.rss", STR("<rss/>"));
}

static void
test_folder_may_be_a_link(void **state)
{
	(void)state;
	assert_int_equal(mkdir("real", 0755), 0);
	assert_int_equal(symlink("real", "feeds"), 0);
	assert_true(publish("feeds", "a.rss", STR("x")));
	assert_holds("real/a.rss", STR("x"));
}

static void
test_folders_refused(void **state)
{
	static const struct {
		int line;
		const char *dir;
		int sys;
	} rows[] = {
		{ __LINE__, "file", ENOTDIR },
		{ __LINE__, "file/below", ENOTDIR },
		{ __LINE__, "loop", ELOOP },
	};

	(void)state;
	put("file", "x");
	assert_int_equal(symlink("loop", "loop"), 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *dir = rows[i].dir;
		struct err e = ERR_INIT;
		struct publisher p;

		if (publish_open(&p, dir, &e) == 0)
			fail_msg("line %d: opened", rows[i].line);
		assert_int_equal(e.code, ERR_OUTPUT);
		assert_int_equal(e.reach, REACH_RUN);
		assert_non_null(strstr(e.msg, dir));
		if (e.sys != rows[i].sys)
			fail_msg("line %d: %s", rows[i].line, e.msg);
	}
	assert_holds("file", STR("x"));
}

/* In a child that is nobody, as root may write everywhere. */
static void
test_read_only_folder(void **state)
{
	int status;
	pid_t child;

	(void)state;
	assert_int_equal(chmod(".", 0555), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct err e = ERR_INIT;
		struct publisher p;

		if (geteuid() == 0 && seteuid(65534) != 0)
			_exit(1);
		if (publish_open(&p, ".", &e) == 0)
			_exit(2);
		publish_close(&p);
		publish_close(&p);
		_exit(e.code == ERR_OUTPUT && e.sys == EACCES ? 0 : 3);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(chmod(".", 0755), 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
test_names_refused(void **state)
{
	static const char *const names[] = { "", ".", "..", ".a", "../a", "a/b",
		"/tmp/a" };
	struct publisher p;
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(publish_open(&p, ".", &e), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		bool wrote;

		if (publish_file(&p, names[i], STR("x"), &wrote, &e) == 0)
			fail_msg("\"%s\" was written", names[i]);
		assert_int_equal(e.code, ERR_OUTPUT);
	}
	publish_close(&p);
	assert_int_equal(count_files("."), 0);
}

/* A name that a folder has cannot be written: all is as before. */
static void
test_failed_rename_leaves_nothing(void **state)
{
	struct publisher p;
	struct err e = ERR_INIT;
	bool wrote;

	(void)state;
	assert_int_equal(mkdir("a.rss", 0755), 0);
	assert_int_equal(publish_open(&p, ".", &e), 0);
	assert_int_equal(publish_file(&p, "a.rss", STR("x"), &wrote, &e), 0);
	assert_int_equal(publish_sync(&p, &e), -1);
	publish_close(&p);
	assert_int_equal(e.sys, EISDIR);
	assert_non_null(strstr(e.msg, "a.rss"));
	assert_int_equal(count_files("."), 1);
}

/* In a child, as the limit holds for the whole process. */
static void
test_full_disk_leaves_the_old_file(void **state)
{
	int status;
	pid_t child;

	(void)state;
	assert_true(publish(".", "a.rss", STR("old")));
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		const struct rlimit limit = { 10, 10 };
		struct publisher p;
		struct err e = ERR_INIT;
		bool wrote;

		signal(SIGXFSZ, SIG_IGN);
		if (setrlimit(RLIMIT_FSIZE, &limit) != 0 ||
		    publish_open(&p, ".", &e) != 0)
			_exit(1);
		if (publish_file(
			&p, "a.rss", STR("eleven bytes"), &wrote, &e) == 0)
			_exit(2);
		publish_close(&p);
		_exit(e.sys == EFBIG && e.code == ERR_OUTPUT ? 0 : 3);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_holds("a.rss", STR("old"));
	assert_int_equal(count_files("."), 1);
}

static void
test_sweep_takes_only_our_own(void **state)
{
	static const struct {
		const char *name;
		bool kept;
	} rows[] = {
		{ STALE, false },
		{ ".coranto-0123456789abcdeg.tmp", true },
		{ ".coranto-0123456789abcdef0.tmp", true },
		{ ".coranto-0123456789abcdef", true },
		{ ".coranto-0123456789abcdef.tmp~", true },
		{ "coranto-0123456789abcdef.tmp", true },
		{ ".htaccess", true },
		{ "a.rss", true },
	};
	struct publisher p;
	struct err e = ERR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		put(rows[i].name, "x");
	assert_int_equal(publish_open(&p, ".", &e), 0);
	publish_close(&p);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if ((access(rows[i].name, F_OK) == 0) != rows[i].kept)
			fail_msg("%s", rows[i].name);
}

static void
test_sweep_spares_links_folders_and_the_living(void **state)
{
	const char *path = STALE;
	struct publisher p;
	struct err e = ERR_INIT;
	int fd;

	(void)state;
	put("victim", "x");
	assert_int_equal(symlink("victim", path), 0);
	assert_int_equal(publish_open(&p, ".", &e), 0);
	publish_close(&p);
	assert_int_equal(access("victim", F_OK), 0);
	unlink(path);

	path = STALE;
	assert_int_equal(mkdir(path, 0755), 0);
	assert_int_equal(publish_open(&p, ".", &e), 0);
	publish_close(&p);
	assert_int_equal(rmdir(path), 0);

	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	assert_int_equal(publish_open(&p, ".", &e), 0);
	publish_close(&p);
	assert_int_equal(access(path, F_OK), 0);
	close(fd);
	assert_int_equal(publish_open(&p, ".", &e), 0);
	publish_close(&p);
	assert_int_equal(access(path, F_OK), -1);
}

/* Publish BYTES as "a.rss", with a copy or without, in a process that the kernel
 * kills where it writes byte AT of a file. */
static void
publish_and_die(struct str bytes, bool gzip, rlim_t at)
{
	struct rlimit size = { at, at }, core = { 0, 0 };
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct publisher p;
		struct err e = ERR_INIT;
		bool wrote;

		signal(SIGXFSZ, SIG_DFL);
		if (setrlimit(RLIMIT_CORE, &core) == 0 &&
		    publish_open(&p, ".", &e) == 0 &&
		    setrlimit(RLIMIT_FSIZE, &size) == 0) {
			p.gzip = gzip;
			publish_file(&p, "a.rss", bytes, &wrote, &e);
		}
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ);
}

/* Killed before the rename: the old file is whole, the next open cleans up. */
static void
test_kill_while_writing(void **state)
{
	static const rlim_t at[] = { 0, 1, 4096, 1 << 20, (4 << 20) - 1 };
	struct publisher p;
	struct err e = ERR_INIT;
	size_t len = 4 << 20;
	char *big = malloc(len);

	(void)state;
	assert_non_null(big);
	memset(big, 'x', len);
	publish(".", "a.rss", STR("old"));
	for (size_t i = 0; i < sizeof(at) / sizeof(*at); i++) {
		publish_and_die(str_n(big, len), false, at[i]);
		assert_holds("a.rss", STR("old"));
		assert_int_equal(count_files("."), 2);
		assert_int_equal(publish_open(&p, ".", &e), 0);
		publish_close(&p);
		assert_int_equal(count_files("."), 1);
	}
	free(big);
}

/* Publish "a.rss" with a copy, or without; returns whether it wrote. */
static bool
publish_zipped(struct str bytes, bool gzip)
{
	struct err e = ERR_INIT;
	struct publisher p;
	bool wrote = false;

	assert_int_equal(publish_open(&p, ".", &e), 0);
	p.gzip = gzip;
	assert_int_equal(publish_file(&p, "a.rss", bytes, &wrote, &e), 0);
	assert_int_equal(publish_flush(&p, &e), 0);
	publish_close(&p);
	return wrote;
}

static void
assert_copy_of(struct str wanted)
{
	gzFile gz = gzopen("a.rss.gz", "rb");
	char *got = malloc(wanted.len + 1);
	struct stat file = look("a.rss"), copy = look("a.rss.gz");

	assert_non_null(gz);
	assert_non_null(got);
	assert_int_equal(
	    gzread(gz, got, (unsigned)wanted.len + 1), (int)wanted.len);
	assert_memory_equal(got, wanted.p, wanted.len);
	assert_int_equal(gzclose(gz), Z_OK);
	free(got);
	assert_int_equal(copy.st_mtim.tv_sec, file.st_mtim.tv_sec);
	assert_int_equal(copy.st_mtim.tv_nsec, file.st_mtim.tv_nsec);
}

static void
test_copies_follow_their_files(void **state)
{
	struct stat before, after;

	(void)state;
	assert_true(publish_zipped(STR("<rss/>"), true));
	assert_copy_of(STR("<rss/>"));
	assert_int_equal(count_files("."), 2);

	before = look("a.rss.gz");
	assert_false(publish_zipped(STR("<rss/>"), true));
	after = look("a.rss.gz");
	assert_int_equal(after.st_ino, before.st_ino);

	assert_true(publish_zipped(STR("<rss>1</rss>"), true));
	assert_copy_of(STR("<rss>1</rss>"));
	assert_true(publish_zipped(STR(""), true));
	assert_copy_of(STR(""));

	/* Lost, or of another time: made again, the file stays. */
	unlink("a.rss.gz");
	assert_false(publish_zipped(STR(""), true));
	assert_copy_of(STR(""));
	set_mtime("a.rss.gz", 1000000000);
	assert_false(publish_zipped(STR(""), true));
	assert_copy_of(STR(""));

	assert_false(publish_zipped(STR(""), false));
	assert_int_equal(count_files("."), 1);
	assert_true(publish_zipped(STR("x"), true));
	assert_true(publish_zipped(STR("y"), false));
	assert_int_equal(count_files("."), 1);
}

/* The same file at another time, by another run: the same copy. */
static void
test_copies_have_no_time(void **state)
{
	struct err e = ERR_INIT;
	struct buf first;

	(void)state;
	buf_init(&first, 1 << 20);
	publish_zipped(STR("<rss>text text text text</rss>"), true);
	assert_int_equal(file_read(AT_FDCWD, "a.rss.gz", &first, &e), 0);
	set_mtime("a.rss", 1000000000);
	publish_zipped(STR("<rss>text text text text</rss>"), true);
	assert_int_equal(look("a.rss.gz").st_mtim.tv_sec, 1000000000);
	assert_holds("a.rss.gz", buf_str(&first));
	/* RFC 1952: flags without a name, four bytes of time. */
	assert_memory_equal(first.p, "\x1f\x8b\x08\x10\0\0\0\0", 8);
	buf_release(&first);
}

static void
test_copies_of_others_stay(void **state)
{
	(void)state;
	publish_zipped(STR("a"), false);
	put("a.rss.gz", "somebody's own");
	assert_false(publish_zipped(STR("a"), false));
	assert_true(publish_zipped(STR("b"), false));
	assert_holds("a.rss.gz", STR("somebody's own"));
	/* Until they are asked for here. */
	assert_false(publish_zipped(STR("b"), true));
	assert_copy_of(STR("b"));
}

/* As a power cut may leave them: their files are gone, they are not. */
static void
test_copies_left_alone_are_found(void **state)
{
	struct err e = ERR_INIT;
	struct publisher p;

	(void)state;
	publish_zipped(STR("a"), true);
	put("b.rss.gz", "somebody's own");
	assert_int_equal(publish_open(&p, ".", &e), 0);
	p.gzip = true;
	assert_true(publish_exists(&p, "a.rss"));
	set_mtime("a.rss", 1000000000);
	assert_false(publish_exists(&p, "a.rss"));
	p.gzip = false;
	assert_true(publish_exists(&p, "a.rss"));
	unlink("a.rss");
	assert_false(publish_exists(&p, "a.rss"));
	assert_true(publish_any(&p, "a.rss"));
	assert_false(publish_any(&p, "b.rss"));
	assert_int_equal(publish_remove(&p, "a.rss", &e), 0);
	assert_false(publish_any(&p, "a.rss"));
	assert_int_equal(count_files("."), 1);
	publish_close(&p);
}

/* Killed in the middle of the copy, which is the larger one of so few bytes. */
static void
test_kill_leaves_no_old_copy(void **state)
{
	static const struct str bytes = { "new one", 7 };

	(void)state;
	publish_zipped(STR("old"), true);
	publish_and_die(bytes, true, bytes.len);
	assert_holds("a.rss", STR("old"));
	assert_copy_of(STR("old"));
	publish_zipped(bytes, true);
	assert_holds("a.rss", bytes);
	assert_copy_of(bytes);
	assert_int_equal(count_files("."), 2);
}

static void
test_looks_and_removes(void **state)
{
	struct err e = ERR_INIT;
	struct publisher p;

	(void)state;
	publish_zipped(STR("abc"), true);
	assert_int_equal(publish_open(&p, ".", &e), 0);
	assert_true(publish_exists(&p, "a.rss"));
	assert_false(publish_exists(&p, "b.rss"));
	assert_true(publish_begins(&p, "a.rss", STR("abc")));
	assert_true(publish_begins(&p, "a.rss", STR("ab")));
	assert_false(publish_begins(&p, "a.rss", STR("abcd")));
	assert_false(publish_begins(&p, "a.rss", STR("b")));
	assert_false(publish_begins(&p, "b.rss", STR("a")));
	assert_int_equal(publish_remove(&p, "a.rss", &e), 0);
	assert_int_equal(count_files("."), 0);
	assert_int_equal(publish_remove(&p, "a.rss", &e), 0);
	assert_int_equal(publish_remove(&p, "../a", &e), -1);
	assert_int_equal(e.code, ERR_OUTPUT);
	publish_close(&p);
}

/* Bytes in pieces of 1,000; one of TURNED is another; it fails at the end when
 * it is to. */
struct made {
	size_t n, turned;
	bool fails;
};

/* publish_make */
static int
make(void *ctx, struct buf *b, struct err *e)
{
	const struct made *m = ctx;

	for (size_t i = 0; i < m->n; i++)
		buf_addf(b, "%c%0999zu", i + 1 == m->turned ? 'y' : 'x', i);
	if (b->over)
		return err_set(e, ERR_LIMIT, "too much");
	return m->fails ? err_set(e, ERR_EXTRACT, "it cannot be made") : 0;
}

/* A file that comes in pieces is what it is in one. */
static void
test_pieces(void **state)
{
	static const struct {
		int line;
		struct made made;
		bool wrote;
	} table[] = {
		{ __LINE__, { 300, 0, false }, true },
		{ __LINE__, { 300, 0, false }, false },
		{ __LINE__, { 300, 300, false }, true },
		{ __LINE__, { 300, 1, false }, true },
		{ __LINE__, { 299, 1, false }, true },
		{ __LINE__, { 300, 1, false }, true },
		{ __LINE__, { 2, 0, false }, true },
		{ __LINE__, { 2, 0, false }, false },
		{ __LINE__, { 0, 0, false }, true },
		{ __LINE__, { 0, 0, false }, false },
	};
	struct publisher p;
	struct err e = ERR_INIT;

	(void)state;
	for (int gzip = 0; gzip < 2; gzip++) {
		assert_int_equal(publish_open(&p, ".", &e), 0);
		p.gzip = gzip;
		for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
			struct made m = table[i].made;
			struct buf b;
			bool wrote;

			buf_init(&b, 1 << 20);
			assert_int_equal(make(&m, &b, &e), 0);
			if (publish_made(
				&p, "a", 1 << 20, make, &m, &wrote, &e) != 0 ||
			    wrote != table[i].wrote)
				fail_msg("line %d: %s", table[i].line, e.msg);
			assert_int_equal(publish_flush(&p, &e), 0);
			assert_holds("a", buf_str(&b));
			assert_int_equal(count_files("."), 1 + gzip);
			buf_release(&b);
		}
		publish_close(&p);
		assert_int_equal(unlink("a"), 0);
	}
}

/* What fails, or is too much, leaves the file as it was and nothing else. */
static void
test_pieces_that_fail(void **state)
{
	struct made well = { 1, 0, false }, bad = { 300, 0, true },
		    much = { 300, 0, false };
	struct publisher p;
	struct rlimit before, small;
	struct err e = ERR_INIT;
	bool wrote;

	(void)state;
	assert_int_equal(publish_open(&p, ".", &e), 0);
	assert_int_equal(
	    publish_made(&p, "a", 1 << 20, make, &well, &wrote, &e), 0);
	assert_int_equal(
	    publish_made(&p, "a", 1 << 20, make, &bad, &wrote, &e), -1);
	assert_int_equal(e.code, ERR_EXTRACT);
	assert_int_equal(
	    publish_made(&p, "a", 200000, make, &much, &wrote, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_int_equal(
	    publish_made(&p, "../a", 1 << 20, make, &well, &wrote, &e), -1);
	assert_int_equal(e.code, ERR_OUTPUT);
	/* A disk that is full. */
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = (struct rlimit){ 100000, before.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(
	    publish_made(&p, "a", 1 << 20, make, &much, &wrote, &e), -1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(e.code, ERR_OUTPUT);
	assert_int_equal(e.sys, EFBIG);
	assert_int_equal(look("a").st_size, 1000);
	assert_int_equal(count_files("."), 1);
	publish_close(&p);
}

#define TEST(fn) \
	cmocka_unit_test_setup_teardown(fn, tmp_dir_setup, tmp_dir_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_writes_what_changed),
		TEST(test_large_files),
		TEST(test_unchanged_is_not_touched),
		TEST(test_mtime_grows_by_a_second),
		TEST(test_mode_follows_the_umask),
		TEST(test_links_are_replaced),
		TEST(test_folder_is_created),
		TEST(test_folder_may_be_a_link),
		TEST(test_folders_refused),
		TEST(test_read_only_folder),
		TEST(test_names_refused),
		TEST(test_failed_rename_leaves_nothing),
		TEST(test_full_disk_leaves_the_old_file),
		TEST(test_sweep_takes_only_our_own),
		TEST(test_sweep_spares_links_folders_and_the_living),
		TEST(test_kill_while_writing),
		TEST(test_copies_follow_their_files),
		TEST(test_copies_have_no_time),
		TEST(test_copies_of_others_stay),
		TEST(test_copies_left_alone_are_found),
		TEST(test_kill_leaves_no_old_copy),
		TEST(test_looks_and_removes),
		TEST(test_pieces),
		TEST(test_pieces_that_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
