// SPDX-License-Identifier: ISC
// What came back from a feed, and what a page shows of it then.
#include "store/store.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tmp_dir.h"

#define NOW INT64_C(1790000000)
#define HOUR 3600

struct ground {
	struct store *st;
	struct arena a;
	int64_t number; /* of the item that came back */
};

static struct str
make_guid(
    const void *ctx, struct arena *a, const struct item *it, unsigned suffix)
{
	(void)ctx;
	return suffix == 0
		   ? arena_printf(a, "tag:%.*s", STR_ARG(it->key))
		   : arena_printf(a, "tag:%.*s-%u", STR_ARG(it->key), suffix);
}

/* As a page has it: the key is KEY, and the guid is made of it. */
static struct item
shown(struct ground *g, const char *key)
{
	struct item it = { .key = str_c(key),
		.title = STR("A story"),
		.summary = STR("As the page has it."),
		.digest = 7 };

	it.guid = make_guid(NULL, &g->a, &it, 0);
	return it;
}

/* The number of what the page has under KEY. */
static int64_t
find(struct ground *g, const char *key)
{
	struct item it = shown(g, key);
	struct err e = ERR_INIT;
	int64_t number = -1;

	assert_int_equal(store_find(g->st, STR("a"), &it, 1, &number, &e), 0);
	return number;
}

/* A page with one item, under KEY. */
static struct merge
page(struct ground *g, const char *key)
{
	struct item it = shown(g, key);
	struct merge done;
	struct err e = ERR_INIT;

	assert_int_equal(store_merge(g->st, &g->a, STR("a"), &it, 1, NOW + HOUR,
			     make_guid, NULL, &done, &e),
	    0);
	return done;
}

static size_t
stored(struct ground *g)
{
	struct err e = ERR_INIT;
	struct item *v;
	size_t n;

	assert_int_equal(
	    store_items_all(g->st, &g->a, STR("a"), 0, &v, NULL, &n, &e), 0);
	return n;
}

/* An item that was "l:first" when it was published. */
static void
lay(struct ground *g)
{
	struct memory m = {
		.state = STATE_OK, .message = STR_NULL, .turn = STR_NULL
	};
	struct err e = ERR_INIT;
	struct item it;
	bool fresh;

	arena_init(&g->a, 1 << 20);
	assert_int_equal(store_open(".", false, &g->st, &e), 0);
	it = shown(g, "l:first");
	it.key = STR_NULL;
	it.summary = STR("As the feed has it.");
	it.digest = 6;
	it.published =
	    (struct when){ .t = NOW - HOUR, .precision = PRECISION_SECOND };
	assert_int_equal(store_begin(g->st, &e), 0);
	assert_int_equal(store_memory_save(g->st, STR("a"), &m, &e), 0);
	assert_int_equal(
	    store_restore(g->st, &g->a, STR("a"), &it, NOW, &fresh, &e), 0);
	assert_true(fresh);
	g->number = find(g, "l:first");
}

static void
clear(struct ground *g)
{
	store_rollback(g->st);
	store_close(g->st);
	arena_release(&g->a);
}

static void
test_known_before_a_page_shows_it(void **state)
{
	struct ground g;
	struct merge m;

	(void)state;
	lay(&g);
	assert_int_not_equal(g.number, 0);
	assert_int_equal(find(&g, "l:other"), 0);
	m = page(&g, "l:first");
	assert_int_equal(m.fresh + m.changed, 0);
	assert_int_equal(m.same, 1);
	assert_int_equal(find(&g, "l:first"), g.number);
	clear(&g);
}

static void
test_of_another_source(void **state)
{
	struct ground g;
	struct err e = ERR_INIT;
	struct item it;
	int64_t number = -1;

	(void)state;
	lay(&g);
	it = shown(&g, "l:first");
	assert_int_equal(store_find(g.st, STR("b"), &it, 1, &number, &e), 0);
	assert_int_equal(number, 0);
	clear(&g);
}

static void
test_known_by_its_first_link_too(void **state)
{
	struct ground g;
	struct err e = ERR_INIT;
	struct merge m;

	(void)state;
	lay(&g);
	assert_int_equal(store_rekey(g.st, &g.a, STR("a"), g.number,
			     STR("l:second"), NOW, &e),
	    0);
	assert_int_equal(find(&g, "l:second"), g.number);
	assert_int_equal(find(&g, "l:first"), g.number);
	m = page(&g, "l:first");
	assert_int_equal(m.fresh, 0);
	assert_int_equal(stored(&g), 1);
	/* And by the other one as before. */
	assert_int_equal(find(&g, "l:second"), g.number);
	m = page(&g, "l:second");
	assert_int_equal(m.fresh, 0);
	assert_int_equal(stored(&g), 1);
	clear(&g);
}

#define TEST(fn) \
	cmocka_unit_test_setup_teardown(fn, tmp_dir_setup, tmp_dir_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_known_before_a_page_shows_it),
		TEST(test_of_another_source),
		TEST(test_known_by_its_first_link_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
