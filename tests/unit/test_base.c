// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/log.h"
#include "base/regex.h"
#include "base/str.h"
#include "base/utf8.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

/* Fail with the row's line, so that a table row names itself. */
static void
same(int line, struct str got, struct str want)
{
	if (!str_eq(got, want))
		fail_msg("row %d: got \"%.*s\", want \"%.*s\"", line,
		    STR_ARG(got), STR_ARG(want));
}

static void
test_str_search(void **state)
{
	static const struct {
		int line;
		const char *s, *needle;
		size_t first, last;
	} rows[] = {
		{ __LINE__, "abcabc", "bc", 1, 4 },
		{ __LINE__, "abc", "abc", 0, 0 },
		{ __LINE__, "abc", "d", STR_NONE, STR_NONE },
		{ __LINE__, "ab", "abc", STR_NONE, STR_NONE },
		{ __LINE__, "", "a", STR_NONE, STR_NONE },
		{ __LINE__, "aaa", "a", 0, 2 },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct str s = str_c(rows[i].s), n = str_c(rows[i].needle);

		if (str_find(s, n) != rows[i].first ||
		    str_rfind(s, n) != rows[i].last)
			fail_msg("row %d", rows[i].line);
	}
}

static void
test_str_cut(void **state)
{
	struct str rest = STR("a,,b"), part;

	(void)state;
	assert_true(str_cut(&rest, ',', &part));
	same(__LINE__, part, STR("a"));
	assert_true(str_cut(&rest, ',', &part));
	same(__LINE__, part, STR(""));
	assert_true(str_cut(&rest, ',', &part));
	same(__LINE__, part, STR("b"));
	assert_false(str_cut(&rest, ',', &part));
}

static void
test_str_uint(void **state)
{
	static const struct {
		int line;
		const char *s;
		unsigned long long max, want;
		int rc;
	} rows[] = {
		{ __LINE__, "0", 9, 0, 0 },
		{ __LINE__, "255", 255, 255, 0 },
		{ __LINE__, "256", 255, 0, -1 },
		{ __LINE__, "9", 5, 0, -1 },
		{ __LINE__, "15", 5, 0, -1 },
		{ __LINE__, "05", 5, 5, 0 },
		{ __LINE__, "18446744073709551615", UINT64_MAX, UINT64_MAX, 0 },
		{ __LINE__, "18446744073709551616", UINT64_MAX, 0, -1 },
		{ __LINE__, "", 9, 0, -1 },
		{ __LINE__, "-1", 9, 0, -1 },
		{ __LINE__, "1a", 99, 0, -1 },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		unsigned long long v = 0;

		if (str_uint(str_c(rows[i].s), rows[i].max, &v) != rows[i].rc ||
		    v != rows[i].want)
			fail_msg("row %d: %llu", rows[i].line, v);
	}
}

/* Each scalar value is read back from its bytes, alone and cut short; what would
 * be a surrogate, too long or too large is not. */
static void
test_utf8_all(void **state)
{
	char b[4];

	(void)state;
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
		bool scalar = cp < 0xD800 || cp > 0xDFFF, ok;
		size_t at = 0, n;

		if (!scalar) {
			b[0] = (char)0xED;
			b[1] = (char)(0x80 | (cp >> 6 & 0x3F));
			b[2] = (char)(0x80 | (cp & 0x3F));
			assert_int_equal(
			    utf8_read(str_n(b, 3), &at, &ok), UTF8_REPLACEMENT);
			assert_false(ok);
			assert_int_equal(at, 1);
			continue;
		}
		n = utf8_put(cp, b);
		assert_int_equal(utf8_next(str_n(b, n), &at), cp);
		assert_int_equal(at, n);
		at = 0;
		assert_int_equal(utf8_read(str_n(b, n), &at, &ok), cp);
		assert_true(ok);
		for (size_t less = 1; less < n; less++) {
			at = 0;
			assert_int_equal(
			    utf8_next(str_n(b, less), &at), UTF8_REPLACEMENT);
			assert_int_equal(at, less);
		}
	}
}

static void
test_utf8(void **state)
{
	/* Unicode 15, 3.9, table 3-8, and the ends of each range. */
	static const struct {
		int line;
		const char *in, *want;
		size_t count;
	} rows[] = {
		{ __LINE__, "abc", "abc", 3 },
		{ __LINE__, "朱镕基", "朱镕基", 3 },
		{ __LINE__, "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF", 1 },
		{ __LINE__, "\x80", "\xEF\xBF\xBD", 1 },
		{ __LINE__, "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD", 2 },
		{ __LINE__, "\xE0\x80\xAF",
		    "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3 },
		{ __LINE__, "\xED\xA0\x80",
		    "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3 },
		{ __LINE__, "\xF4\x90\x80\x80",
		    "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 4 },
		{ __LINE__, "a\xE4\xB8z", "a\xEF\xBF\xBDz", 3 },
		{ __LINE__, "\xF0\x9F\x98", "\xEF\xBF\xBD", 1 },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct str in = str_c(rows[i].in), want = str_c(rows[i].want);
		size_t at = in.len, back = 0;

		same(rows[i].line, utf8_scrub(&a, in), want);
		while (at > 0) {
			utf8_prev(in, &at);
			back++;
		}
		if (utf8_count(in) != rows[i].count || back != rows[i].count ||
		    utf8_valid(in) != str_eq(in, want))
			fail_msg("row %d: %zu, %zu", rows[i].line,
			    utf8_count(in), back);
	}
	arena_release(&a);
}

static void
count_up(void *arg)
{
	++*(int *)arg;
}

static void
test_arena(void **state)
{
	struct arena a;
	jmp_buf over;
	int deferred = 0;
	volatile bool landed = false;

	(void)state;
	arena_init(&a, 100000);
	for (size_t n = 1; n < 300; n++) {
		char *p = arena_alloc(&a, n);

		assert_true((uintptr_t)p % _Alignof(max_align_t) == 0);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xFF, n);
	}
	arena_defer(&a, count_up, &deferred);
	a.over = &over;
	if (setjmp(over) == 0)
		arena_alloc(&a, 100000);
	else
		landed = true;
	assert_true(landed);
	arena_reset(&a);
	assert_int_equal(deferred, 1);
	assert_non_null(arena_alloc(&a, 90000));
	arena_release(&a);
	assert_int_equal(deferred, 1);
}

static void
test_buf(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 10);
	assert_int_equal(buf_add(&b, STR("12345")), 0);
	assert_int_equal(buf_addf(&b, "%d", 678), 0);
	assert_int_equal(buf_add(&b, STR("abc")), -1);
	assert_true(b.over);
	assert_int_equal(buf_addc(&b, 'x'), -1);
	same(__LINE__, buf_str(&b), STR("12345678"));
	buf_clear(&b);
	assert_int_equal(buf_addcp(&b, 0x6731), 0);
	same(__LINE__, buf_str(&b), STR("朱"));
	buf_release(&b);
	assert_int_equal(b.len, 0);
}

static void
test_err(void **state)
{
	char longer[400];
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(err_set(&e, ERR_HTTP, "status %d", 404), -1);
	assert_int_equal(e.reach, REACH_SOURCE);
	assert_int_equal(err_in(&e, "item %d", 3), -1);
	assert_string_equal(e.msg, "item 3: status 404");
	err_sys(&e, ERR_STORE, ENOENT, "db");
	assert_string_equal(e.msg, "db: No such file or directory");
	assert_int_equal(e.sys, ENOENT);
	/* A cut never leaves part of a character. */
	for (size_t shift = 0; shift < 3; shift++) {
		memset(longer, 'x', shift);
		for (size_t i = shift; i + 3 < sizeof(longer); i += 3)
			memcpy(longer + i, "朱", 4);
		err_set(&e, ERR_NET, "%s", longer);
		assert_true(utf8_valid(str_c(e.msg)));
		assert_true(strlen(e.msg) > 250);
	}
}

static void
test_log_escape(void **state)
{
	static const struct {
		int line;
		const char *in, *want;
	} rows[] = {
		{ __LINE__, "plain 朱", "plain 朱" },
		{ __LINE__, "a\nb\tc", "a\\x0Ab\\x09c" },
		{ __LINE__, "\033[31m", "\\x1B[31m" },
		{ __LINE__, "\xC2\x9B", "\\u{9B}" },
		{ __LINE__, "\xE2\x80\xAE", "\\u{202E}" },
		{ __LINE__, "\xFF", "\\xFF" },
		{ __LINE__, "\xEF\xBF\xBD", "\xEF\xBF\xBD" },
	};
	char out[64];

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		log_escape(out, sizeof(out), str_c(rows[i].in));
		same(rows[i].line, str_c(out), str_c(rows[i].want));
	}
	log_escape(out, 6, STR("朱镕基"));
	assert_string_equal(out, "朱");
}

#define LONG_TEXT ((size_t)200000)

static void
test_regex(void **state)
{
	struct arena a;
	static const char *const far[] = { "a*bc", "\\w*+\\d", "a.*b.*c",
		"(?=a*b)c?" };
	struct regex *r;
	struct regex_match m;
	struct err e = ERR_INIT;
	char *p;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(
	    regex_compile(&a, STR("第(\\d+)期"), STR(""), 1000, &r, &e), 0);
	assert_int_equal(regex_search(r, STR("杂志第12期"), 0, &m, &e), 1);
	assert_int_equal(m.n, 2);
	assert_int_equal(m.group[1].end - m.group[1].start, 2);
	assert_int_equal(m.group[2].start, STR_NONE);
	assert_int_equal(regex_search(r, STR("杂志"), 0, &m, &e), 0);
	assert_int_equal(
	    regex_compile(&a, STR("朱(镕"), STR(""), 1000, &r, &e), -1);
	assert_int_equal(e.col, 4);
	assert_int_equal(
	    regex_compile(&a, STR("a"), STR("g"), 1000, &r, &e), -1);
	/* A pattern that would run for ever is given up. */
	assert_int_equal(
	    regex_compile(&a, STR("(a+)+$"), STR(""), 100000, &r, &e), 0);
	assert_int_equal(
	    regex_search(
		r, STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"), 0, &m, &e),
	    -1);
	assert_int_equal(e.code, ERR_LIMIT);
	/* Also one that is quick at each place, but looks far at every one. */
	p = arena_alloc(&a, LONG_TEXT);
	memset(p, 'a', LONG_TEXT);
	p[LONG_TEXT - 1] = 'c';
	for (size_t i = 0; i < sizeof(far) / sizeof(*far); i++) {
		assert_int_equal(
		    regex_compile(&a, str_c(far[i]), STR(""), 1000000, &r, &e),
		    0);
		assert_int_equal(
		    regex_search(r, str_n(p, LONG_TEXT), 0, &m, &e), -1);
		assert_int_equal(e.code, ERR_LIMIT);
	}
	arena_release(&a);
}

static void
test_file(void **state)
{
	char dir[] = "/tmp/coranto-test-XXXXXX", path[64];
	struct buf b;
	struct err e = ERR_INIT;
	int fd;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/f", dir);
	fd = open(path, O_CREAT | O_WRONLY, 0600);
	assert_int_equal(fd_write_all(fd, STR("0123456789")), 0);
	close(fd);
	buf_init(&b, 10);
	assert_int_equal(file_read(AT_FDCWD, path, &b, &e), 0);
	same(__LINE__, buf_str(&b), STR("0123456789"));
	buf_release(&b);
	buf_init(&b, 9);
	assert_int_equal(file_read(AT_FDCWD, path, &b, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	buf_release(&b);
	assert_int_equal(file_read(AT_FDCWD, dir, &b, &e), -1);
	assert_int_equal(e.sys, EISDIR);
	unlink(path);
	assert_int_equal(file_read(AT_FDCWD, path, &b, &e), -1);
	assert_int_equal(e.sys, ENOENT);
	/* A FIFO must not be waited for. */
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(file_read(AT_FDCWD, path, &b, &e), -1);
	assert_int_equal(e.sys, EINVAL);
	unlink(path);
	snprintf(path, sizeof(path), "%s/a/b/c", dir);
	assert_int_equal(dir_create(path, &e), 0);
	assert_int_equal(dir_create(path, &e), 0);
	for (int i = 0; i < 4; i++) {
		rmdir(path);
		*strrchr(path, '/') = '\0';
	}
}

static void
test_paths(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 16);
	same(__LINE__, path_join(&a, STR("a/b"), STR("c")), STR("a/b/c"));
	same(__LINE__, path_join(&a, STR("/"), STR("c")), STR("/c"));
	same(__LINE__, path_join(&a, STR("a"), STR("/c")), STR("/c"));
	same(__LINE__, path_join(&a, STR("."), STR("c")), STR("c"));
	same(__LINE__, path_dir(&a, STR("a/b/c")), STR("a/b"));
	same(__LINE__, path_dir(&a, STR("/c")), STR("/"));
	same(__LINE__, path_dir(&a, STR("c")), STR("."));
	same(__LINE__, path_base(STR("a/b")), STR("b"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_str_search),
		cmocka_unit_test(test_str_cut),
		cmocka_unit_test(test_str_uint),
		cmocka_unit_test(test_utf8),
		cmocka_unit_test(test_utf8_all),
		cmocka_unit_test(test_arena),
		cmocka_unit_test(test_buf),
		cmocka_unit_test(test_err),
		cmocka_unit_test(test_log_escape),
		cmocka_unit_test(test_regex),
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
