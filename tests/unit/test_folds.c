// SPDX-License-Identifier: ISC
// What merged feeds decide about duplicates, and that they keep to it.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "model/limits.h"
#include "run/folds.h"
#include "tmp_dir.h"

#define NOW INT64_C(1795104000)
#define HOUR 3600
#define TEXT                                                                \
	"Councillors voted on Monday to build a new bridge over the river " \
	"Wharfe at Linton, after ten years of dispute."

static struct str
no_guid(const void *ctx, struct arena *a, const struct item *it, unsigned n)
{
	(void)ctx;
	return arena_printf(a, "%.*s-%u", STR_ARG(it->guid), n);
}

/* A store with items in it, and a merged feed of sources a, b and c. */
struct fixture {
	struct store *st;
	struct arena a;
	struct item v[16];
	size_t n;
	const char *gone; /* a source the feed does not take from any more */
	int64_t passed;   /* seconds since NOW */
};

static int
title_of(void *ctx, struct str id, struct str *title, struct err *e)
{
	const struct fixture *x = ctx;

	(void)e;
	if (x->gone != NULL && str_eq(id, str_c(x->gone)))
		*title = STR_NULL;
	else
		*title = str_eq(id, STR("a"))   ? STR("Feed A")
			 : str_eq(id, STR("b")) ? STR("Feed B")
						: STR("Feed C");
	return 0;
}

static void
open_fixture(struct fixture *x)
{
	struct err e = ERR_INIT;

	*x = (struct fixture){ 0 };
	arena_init(&x->a, LIMIT_ARENA);
	if (store_open(".", false, &x->st, &e) != 0)
		fail_msg("%s", e.msg);
}

static void
close_fixture(struct fixture *x)
{
	store_close(x->st);
	arena_release(&x->a);
}

/* Store an item of SOURCE; its guid is its NAME. */
static const struct item *
store_one(struct fixture *x, const char *source, const char *name,
    const char *title, const char *summary, int64_t published)
{
	struct item it = { .guid = str_c(name),
		.key = str_c(name),
		.title = str_c(title),
		.summary = str_c(summary),
		.content = STR_NULL,
		.link = arena_printf(&x->a, "https://%s.example/%s",
		    name[0] == '=' ? "one" : source, name),
		.published = { .t = published,
		    .precision = PRECISION_SECOND,
		    .raw = STR_NULL } };
	struct err e = ERR_INIT;
	struct merge done;

	if (store_merge(x->st, &x->a, str_c(source), &it, 1, NOW, no_guid, NULL,
		&done, &e) != 0)
		fail_msg("%s", e.msg);
	x->v[x->n] = it;
	return &x->v[x->n++];
}

static size_t
decide(struct fixture *x, enum dedupe mode, const struct item *v, size_t n)
{
	struct err e = ERR_INIT;
	size_t folded;

	if (folds_decide(&x->a, x->st, STR("all"), mode, v, n, NOW + x->passed,
		&folded, &e) != 0)
		fail_msg("%s", e.msg);
	return folded;
}

/* "guid(Feed B) guid": the entries, each with what it credits. */
static void
check_entries(struct fixture *x, enum dedupe mode, const char *want)
{
	struct err e = ERR_INIT;
	char got[512] = "";

	for (size_t i = 0; i < x->n; i++) {
		struct item it = x->v[i];
		size_t len = strlen(got);
		bool hidden;

		if (folds_apply(&x->a, x->st, STR("all"), mode, title_of, x,
			&it, &hidden, &e) != 0)
			fail_msg("%s", e.msg);
		if (hidden)
			continue;
		snprintf(got + len, sizeof(got) - len, "%s%.*s",
		    len > 0 ? " " : "", STR_ARG(it.guid));
		for (size_t k = 0; k < it.nalso; k++) {
			len = strlen(got);
			snprintf(got + len, sizeof(got) - len, "(%.*s)",
			    STR_ARG(it.also[k].title));
		}
	}
	assert_string_equal(got, want);
}

static void
the_first_listed_wins(void **state)
{
	struct fixture x;

	(void)state;
	open_fixture(&x);
	store_one(&x, "a", "a1", "New bridge for Linton", TEXT, NOW);
	store_one(&x, "b", "b1", "Linton gets its bridge", TEXT, NOW - HOUR);
	store_one(&x, "b", "b2", "Rain tomorrow in the north", "", NOW);
	store_one(&x, "c", "c1", "Bridge at last", "(CNN) " TEXT, NOW);
	assert_int_equal(decide(&x, DEDUPE_NEAR, x.v, x.n), 2);
	check_entries(&x, DEDUPE_NEAR, "a1(Feed B)(Feed C) b2");
	/* Again: nothing is new. */
	assert_int_equal(decide(&x, DEDUPE_NEAR, x.v, x.n), 0);
	check_entries(&x, DEDUPE_NEAR, "a1(Feed B)(Feed C) b2");
	close_fixture(&x);
}

static void
a_published_entry_stays(void **state)
{
	struct fixture x;

	(void)state;
	open_fixture(&x);
	store_one(&x, "c", "c1", "Bridge at last", TEXT, NOW - HOUR);
	assert_int_equal(decide(&x, DEDUPE_NEAR, x.v, x.n), 0);
	/* The source listed first has it a run later: not even a credit is
	 * added to what readers have. */
	x.passed = HOUR;
	store_one(&x, "a", "a1", "New bridge for Linton", TEXT, NOW);
	assert_int_equal(decide(&x, DEDUPE_NEAR, &x.v[1], 1), 1);
	check_entries(&x, DEDUPE_NEAR, "c1");
	close_fixture(&x);
}

static void
modes(void **state)
{
	struct fixture x;

	(void)state;
	open_fixture(&x);
	store_one(&x, "a", "=1", "New bridge for Linton", TEXT, NOW);
	store_one(
	    &x, "b", "=1?utm_source=b", "Linton gets its bridge", "", NOW);
	store_one(&x, "c", "c1", "Bridge at last", TEXT, NOW);
	assert_int_equal(decide(&x, DEDUPE_NEAR, x.v, x.n), 2);
	check_entries(&x, DEDUPE_NEAR, "=1(Feed B)(Feed C)");
	check_entries(&x, DEDUPE_EXACT, "=1(Feed B) c1");
	check_entries(&x, DEDUPE_OFF, "=1 =1?utm_source=b c1");
	close_fixture(&x);
}

/* What was decided under one mode is not decided again under another. */
static void
modes_at_first_sight(void **state)
{
	struct fixture x;

	(void)state;
	open_fixture(&x);
	store_one(&x, "a", "=1", "New bridge for Linton", TEXT, NOW);
	store_one(&x, "b", "=1#x", "Linton gets its bridge", TEXT, NOW);
	assert_int_equal(decide(&x, DEDUPE_OFF, x.v, 2), 0);
	assert_int_equal(decide(&x, DEDUPE_NEAR, x.v, 2), 0);
	check_entries(&x, DEDUPE_NEAR, "=1 =1#x");
	store_one(&x, "a", "=2", "Old bridge for Linton", TEXT, NOW);
	store_one(&x, "b", "=2#x", "Linton keeps its bridge", TEXT, NOW);
	store_one(&x, "c", "c2", "Linton keeps its bridge", TEXT, NOW);
	assert_int_equal(decide(&x, DEDUPE_EXACT, &x.v[2], 3), 1);
	check_entries(&x, DEDUPE_NEAR, "=1 =1#x =2(Feed B) c2");
	close_fixture(&x);
}

static void
one_source_is_not_folded(void **state)
{
	struct fixture x;

	(void)state;
	open_fixture(&x);
	store_one(&x, "a", "a1", "New bridge for Linton", TEXT, NOW);
	store_one(&x, "a", "a2", "New bridge for Linton", TEXT, NOW);
	assert_int_equal(decide(&x, DEDUPE_NEAR, x.v, x.n), 0);
	close_fixture(&x);
}

static void
old_news_is_not_folded(void **state)
{
	struct fixture x;

	(void)state;
	open_fixture(&x);
	store_one(
	    &x, "a", "a1", "New bridge for Linton", TEXT, NOW - 300 * HOUR);
	store_one(&x, "b", "b1", "New bridge for Linton", TEXT, NOW);
	store_one(&x, "a", "=1", "New ferry for Linton", "", NOW - 999 * HOUR);
	store_one(&x, "b", "=1?utm_medium=b", "New ferry", "", NOW);
	/* A link is the same at any time. */
	assert_int_equal(decide(&x, DEDUPE_NEAR, x.v, x.n), 1);
	check_entries(&x, DEDUPE_NEAR, "a1 b1 =1(Feed B)");
	close_fixture(&x);
}

static void
parting(void **state)
{
	struct err e = ERR_INIT;
	struct fixture x;
	struct folded *f;
	size_t n;

	(void)state;
	open_fixture(&x);
	store_one(&x, "a", "a1", "New bridge for Linton", TEXT, NOW);
	store_one(&x, "b", "b1", "Linton gets its bridge", TEXT, NOW);
	store_one(&x, "c", "c1", "Bridge at last", TEXT, NOW);
	assert_int_equal(decide(&x, DEDUPE_NEAR, x.v, x.n), 2);
	assert_int_equal(store_folds(x.st, &x.a, STR("b1"), &f, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_true(str_eq(f[0].head_guid, STR("a1")));
	assert_true(str_eq(f[0].head_source, STR("a")));
	assert_true(str_eq(f[0].why, STR("19 of 19 shingles equal")));
	assert_int_equal(f[0].decided, NOW);
	assert_int_equal(
	    store_fold_part(x.st, STR("b1"), STR("a1"), NOW, &e), 0);
	check_entries(&x, DEDUPE_NEAR, "a1(Feed C) b1");
	/* Not folded again, in another feed either. */
	assert_int_equal(folds_decide(&x.a, x.st, STR("more"), DEDUPE_NEAR, x.v,
			     2, NOW, &n, &e),
	    0);
	assert_int_equal(n, 0);
	close_fixture(&x);
}

/* Who reads no more of a source still has what it had alone. */
static void
an_entry_that_is_gone_hides_nothing(void **state)
{
	struct fixture x;

	(void)state;
	open_fixture(&x);
	store_one(&x, "a", "a1", "New bridge for Linton", TEXT, NOW);
	store_one(&x, "b", "b1", "Linton gets its bridge", TEXT, NOW);
	assert_int_equal(decide(&x, DEDUPE_NEAR, x.v, x.n), 1);
	x.gone = "a";
	x.v[0] = x.v[1];
	x.n = 1;
	check_entries(&x, DEDUPE_NEAR, "b1");
	close_fixture(&x);
}

static void
prune(void **state)
{
	struct err e = ERR_INIT;
	struct fixture x;

	(void)state;
	open_fixture(&x);
	store_one(&x, "a", "a1", "New bridge for Linton", TEXT, NOW);
	store_one(&x, "a", "=1", "New ferry for Linton", "", NOW);
	assert_int_equal(decide(&x, DEDUPE_NEAR, x.v, x.n), 0);
	assert_int_equal(store_twins_prune(x.st, NOW + 2 * TWIN_SPAN_S, &e), 0);
	store_one(&x, "b", "b1", "New bridge for Linton", TEXT, NOW);
	store_one(&x, "b", "=1?utm_medium=b", "New ferry", "", NOW);
	assert_int_equal(decide(&x, DEDUPE_NEAR, &x.v[2], 2), 1);
	check_entries(&x, DEDUPE_NEAR, "a1 =1(Feed B) b1");
	close_fixture(&x);
}

/* The item NAME of the source a has the link LINK from now on. */
static void
move(struct fixture *x, struct item *it, const char *link)
{
	struct err e = ERR_INIT;
	struct merge done;

	it->link = str_c(link);
	if (store_merge(x->st, &x->a, STR("a"), it, 1, NOW, no_guid, NULL,
		&done, &e) != 0)
		fail_msg("%s", e.msg);
	assert_int_equal(decide(x, DEDUPE_EXACT, it, 1), 0);
}

/* An item is found by the link that it has, not by each that it ever had. */
static void
links_that_move(void **state)
{
	struct fixture x;

	(void)state;
	open_fixture(&x);
	store_one(&x, "a", "a1", "New bridge for Linton", "", NOW);
	assert_int_equal(decide(&x, DEDUPE_EXACT, x.v, 1), 0);
	move(&x, &x.v[0], "https://one.example/=1");
	move(&x, &x.v[0], "https://one.example/=2");
	x.passed = HOUR;
	store_one(&x, "b", "=1", "Linton", "", NOW);
	assert_int_equal(decide(&x, DEDUPE_EXACT, &x.v[1], 1), 0);
	store_one(&x, "c", "=2", "Bridge", "", NOW);
	assert_int_equal(decide(&x, DEDUPE_EXACT, &x.v[2], 1), 1);
	check_entries(&x, DEDUPE_EXACT, "a1 =1");
	close_fixture(&x);
}

/* Whatever stands first: what is known is looked at before what is new. */
static void
a_link_that_moves_in_the_same_run(void **state)
{
	struct item both[2];
	struct err e = ERR_INIT;
	struct merge done;
	struct fixture x;

	(void)state;
	open_fixture(&x);
	store_one(&x, "b", "b1", "New bridge for Linton", "", NOW);
	assert_int_equal(decide(&x, DEDUPE_EXACT, x.v, 1), 0);
	x.v[0].link = STR("https://one.example/=1");
	if (store_merge(x.st, &x.a, STR("b"), x.v, 1, NOW, no_guid, NULL, &done,
		&e) != 0)
		fail_msg("%s", e.msg);
	x.passed = HOUR;
	both[0] = *store_one(&x, "a", "=1", "Linton", "", NOW);
	both[1] = x.v[0];
	assert_int_equal(decide(&x, DEDUPE_EXACT, both, 2), 1);
	check_entries(&x, DEDUPE_EXACT, "b1");
	close_fixture(&x);
}

/* A failure of the store is told, not taken for an item without twins. */
static void
unknown_items(void **state)
{
	struct item it = { .guid = STR("none") };
	struct err e = ERR_INIT;
	struct fixture x;
	size_t n;

	(void)state;
	open_fixture(&x);
	assert_int_equal(folds_decide(&x.a, x.st, STR("all"), DEDUPE_NEAR, &it,
			     1, NOW, &n, &e),
	    -1);
	assert_int_equal(e.code, ERR_STORE);
	assert_non_null(strstr(e.msg, "there is no item none"));
	close_fixture(&x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define ROW(fn) \
	cmocka_unit_test_setup_teardown(fn, tmp_dir_setup, tmp_dir_teardown)
		ROW(the_first_listed_wins),
		ROW(a_published_entry_stays),
		ROW(modes),
		ROW(modes_at_first_sight),
		ROW(one_source_is_not_folded),
		ROW(old_news_is_not_folded),
		ROW(parting),
		ROW(an_entry_that_is_gone_hides_nothing),
		ROW(prune),
		ROW(links_that_move),
		ROW(a_link_that_moves_in_the_same_run),
		ROW(unknown_items),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
