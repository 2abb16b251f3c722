// SPDX-License-Identifier: ISC
// Which items archive documents have, over many runs with odd dates.
#include "run/archive.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "model/limits.h"
#include "tmp_dir.h"

#define NOW INT64_C(1790000000)
#define RUNS 40
#define DOCUMENTS 64 /* more than these runs fill */

static uint64_t
next(uint64_t *seed)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return *seed * 2685821657736338717u;
}

static struct str
make_guid(
    const void *ctx, struct arena *a, const struct item *it, unsigned suffix)
{
	(void)ctx;
	return arena_printf(a, "tag:%.*s-%u", STR_ARG(it->key), suffix);
}

struct world {
	struct arena a;
	struct store *s;
	uint64_t seed;
	size_t total;
	struct str doc[DOCUMENTS]; /* the guids of each, once there is one */
};

/* N new items, with dates from years ago to now; some are held back. */
static void
arrive(struct world *w, size_t n, int64_t now)
{
	struct item *v = ARENA_ARRAY(&w->a, n, struct item);
	struct err e = ERR_INIT;
	struct merge done;

	for (size_t i = 0; i < n; i++) {
		int64_t age = next(&w->seed) % 8 == 0 ? 100000000 : 100000;

		v[i].key = arena_printf(&w->a, "%zu", w->total++);
		v[i].link = v[i].title = v[i].key;
		v[i].position = i;
		v[i].published.precision = PRECISION_SECOND;
		v[i].published.t = NOW + (int64_t)w->total * 1000 -
				   (int64_t)(next(&w->seed) % (uint64_t)age);
		if (next(&w->seed) % 10 == 0)
			v[i].withheld = WITHHELD_FLOOD;
	}
	assert_int_equal(store_merge(w->s, &w->a, STR("a"), v, n, now,
			     make_guid, NULL, &done, &e),
	    0);
	assert_int_equal(done.fresh + done.withheld, n);
}

/* What document NUMBER has, as one text. */
static struct str
guids(struct world *w, uint32_t number, size_t *n)
{
	struct err e = ERR_INIT;
	struct str *source, out = STR_NULL;
	struct item *v;

	assert_int_equal(store_archive_items(
			     w->s, &w->a, STR("a"), number, &v, &source, n, &e),
	    0);
	for (size_t i = 0; i < *n; i++) {
		assert_true(str_eq(source[i], STR("a")));
		out = arena_printf(
		    &w->a, "%.*s%.*s\n", STR_ARG(out), STR_ARG(v[i].guid));
	}
	return out;
}

/* The feed and its documents have each item once, and documents stay. */
static void
look(struct world *w, size_t keep, bool kept)
{
	struct archive ar = { .a = &w->a, .store = w->s };
	struct feed f = { .id = STR("a") };
	struct err e = ERR_INIT;
	struct item *window, *all;
	size_t n, stored, held = 0;

	assert_int_equal(
	    store_items(w->s, &w->a, STR("a"), keep, &window, &f.n, &e), 0);
	f.items = window;
	assert_int_equal(archive_join(&ar, &f, &e), 0);
	assert_true(f.archives < DOCUMENTS);
	for (uint32_t d = 1; d <= f.archives; d++) {
		struct str now = guids(w, d, &n);

		assert_int_equal(n, LIMIT_ARCHIVE);
		held += n;
		if (w->doc[d].len > 0)
			assert_true(str_eq(now, w->doc[d]));
		w->doc[d] = now;
	}
	for (size_t i = 1; i < f.n; i++)
		assert_true(
		    f.items[i - 1].published.t >= f.items[i].published.t);
	assert_int_equal(
	    store_items(w->s, &w->a, STR("a"), 0, &all, &stored, &e), 0);
	if (!kept)
		return;
	assert_int_equal(held + f.n, stored);
	assert_true(f.n < keep + LIMIT_ARCHIVE);
}

/*
 * Runs with the clock going back now and then, old dates, and items that are
 * let in later; KEEP changes on the way, and what it makes the feed show again
 * is then in a document as well.
 */
static void
test_each_item_once(void **state)
{
	struct world w = { .seed = 11 };
	size_t keep = 50;

	(void)state;
	arena_init(&w.a, SIZE_MAX);
	for (int run = 0; run < RUNS; run++) {
		struct err e = ERR_INIT;
		struct archive ar = { .a = &w.a };
		int64_t now = NOW + (run % 7 == 6 ? -1000000 : run * 3600);
		size_t n;

		assert_int_equal(store_open(".", false, &w.s, &e), 0);
		ar.store = w.s;
		assert_int_equal(store_begin(w.s, &e), 0);
		arrive(&w, 1 + next(&w.seed) % 150, now);
		if (run % 5 == 4)
			assert_int_equal(
			    store_withheld_change(w.s, STR("a"), WITHHELD_FLOOD,
				WITHHELD_NOT, &n, &e),
			    0);
		if (run == RUNS / 2)
			keep = 20;
		if (run == RUNS - 5)
			keep = 300;
		assert_int_equal(
		    store_archive_note_source(w.s, STR("a"), &e), 0);
		assert_int_equal(
		    archive_cut(&ar, STR("a"), keep, NULL, 0, &e), 0);
		assert_int_equal(store_commit(w.s, &e), 0);
		look(&w, keep, run < RUNS - 5);
		store_close(w.s);
	}
	assert_true(w.doc[10].len > 0);
	arena_release(&w.a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_each_item_once, tmp_dir_setup, tmp_dir_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
