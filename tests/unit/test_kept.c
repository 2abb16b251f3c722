// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "publish/zip.h"
#include "run/kept.h"
#include "tmp_dir.h"

static const struct kept_limits limits = {
	.count = 9, .size = 8 << 20, .age = 86400, .total = 8 << 20
};

static const struct source src = { SOURCE_PARTS(bare_parts), .id = { "s", 1 },
	.url = { "https://example.org/", 20 },
	.shown = { "https://example.org/", 20 }, .max_size = 1 << 20 };

/* What was kept of RES, as it is read again. */
static struct response
read_again(struct arena *a, const struct response *res)
{
	struct err e = ERR_INIT;
	struct response out;
	struct keeper k;
	struct kept *v;
	size_t n;

	keeper_init(&k, &limits, STR("."), 1000);
	keeper_put(&k, a, &src, res, 1);
	keeper_close(&k);
	assert_false(k.failed);
	assert_int_equal(kept_list(a, k.state, src.id, &v, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_int_equal(kept_read(a, k.state, &src, &v[0], &out, &e), 0);
	return out;
}

static void
assert_text(struct str got, struct str want)
{
	if (!str_eq(got, want))
		fail_msg(
		    "got \"%.*s\", want \"%.*s\"", STR_ARG(got), STR_ARG(want));
}

/* A body of any coding comes back such that decoding gives the same. */
static void
test_codings(void **state)
{
	static const struct str page = { "<ul><li>One</li></ul>", 21 };
	/* Larger than LIMIT_RATIO_FLOOR, and so alike that it would be
	 * compressed to less than a LIMIT_RATIO-th, which is refused when it is
	 * read. */
	size_t much = 3 << 20;
	char *alike = malloc(much);
	struct buf zipped;
	struct arena a;

	(void)state;
	assert_non_null(alike);
	memset(alike, 'x', much);
	arena_init(&a, 64 << 20);
	buf_init(&zipped, 1 << 20);
	assert_int_equal(zip_bytes(page, ZIP_SMALL, &zipped), 0);
	const struct {
		const char *coding;
		struct str body;
		const char *coding_read;
		struct str body_read;
	} rows[] = {
		{ "", page, "", page },
		{ "", STR(""), "", STR("") },
		{ "", str_n(alike, 200000), "", str_n(alike, 200000) },
		{ "", str_n(alike, much), "", str_n(alike, much) },
		/* gzip is taken off with that of the file. */
		{ "gzip", buf_str(&zipped), "", page },
		{ " X-GZIP", buf_str(&zipped), "", page },
		{ "br", STR("\x8b\x02\x80not looked at"), "br",
		    STR("\x8b\x02\x80not looked at") },
		{ "gzip, br", buf_str(&zipped), "gzip, br", buf_str(&zipped) },
		/* Servers say so of what is not. */
		{ "gzip", page, "gzip", page },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct response got = read_again(
		    &a, &(struct response){ .url = STR("https://example.org/"),
			    .content_type = STR("text/html"),
			    .content_encoding = str_c(rows[i].coding),
			    .body = rows[i].body });

		assert_text(got.body, rows[i].body_read);
		assert_text(got.content_encoding, str_c(rows[i].coding_read));
		assert_text(got.content_type, STR("text/html"));
		assert_text(got.url, STR("https://example.org/"));
	}
	buf_release(&zipped);
	arena_release(&a);
	free(alike);
}

/* A header that would make lines of its own is left out. */
static void
test_lines_in_headers(void **state)
{
	struct response got;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	got = read_again(
	    &a, &(struct response){ .url = STR("https://example.org/"),
		    .content_type = STR("text/html\ncoding: br"),
		    .content_language = STR("de\n\nno body"),
		    .body = STR("body") });
	assert_text(got.content_type, STR_NULL);
	assert_text(got.content_language, STR_NULL);
	assert_text(got.content_encoding, STR_NULL);
	assert_text(got.body, STR("body"));
	arena_release(&a);
}

/* Put TEXT, compressed, in the place of PAGE; of the file LEN bytes at most. */
static void
write_page(const struct kept *page, struct str text, size_t len)
{
	char path[128];
	struct buf b;
	FILE *f;

	snprintf(path, sizeof(path), "pages/s/%s", page->name);
	buf_init(&b, 1 << 20);
	assert_int_equal(zip_bytes(text, ZIP_FAST, &b), 0);
	f = fopen(path, "w");
	assert_non_null(f);
	if (len > b.len)
		len = b.len;
	assert_int_equal(fwrite(b.p, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
	buf_release(&b);
}

static void
test_damaged(void **state)
{
	static const struct {
		const char *text;
		size_t len;
		enum err_code code;
	} rows[] = {
		{ "coranto page 1\ntype: text/html\n\nbody", 999, ERR_NONE },
		{ "coranto page 1\nlater: new\n\n", 999, ERR_NONE },
		{ "coranto page 1\n\nbody", 0, ERR_DECODE },
		{ "coranto page 1\n\nbody", 20, ERR_DECODE },
		{ "coranto page 2\n\nbody", 999, ERR_DECODE },
		{ "coranto page 1\ntype\n\nbody", 999, ERR_DECODE },
		{ "coranto page 1\ntype: text/html\n", 999, ERR_DECODE },
	};
	struct kept page = { .time = 1000, .number = 1 };
	struct response got;
	struct arena a;

	(void)state;
	snprintf(page.name, sizeof(page.name), "1000-1.gz");
	assert_int_equal(mkdir("pages", 0700) | mkdir("pages/s", 0700), 0);
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err e = ERR_INIT;

		write_page(&page, str_c(rows[i].text), rows[i].len);
		(void)kept_read(&a, STR("."), &src, &page, &got, &e);
		if (e.code != rows[i].code)
			fail_msg("row %zu: %d: %s", i, (int)e.code, e.msg);
	}
	arena_release(&a);
}

/* What is no file, or not there, is told as such. */
static void
test_not_to_be_read(void **state)
{
	static const struct kept page = { .name = "1000-1.gz" };
	struct response got;
	struct kept *v;
	struct arena a;
	size_t n;

	(void)state;
	arena_init(&a, 64 << 20);
	for (int i = 0; i < 4; i++) {
		struct err e = ERR_INIT;

		if (i == 1)
			assert_int_equal(mkdir("pages", 0700), 0);
		if (i == 2)
			assert_int_equal(mkdir("pages/s", 0700), 0);
		if (i == 3)
			assert_int_equal(symlink("x", "pages/s/1000-1.gz"), 0);
		assert_int_equal(
		    kept_read(&a, STR("."), &src, &page, &got, &e), -1);
		assert_int_equal(e.code, ERR_SYSTEM);
		e = ERR_INIT;
		assert_int_equal(
		    kept_list(&a, STR("."), src.id, &v, &n, &e), 0);
		assert_int_equal(n, 0);
	}
	assert_int_equal(unlink("pages/s/1000-1.gz"), 0);
	assert_int_equal(rmdir("pages/s"), 0);
	assert_int_equal(symlink(".", "pages/s"), 0);
	{
		struct err e = ERR_INIT;

		assert_int_equal(
		    kept_list(&a, STR("."), src.id, &v, &n, &e), -1);
		assert_int_equal(e.code, ERR_SYSTEM);
	}
	arena_release(&a);
}

static void
put_at(struct keeper *k, struct arena *a, const char *id, int64_t now)
{
	struct source s = src;

	s.id = str_c(id);
	k->now = now;
	keeper_put(k, a, &s, &(struct response){ .body = STR("body") }, 1);
	assert_false(k->failed);
}

static size_t
count_of(struct arena *a, const char *id)
{
	struct err e = ERR_INIT;
	struct kept *v;
	size_t n;

	assert_int_equal(kept_list(a, STR("."), str_c(id), &v, &n, &e), 0);
	return n;
}

static void
touch(const char *path)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fclose(f);
}

/* As many as may be, the newest; and what a killed process left goes. */
static void
test_too_many(void **state)
{
	struct keeper k;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	keeper_init(&k, &limits, STR("."), 0);
	assert_int_equal(mkdir("pages", 0700) | mkdir("pages/s", 0700), 0);
	touch("pages/s/1001-1.gz.tmp");
	touch("pages/s/99-1.gz.tmp");
	for (int i = 1; i <= 12; i++)
		put_at(&k, &a, "s", 1000 + i);
	keeper_close(&k);
	assert_int_equal(count_of(&a, "s"), 9);
	assert_int_equal(access("pages/s/1003-1.gz", F_OK), -1);
	assert_int_equal(access("pages/s/1004-1.gz", F_OK), 0);
	assert_int_equal(access("pages/s/99-1.gz.tmp", F_OK), -1);
	arena_release(&a);
}

/* Once an hour of all sources: what is too old, and of the rest the oldest that
 * are too much together. */
static void
test_of_all_sources(void **state)
{
	struct kept_limits few = limits;
	struct keeper k;
	struct arena a;
	struct stat st;

	(void)state;
	arena_init(&a, 64 << 20);
	keeper_init(&k, &few, STR("."), 0);
	put_at(&k, &a, "gone", 1000);
	put_at(&k, &a, "old", 50000);
	put_at(&k, &a, "old", 90000);
	assert_int_equal(stat("pages/old/90000-1.gz", &st), 0);
	put_at(&k, &a, "new", 99000);
	/* "gone" is too old, and two of three others are as much as may be. */
	few.total = 2 * (uint64_t)st.st_size;
	keeper_prune(&k, &a);
	assert_int_equal(access("pages/gone", F_OK), -1);
	assert_int_equal(count_of(&a, "old"), 1);
	assert_int_equal(access("pages/old/90000-1.gz", F_OK), 0);
	assert_int_equal(count_of(&a, "new"), 1);
	few.total = 0;
	put_at(&k, &a, "new", 102000);
	keeper_prune(&k, &a);
	assert_int_equal(count_of(&a, "new"), 2);
	put_at(&k, &a, "new", 102700);
	keeper_prune(&k, &a);
	assert_int_equal(count_of(&a, "new"), 0);
	assert_int_equal(access("pages/old", F_OK), -1);
	keeper_close(&k);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_codings, tmp_dir_setup, tmp_dir_teardown),
		cmocka_unit_test_setup_teardown(
		    test_lines_in_headers, tmp_dir_setup, tmp_dir_teardown),
		cmocka_unit_test_setup_teardown(
		    test_too_many, tmp_dir_setup, tmp_dir_teardown),
		cmocka_unit_test_setup_teardown(
		    test_of_all_sources, tmp_dir_setup, tmp_dir_teardown),
		cmocka_unit_test_setup_teardown(
		    test_damaged, tmp_dir_setup, tmp_dir_teardown),
		cmocka_unit_test_setup_teardown(
		    test_not_to_be_read, tmp_dir_setup, tmp_dir_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
