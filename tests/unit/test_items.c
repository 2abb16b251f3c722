// SPDX-License-Identifier: ISC
// The order of a source's items, and how many there are of them.
#include "store/store.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tmp_dir.h"

#define NOW INT64_C(1790000000)

struct ground {
	struct store *st;
	struct arena a;
};

static void
lay(struct ground *g)
{
	struct err e = ERR_INIT;

	arena_init(&g->a, 1 << 20);
	assert_int_equal(store_open(".", false, &g->st, &e), 0);
}

static void
leave(struct ground *g)
{
	arena_release(&g->a);
	store_close(g->st);
}

static struct str
make_guid(
    const void *ctx, struct arena *a, const struct item *it, unsigned suffix)
{
	(void)ctx;
	(void)suffix;
	return arena_printf(a, "tag:%.*s", STR_ARG(it->key));
}

/* An item whose guid ends in KEY, published DAYS ago, at POSITION. */
static void
bring(struct ground *g, const char *key, int days, size_t position, int64_t now)
{
	const struct item it = { .key = str_c(key),
		.title = str_c(key),
		.position = position,
		.published = { .t = NOW - days * INT64_C(86400),
		    .precision = PRECISION_SECOND } };
	struct merge done;
	struct err e = ERR_INIT;

	assert_int_equal(store_merge(g->st, &g->a, STR("s"), &it, 1, now,
			     make_guid, NULL, &done, &e),
	    0);
}

/* The titles of the newest KEEP, one after the other; of all that are asked for
 * with their numbers likewise. */
static void
is_listed(struct ground *g, size_t keep, const char *want)
{
	struct str all = STR(""), same = STR("");
	struct item *v, *w;
	struct err e = ERR_INIT;
	int64_t *number, found;
	size_t n, m;

	assert_int_equal(
	    store_items(g->st, &g->a, STR("s"), keep, &v, &n, &e), 0);
	assert_int_equal(
	    store_items_all(g->st, &g->a, STR("s"), keep, &w, &number, &m, &e),
	    0);
	assert_int_equal(m, n);
	for (size_t i = 0; i < n; i++) {
		all = arena_concat(&g->a, (struct str[]){ all, v[i].title }, 2);
		same =
		    arena_concat(&g->a, (struct str[]){ same, w[i].title }, 2);
		assert_int_equal(
		    store_find(g->st, STR("s"), &w[i], 1, &found, &e), 0);
		assert_int_equal(found, number[i]);
	}
	assert_string_equal(arena_cstr(&g->a, all), want);
	assert_string_equal(arena_cstr(&g->a, same), want);
}

static void
test_order(void **state)
{
	static const char *const want = "abcdefghij";
	char some[16];
	struct ground g;

	(void)state;
	lay(&g);
	is_listed(&g, 0, "");
	is_listed(&g, 3, "");
	bring(&g, "j", 3, 0, NOW);
	/* The same day, run and place: by guid. */
	bring(&g, "f", 2, 0, NOW);
	bring(&g, "d", 2, 0, NOW);
	bring(&g, "g", 2, 0, NOW);
	bring(&g, "e", 2, 0, NOW);
	/* A later place, an earlier run. */
	bring(&g, "h", 2, 1, NOW);
	bring(&g, "i", 2, 0, NOW - 60);
	bring(&g, "c", 1, 7, NOW);
	bring(&g, "b", 0, 9, NOW);
	bring(&g, "a", 0, 9, NOW);
	for (size_t keep = 1; keep <= 11; keep++) {
		snprintf(some, sizeof(some), "%.*s", (int)keep, want);
		is_listed(&g, keep, some);
	}
	is_listed(&g, 0, want);
	leave(&g);
}

static void
test_all_are_tied(void **state)
{
	struct ground g;

	(void)state;
	lay(&g);
	bring(&g, "b", 0, 0, NOW);
	bring(&g, "c", 0, 0, NOW);
	bring(&g, "a", 0, 0, NOW);
	is_listed(&g, 0, "abc");
	is_listed(&g, 1, "a");
	is_listed(&g, 2, "ab");
	leave(&g);
}

#define TEST(fn) \
	cmocka_unit_test_setup_teardown(fn, tmp_dir_setup, tmp_dir_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_order),
		TEST(test_all_are_tied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
