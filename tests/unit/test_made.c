// SPDX-License-Identifier: ISC
// What the store knows of files that were made, and when it forgets it.
#include "store/store.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/field.h"
#include "tmp_dir.h"

#define NOW INT64_C(1790000000)

/* Two sources, each with an item and one that is withheld. */
struct ground {
	struct store *st;
	struct arena a;
	int64_t number[2];      /* of items of the first */
	struct str guid, other; /* of items of the first and the second */
};

static struct str
make_guid(
    const void *ctx, struct arena *a, const struct item *it, unsigned suffix)
{
	(void)suffix;
	return arena_printf(
	    a, "tag:%s-%.*s", (const char *)ctx, STR_ARG(it->key));
}

static void
bring(struct ground *g, const char *id, const char *title)
{
	const struct item v[] = { { .key = STR("l:1"), .title = str_c(title) },
		{ .key = STR("l:2"),
		    .title = STR("Two"),
		    .withheld = WITHHELD_FLOOD } };
	struct merge done;
	struct err e = ERR_INIT;

	assert_int_equal(store_merge(g->st, &g->a, str_c(id), v, 2, NOW,
			     make_guid, id, &done, &e),
	    0);
	assert_int_equal(store_find(g->st, STR("a"), v, 2, g->number, &e), 0);
}

static void
lay(struct ground *g)
{
	struct memory m = {
		.state = STATE_OK, .message = STR_NULL, .turn = STR_NULL
	};
	struct err e = ERR_INIT;

	arena_init(&g->a, 1 << 20);
	assert_int_equal(store_open(".", false, &g->st, &e), 0);
	bring(g, "b", "One");
	bring(g, "a", "One");
	assert_int_equal(store_memory_save(g->st, STR("a"), &m, &e), 0);
	g->guid = STR("tag:a-l:1");
	g->other = STR("tag:b-l:1");
}

static void
know(struct ground *g, const char *feed)
{
	const struct made m = { str_c(feed), UINT64_MAX, 7 };
	struct err e = ERR_INIT;

	assert_int_equal(store_made_save(g->st, &m, &e), 0);
}

/* The feeds that are known, with commas. */
static const char *
known(struct ground *g)
{
	struct str all = STR("");
	struct err e = ERR_INIT;
	struct made *v;
	size_t n;

	assert_int_equal(store_made_list(g->st, &g->a, &v, &n, &e), 0);
	for (size_t i = 0; i < n; i++) {
		assert_true(v[i].mark == UINT64_MAX);
		assert_int_equal(v[i].items, 7);
		all = arena_concat(&g->a,
		    (struct str[]){
			all, i > 0 ? STR(",") : STR(""), v[i].feed },
		    3);
	}
	return arena_cstr(&g->a, all);
}

/* --- Each change --------------------------------------------------------- */

static void
nothing_new(struct ground *g)
{
	bring(g, "a", "One");
}

static void
edited(struct ground *g)
{
	bring(g, "a", "Another");
}

static void
added(struct ground *g)
{
	const struct item it = { .key = STR("l:3"), .title = STR("Three") };
	struct merge done;
	struct err e = ERR_INIT;

	assert_int_equal(store_merge(g->st, &g->a, STR("a"), &it, 1, NOW,
			     make_guid, "a", &done, &e),
	    0);
}

static void
read_anew(struct ground *g)
{
	const struct item it = { .key = STR("l:1"), .title = STR("Anew") };
	struct merge done;
	struct err e = ERR_INIT;

	assert_int_equal(
	    store_refill(g->st, &g->a, STR("a"), &it, 1, &done, &e), 0);
}

static void
restored(struct ground *g)
{
	const struct item it = { .guid = STR("tag:old"),
		.title = STR("Old"),
		.published = { .t = NOW - 9, .precision = PRECISION_DAY } };
	struct err e = ERR_INIT;
	bool fresh;

	assert_int_equal(
	    store_restore(g->st, &g->a, STR("a"), &it, NOW, &fresh, &e), 0);
	assert_true(fresh);
}

static void
accepted(struct ground *g)
{
	struct err e = ERR_INIT;
	size_t n;

	assert_int_equal(store_withheld_change(g->st, STR("a"), WITHHELD_FLOOD,
			     WITHHELD_NOT, &n, &e),
	    0);
	assert_int_equal(n, 1);
}

static void
accepted_none(struct ground *g)
{
	struct err e = ERR_INIT;
	size_t n;

	assert_int_equal(store_withheld_change(g->st, STR("a"), WITHHELD_FAULT,
			     WITHHELD_NOT, &n, &e),
	    0);
}

static void
entered(struct ground *g)
{
	struct err e = ERR_INIT;

	assert_int_equal(store_withheld_enter(g->st, g->number[1], &e), 0);
}

static void
left(struct ground *g)
{
	struct err e = ERR_INIT;

	assert_int_equal(store_withhold(g->st, STR("a"), g->number[0],
			     WITHHELD_FAULT, NOW, &e),
	    0);
}

static void
article(struct ground *g)
{
	const struct item it = { .content = STR("<p>All of it</p>") };
	struct err e = ERR_INIT;

	assert_int_equal(store_article_fill(g->st, &g->a, g->number[0], &it,
			     1u << FIELD_CONTENT, false, &e),
	    0);
}

static void
parted(struct ground *g)
{
	struct err e = ERR_INIT;

	assert_int_equal(store_fold_part(g->st, g->guid, g->other, NOW, &e), 0);
}

static void
removed(struct ground *g)
{
	struct err e = ERR_INIT;
	size_t n = 0;

	assert_int_equal(store_source_remove(g->st, STR("a"), &n, &e), 0);
}

static void
save(struct ground *g, enum source_state state)
{
	struct memory m = {
		.state = state, .message = STR("x"), .turn = STR_NULL
	};
	struct err e = ERR_INIT;

	assert_int_equal(store_memory_save(g->st, STR("a"), &m, &e), 0);
}

static void
not_modified(struct ground *g)
{
	save(g, STATE_NOT_MODIFIED);
}

static void
failed(struct ground *g)
{
	save(g, STATE_HTTP_ERROR);
}

/* A change is forgotten with what it was a part of, a later one is not. */
static void
taken_back(struct ground *g)
{
	struct err e = ERR_INIT;

	assert_int_equal(store_begin(g->st, &e), 0);
	assert_int_equal(store_mark(g->st, &e), 0);
	edited(g);
	assert_int_equal(store_undo(g->st, &e), 0);
	assert_int_equal(store_commit(g->st, &e), 0);
}

static void
taken_back_and_done(struct ground *g)
{
	struct err e = ERR_INIT;

	assert_int_equal(store_begin(g->st, &e), 0);
	assert_int_equal(store_mark(g->st, &e), 0);
	edited(g);
	assert_int_equal(store_undo(g->st, &e), 0);
	edited(g);
	assert_int_equal(store_commit(g->st, &e), 0);
}

static void
done_again(struct ground *g)
{
	struct err e = ERR_INIT;

	assert_int_equal(store_begin(g->st, &e), 0);
	edited(g);
	know(g, "a");
	added(g);
	assert_int_equal(store_commit(g->st, &e), 0);
}

static const struct {
	const char *name;
	void (*change)(struct ground *g);
	const char *left;
} rows[] = {
	{ "nothing new", nothing_new, "//index,/all,a,b" },
	{ "an edit", edited, "b" },
	{ "a new item", added, "b" },
	{ "read anew", read_anew, "b" },
	{ "back from a feed", restored, "b" },
	{ "what was held back enters", accepted, "b" },
	{ "nothing was held back so", accepted_none, "//index,/all,a,b" },
	{ "one enters", entered, "b" },
	{ "one leaves", left, "b" },
	{ "an article", article, "b" },
	{ "a fold parted", parted, "a,b" },
	{ "a source removed", removed, "b" },
	{ "200 and then 304", not_modified, "//index,/all,a,b" },
	{ "a failure", failed, "a,b" },
	{ "taken back", taken_back, "//index,/all,a,b" },
	{ "taken back and done", taken_back_and_done, "b" },
	{ "done, made, done", done_again, "b" },
};

static void
test_a_change_is_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct ground g;

		lay(&g);
		know(&g, "a");
		know(&g, "b");
		know(&g, "/all");
		know(&g, "//index");
		rows[i].change(&g);
		print_message("%s\n", rows[i].name);
		assert_string_equal(known(&g), rows[i].left);
		arena_release(&g.a);
		store_close(g.st);
		assert_int_equal(unlink("coranto.db"), 0);
	}
}

static void
test_the_latest_counts(void **state)
{
	struct made m = { STR("b"), 1, 2 }, *v;
	struct ground g;
	struct err e = ERR_INIT;
	size_t n;

	(void)state;
	lay(&g);
	know(&g, "b");
	assert_int_equal(store_made_save(g.st, &m, &e), 0);
	assert_int_equal(store_made_list(g.st, &g.a, &v, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_true(v[0].mark == 1);
	assert_int_equal(v[0].items, 2);
	arena_release(&g.a);
	store_close(g.st);
}

#define TEST(fn) \
	cmocka_unit_test_setup_teardown(fn, tmp_dir_setup, tmp_dir_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_change_is_known),
		TEST(test_the_latest_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
