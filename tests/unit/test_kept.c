// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "publish/zip.h"
#include "run/kept.h"
#include "tmp_dir.h"

static const struct kept_limits limits = {
	.count = 9, .size = 1 << 20, .age = 86400, .total = 1 << 20
};

/* What was kept of RES, as it is read again. */
static struct response
read_again(struct arena *a, const struct response *res)
{
	const struct source src = { .id = STR("s"),
		.url = STR("https://example.org/"),
		.shown = STR("https://example.org/"),
		.max_size = 1 << 20 };
	struct keeper k = { .limits = &limits, .state = STR("."), .now = 1000 };
	struct err e = ERR_INIT;
	struct response out;
	struct kept *v;
	size_t n;

	keeper_put(&k, a, &src, res, 1);
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
	struct buf zipped;
	struct arena a;

	(void)state;
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
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_codings, tmp_dir_setup, tmp_dir_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
