// SPDX-License-Identifier: ISC
// The list of feeds: what stands in which folder, at any number of them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>
#include <time.h>

#include "generate/generate.h"
#include "model/limits.h"
#include "patience.h"

static void
folders(void **state)
{
	static const struct str b[] = { { "b", 1 } }, a[] = { { "a", 1 } },
				ba[] = { { "b", 1 }, { "a", 1 } };
	struct overview_feed v[] = {
		{ .id = STR("1"), .title = STR("1"), .tags = b, .ntags = 1 },
		{ .id = STR("2"), .title = STR("2"), .tags = a, .ntags = 1 },
		{ .id = STR("3"), .title = STR("3") },
		{ .id = STR("4"), .title = STR("4"), .tags = ba, .ntags = 2 },
		{ .id = STR("5"), .title = STR("5"), .tags = a, .ntags = 1 },
	};
	const struct overview_file file = { { "RSS", 3 }, { ".rss", 4 } };
	struct overview o = { .source = v,
		.nsources = sizeof(v) / sizeof(*v),
		.file = &file,
		.nfiles = 1 };
	struct err e = ERR_INIT;
	struct buf out;
	char seen[32] = "";
	size_t n = 0;

	(void)state;
	buf_init(&out, LIMIT_FEED);
	assert_int_equal(generate_opml(&o, STR_NULL, &out, &e), 0);
	for (const char *p = out.p; (p = strstr(p, "<outline text=\"")) != NULL;
	     p++)
		seen[n++] = p[strlen("<outline text=\"")];
	assert_string_equal(seen, "3b14a25");
	buf_release(&out);
}

/* Each of 100,000 sources has a tag of its own, then all have one of a few. */
static void
many(void **state)
{
	enum { N = 100000 };
	struct arena a;
	struct overview_feed *v;
	struct overview_file file = { { "RSS", 3 }, { ".rss", 4 } };
	struct err e = ERR_INIT;
	struct buf out;
	clock_t t = clock();

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	buf_init(&out, SIZE_MAX / 2);
	v = ARENA_ARRAY(&a, N, struct overview_feed);
	for (size_t tags = N; tags > 0; tags /= 1000) {
		struct overview o = {
			.source = v, .nsources = N, .file = &file, .nfiles = 1
		};

		for (size_t i = 0; i < N; i++) {
			struct str *tag = ARENA_NEW(&a, struct str);

			*tag = arena_printf(&a, "tag %zu", i % tags);
			v[i].id = v[i].title = STR("x");
			v[i].tags = tag;
			v[i].ntags = 1;
		}
		assert_int_equal(generate_opml(&o, STR_NULL, &out, &e), 0);
	}
	buf_release(&out);
	arena_release(&a);
	/* Less than a second; comparing all with all takes many. */
	assert_true(within(t, 5));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders),
		cmocka_unit_test(many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
