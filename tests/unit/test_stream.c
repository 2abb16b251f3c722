// SPDX-License-Identifier: ISC
// Items of many sources in one order.
#include "store/store.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tmp_dir.h"

#define NOW INT64_C(1790000000)
#define SOURCES 30
#define ITEMS 100 /* of each, at most */

struct fixture {
	void *dir;
	struct store *s;
	struct arena a;
	struct str id[SOURCES];
	size_t total;
};

static struct str
make_guid(
    const void *ctx, struct arena *a, const struct item *it, unsigned suffix)
{
	return arena_printf(
	    a, "tag:%s:%.*s-%u", (const char *)ctx, STR_ARG(it->key), suffix);
}

static uint64_t
next(uint64_t *seed)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return *seed * 2685821657736338717u;
}

/* Sources of 0 to ITEMS items, over three runs, with many equal dates. */
static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct err e = ERR_INIT;
	uint64_t seed = 7;

	if (f == NULL || tmp_dir_setup(&f->dir) != 0)
		return -1;
	arena_init(&f->a, 64 << 20);
	*state = f;
	if (store_open(".", false, &f->s, &e) != 0 ||
	    store_begin(f->s, &e) != 0)
		return -1;
	for (size_t i = 0; i < SOURCES; i++) {
		struct item *v = ARENA_ARRAY(&f->a, ITEMS, struct item);
		size_t n = i % 3 == 0 ? i / 3 * 10 : next(&seed) % ITEMS;
		struct merge done;

		f->id[i] = arena_printf(&f->a, "s%zu", i);
		for (size_t k = 0; k < n; k++) {
			v[k].key = arena_printf(&f->a, "%zu", k);
			v[k].link = v[k].title = v[k].key;
			v[k].position = k;
			v[k].published.precision = PRECISION_SECOND;
			v[k].published.t = NOW - (int64_t)(next(&seed) % 50);
			if (store_merge(f->s, &f->a, f->id[i], &v[k], 1,
				NOW + (int64_t)(next(&seed) % 3), make_guid,
				f->id[i].p, &done, &e) != 0)
				return -1;
		}
		f->total += n;
	}
	return store_commit(f->s, &e);
}

static int
teardown(void **state)
{
	struct fixture *f = *state;
	int rc;

	store_close(f->s);
	arena_release(&f->a);
	rc = tmp_dir_teardown(&f->dir);
	free(f);
	return rc;
}

/* Is A rightly before B? */
static bool
in_order(const struct item *a, size_t from_a, const struct item *b,
    size_t from_b, enum stream_order order)
{
	int64_t x[2] = { a->published.t, a->first_seen },
		y[2] = { b->published.t, b->first_seen };
	int one = order == STREAM_SEEN, two = 1 - one;

	if (x[one] != y[one])
		return x[one] > y[one];
	if (x[two] != y[two])
		return x[two] > y[two];
	if (from_a != from_b)
		return from_a < from_b;
	return a->position < b->position;
}

static void
test_all_in_order(void **state)
{
	struct fixture *f = *state;

	for (int order = STREAM_PUBLISHED; order <= STREAM_SEEN; order++) {
		struct item it, last = { 0 };
		struct err e = ERR_INIT;
		size_t n = 0, from = 0, last_from = 0;
		struct stream *st;

		assert_int_equal(store_stream(f->s, &f->a, f->id, SOURCES,
				     (enum stream_order)order, &st, &e),
		    0);
		while (stream_next(st, &f->a, &it, &from, &e) == 1) {
			if (n > 0 && !in_order(&last, last_from, &it, from,
					 (enum stream_order)order))
				fail_msg("item %zu of order %d", n, order);
			last = it;
			last_from = from;
			n++;
		}
		assert_int_equal(n, f->total);
	}
}

/* Five of each source and no more; an unknown source has none. */
static void
test_leave(void **state)
{
	struct fixture *f = *state;
	size_t taken[SOURCES] = { 0 }, from = 0, n = 0, wanted = 0;
	struct err e = ERR_INIT;
	struct stream *st;
	struct item *own, it;

	for (size_t i = 0; i < SOURCES; i++) {
		assert_int_equal(
		    store_items(f->s, &f->a, f->id[i], 5, &own, &n, &e), 0);
		wanted += n;
	}
	f->id[4] = STR("unknown");
	assert_int_equal(
	    store_items(f->s, &f->a, STR("s4"), 5, &own, &n, &e), 0);
	wanted -= n;
	assert_int_equal(store_stream(f->s, &f->a, f->id, SOURCES,
			     STREAM_PUBLISHED, &st, &e),
	    0);
	for (n = 0; stream_next(st, &f->a, &it, &from, &e) == 1; n++)
		if (++taken[from] == 5)
			stream_leave(st, from);
	assert_int_equal(n, wanted);
	f->id[4] = STR("s4");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_in_order),
		cmocka_unit_test(test_leave),
	};

	return cmocka_run_group_tests_name("stream", tests, setup, teardown);
}
