// SPDX-License-Identifier: ISC
#include "store/store.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "model/limits.h"
#include "store/query.h"
#include "tmp_dir.h"

#define NOW INT64_C(1790000000)
#define DAY 86400

/* What every test here has: an open store and an arena. */
struct fixture {
	void *dir;
	struct store *s;
	struct arena a;
};

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct err e = ERR_INIT;

	if (f == NULL || tmp_dir_setup(&f->dir) != 0)
		return -1;
	arena_init(&f->a, 64 << 20);
	*state = f;
	return store_open(".", false, &f->s, &e);
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

/* "tag:KEY" and "tag:KEY-1", ... */
static struct str
make_guid(
    const void *ctx, struct arena *a, const struct item *it, unsigned suffix)
{
	(void)ctx;
	if (suffix == 0)
		return arena_printf(a, "tag:%.*s", STR_ARG(it->key));
	return arena_printf(a, "tag:%.*s-%u", STR_ARG(it->key), suffix);
}

static struct item
item(const char *key, const char *title)
{
	return (struct item){
		.key = str_c(key),
		.guid = STR_NULL,
		.link = str_c(key),
		.title = str_c(title),
		.summary = STR_NULL,
		.content = STR_NULL,
		.published = { .raw = STR_NULL },
		.updated = { .raw = STR_NULL },
		.author = STR_NULL,
		.outlet = STR_NULL,
		.language = STR_NULL,
		.image = STR_NULL,
		.digest = 1,
	};
}

static struct item
dated(const char *key, int64_t t, enum precision precision)
{
	struct item it = item(key, key);

	it.published.t = t;
	it.published.offset = 28800;
	it.published.precision = precision;
	it.published.raw = STR("11月20日");
	return it;
}

static struct merge
merge_into(
    struct fixture *f, const char *id, struct item *v, size_t n, int64_t now)
{
	struct err e = ERR_INIT;
	struct merge out = { 0 };

	for (size_t i = 0; i < n; i++)
		v[i].position = i;
	if (store_begin(f->s, &e) != 0 ||
	    store_merge(f->s, &f->a, str_c(id), v, n, now, make_guid, NULL,
		&out, &e) != 0 ||
	    store_commit(f->s, &e) != 0)
		fail_msg("%s", e.msg);
	return out;
}

static struct merge
merge(struct fixture *f, struct item *v, size_t n, int64_t now)
{
	return merge_into(f, "a", v, n, now);
}

static struct item *
items_of(struct fixture *f, const char *id, size_t keep, size_t wanted)
{
	struct err e = ERR_INIT;
	struct item *v;
	size_t n;

	if (store_items(f->s, &f->a, str_c(id), keep, &v, &n, &e) != 0)
		fail_msg("%s", e.msg);
	assert_int_equal(n, wanted);
	return v;
}

/* The one item of the source "a". */
static struct item
only(struct fixture *f)
{
	return *items_of(f, "a", 0, 1);
}

static void
assert_str(struct str have, const char *wanted)
{
	if (!str_eq(have, str_c(wanted)))
		fail_msg("\"%.*s\", wanted \"%s\"", STR_ARG(have), wanted);
}

static void
assert_merge(struct merge m, size_t fresh, size_t changed, size_t same)
{
	assert_int_equal(m.fresh, fresh);
	assert_int_equal(m.changed, changed);
	assert_int_equal(m.same, same);
}

static void
test_all_fields_come_back(void **state)
{
	struct fixture *f = *state;
	struct str categories[] = { STR("国内"), STR("a \"b\" \\ c"),
		STR("x\0y") };
	struct enclosure enclosures[] = {
		{ STR("https://e.cn/a.mp3"), STR("audio/mpeg"), 1234 },
		{ STR("https://e.cn/b"), STR_NULL, 0 },
		{ STR("https://e.cn/c"), STR("video/mp4"), INT64_MAX },
		{ STR("https://e.cn/d"), STR("video/mp4"), UINT64_MAX },
	};
	struct item it = dated("l:k", NOW - 50, PRECISION_MINUTE), back;

	it.guid = STR("tag:e.cn,2026:00");
	it.link = STR("https://e.cn/1");
	it.title = STR("标题");
	it.summary = STR("summary");
	it.content = STR("<p>content\0</p>");
	it.published.inferred = true;
	it.updated = (struct when){ NOW - 20, -3600, PRECISION_SECOND, false,
		STR("just now"), 0 };
	it.author = STR("author");
	it.outlet = STR("新华社");
	it.language = STR("zh-CN");
	it.image = STR("https://e.cn/i.jpg");
	it.categories = categories;
	it.ncategories = 3;
	it.enclosures = enclosures;
	it.nenclosures = 4;
	it.digest = INT64_MIN;
	assert_merge(merge(f, &it, 1, NOW), 1, 0, 0);
	back = only(f);
	assert_str(back.key, "l:k");
	assert_str(back.guid, "tag:e.cn,2026:00");
	assert_str(back.link, "https://e.cn/1");
	assert_str(back.title, "标题");
	assert_str(back.summary, "summary");
	assert_true(str_eq(back.content, it.content));
	assert_int_equal(back.published.t, NOW - 50);
	assert_int_equal(back.published.offset, 28800);
	assert_int_equal(back.published.precision, PRECISION_MINUTE);
	assert_true(back.published.inferred);
	assert_str(back.published.raw, "11月20日");
	assert_int_equal(back.updated.t, NOW - 20);
	assert_int_equal(back.updated.offset, -3600);
	assert_int_equal(back.updated.precision, PRECISION_SECOND);
	assert_false(back.updated.inferred);
	assert_str(back.updated.raw, "just now");
	assert_str(back.author, "author");
	assert_str(back.outlet, "新华社");
	assert_str(back.language, "zh-CN");
	assert_str(back.image, "https://e.cn/i.jpg");
	assert_int_equal(back.ncategories, 3);
	for (size_t i = 0; i < 3; i++)
		assert_true(str_eq(back.categories[i], categories[i]));
	assert_int_equal(back.nenclosures, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_true(str_eq(back.enclosures[i].url, enclosures[i].url));
		assert_true(
		    str_eq(back.enclosures[i].type, enclosures[i].type));
		/* What JSON cannot hold counts as unknown. */
		assert_true(back.enclosures[i].length ==
			    (i == 3 ? 0 : enclosures[i].length));
	}
	assert_int_equal(back.position, 0);
	assert_int_equal(back.first_seen, NOW);
	assert_true(back.digest == INT64_MIN);
	assert_null(back.raw);
}

static void
test_dates_at_first_sight(void **state)
{
	static const struct {
		int line;
		enum precision precision;
		int64_t t, wanted;
		bool inferred;
		enum precision kept;
	} rows[] = {
		{ __LINE__, PRECISION_SECOND, NOW - 9, NOW - 9, false,
		    PRECISION_SECOND },
		{ __LINE__, PRECISION_DAY, NOW - DAY, NOW - DAY, false,
		    PRECISION_DAY },
		{ __LINE__, PRECISION_SECOND, NOW, NOW, false,
		    PRECISION_SECOND },
		{ __LINE__, PRECISION_MINUTE, NOW + 1, NOW, true,
		    PRECISION_SECOND },
		{ __LINE__, PRECISION_DAY, NOW + 999 * DAY, NOW, true,
		    PRECISION_SECOND },
		/* T says nothing when there is no date. */
		{ __LINE__, PRECISION_NONE, NOW - 9, NOW - 3, true,
		    PRECISION_SECOND },
		{ __LINE__, PRECISION_NONE, 0, NOW - 3, true,
		    PRECISION_SECOND },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *id = arena_printf(&f->a, "row%d", rows[i].line).p;
		struct item v[4] = { item("0", ""), item("1", ""),
			item("2", "") };
		struct item *back;

		v[3] = dated("3", rows[i].t, rows[i].precision);
		merge_into(f, id, v, 4, NOW);
		back = items_of(f, id, 0, 4);
		while (!str_eq(back->key, STR("3")))
			back++;
		if (back->published.t != rows[i].wanted ||
		    back->published.inferred != rows[i].inferred ||
		    back->published.precision != rows[i].kept)
			fail_msg("line %d: now%+ld", rows[i].line,
			    (long)(back->published.t - NOW));
	}
}

/* Whatever the page says later, in whatever order, at whatever time. */
static void
test_frozen_for_ever(void **state)
{
	static const struct {
		int line;
		enum precision precision;
		int64_t t, now;
	} rows[] = {
		{ __LINE__, PRECISION_SECOND, NOW - 5 * DAY, NOW + 60 },
		{ __LINE__, PRECISION_NONE, 0, NOW + 120 },
		{ __LINE__, PRECISION_DAY, NOW + DAY, NOW + 180 },
		/* The clock went back. */
		{ __LINE__, PRECISION_SECOND, NOW - 3 * DAY, NOW - 2 * DAY },
	};
	struct fixture *f = *state;
	struct item v[2] = { item("first", "one"), item("k", "title") };

	merge(f, v, 2, NOW);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct item it = dated("k", rows[i].t, rows[i].precision);
		struct item *back;

		it.guid = STR("tag:another");
		it.title = arena_printf(&f->a, "title %zu", i);
		it.digest = 100 + rows[i].line;
		merge(f, &it, 1, rows[i].now);
		back = items_of(f, "a", 0, 2) + 1;
		if (!str_eq(back->guid, STR("tag:k")) ||
		    back->first_seen != NOW || back->position != 1 ||
		    back->published.t != NOW - 1 ||
		    back->published.precision != PRECISION_SECOND ||
		    !back->published.inferred ||
		    !str_empty(back->published.raw))
			fail_msg("line %d", rows[i].line);
		assert_true(str_eq(back->title, it.title));
	}
}

/* What the page shows on the second day, and what is then in the store. */
static void
test_edits(void **state)
{
	const struct {
		int line;
		const char *title, *summary, *image;
		int64_t digest;
		const char *new_title, *new_summary, *new_image;
		int64_t new_digest;
		bool moved, written;
	} rows[] = {
		{ __LINE__, "T", "S", "I", 1, "T", "S", "I", 1, false, false },
		/* an edit of the text */
		{ __LINE__, "T2", "S", "I", 2, "T2", "S", "I", 2, true, true },
		{ __LINE__, "T", "S2", "I", 2, "T", "S2", "I", 2, true, true },
		/* cosmetic: the folded text is the same */
		{ __LINE__, "t", "S", "I", 1, "t", "S", "I", 1, false, true },
		/* not of the text */
		{ __LINE__, "T", "S", "J", 1, "T", "S", "J", 1, false, true },
		/* the same text, but it is folded otherwise today */
		{ __LINE__, "T", "S", "I", 2, "T", "S", "I", 1, false, false },
		{ __LINE__, "T", "S", "J", 2, "T", "S", "J", 2, false, true },
		/* missing today */
		{ __LINE__, "T", "S", "", 1, "T", "S", "I", 1, false, false },
		{ __LINE__, "T", "", "I", 2, "T", "S", "I", 1, false, false },
		{ __LINE__, "", "S", "I", 2, "T", "S", "I", 1, false, false },
		{ __LINE__, "", "", "", 2, "T", "S", "I", 1, false, false },
		/* some missing, some edited */
		{ __LINE__, "T2", "", "I", 2, "T2", "S", "I", 2, true, true },
		{ __LINE__, "T", "", "J", 2, "T", "S", "J", 1, false, true },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *id = arena_printf(&f->a, "row%d", rows[i].line).p;
		struct item it = item("k", "T"), back;
		int writes;
		struct merge m;

		it.summary = STR("S");
		it.image = STR("I");
		merge_into(f, id, &it, 1, NOW);
		it.title = str_c(rows[i].title);
		it.summary = str_c(rows[i].summary);
		it.image = str_c(rows[i].image);
		it.digest = rows[i].digest;
		writes = sqlite3_total_changes(f->s->db);
		m = merge_into(f, id, &it, 1, NOW + DAY);
		writes = sqlite3_total_changes(f->s->db) - writes;
		back = *items_of(f, id, 0, 1);
		if (!str_eq(back.title, str_c(rows[i].new_title)) ||
		    !str_eq(back.summary, str_c(rows[i].new_summary)) ||
		    !str_eq(back.image, str_c(rows[i].new_image)))
			fail_msg("line %d: values", rows[i].line);
		if (back.digest != rows[i].new_digest)
			fail_msg("line %d: digest", rows[i].line);
		if (back.updated.t != (rows[i].moved ? NOW + DAY : 0) ||
		    (back.updated.precision != PRECISION_NONE) != rows[i].moved)
			fail_msg("line %d: updated", rows[i].line);
		if ((writes > 0) != rows[i].written)
			fail_msg("line %d: %d writes", rows[i].line, writes);
		assert_merge(m, 0, rows[i].moved, !rows[i].moved);

		/* The page of the first day again is no second edit, unless
		 * the first one was: then the text moves back. */
		it.title = STR("T");
		it.summary = STR("S");
		it.image = STR("I");
		it.digest = 1;
		m = merge_into(f, id, &it, 1, NOW + 2 * DAY);
		if (m.changed != rows[i].moved)
			fail_msg("line %d: back again", rows[i].line);
		writes = sqlite3_total_changes(f->s->db);
		merge_into(f, id, &it, 1, NOW + 3 * DAY);
		if (sqlite3_total_changes(f->s->db) != writes)
			fail_msg(
			    "line %d: unchanged, yet written", rows[i].line);
	}
}

/* A text that moves from one value to the next is an edit as well. */
static void
test_values_do_not_run_together(void **state)
{
	struct fixture *f = *state;
	struct item it = item("k", "T");

	it.author = STR("ab");
	it.outlet = STR("c");
	merge(f, &it, 1, NOW);
	it.author = STR("a");
	it.outlet = STR("bc");
	merge(f, &it, 1, NOW + 1);
	assert_str(only(f).outlet, "bc");
}

static void
test_lists_are_values_too(void **state)
{
	struct fixture *f = *state;
	struct item it = item("k", "T");
	struct str one[] = { STR("a") }, two[] = { STR("a"), STR("b") };

	it.categories = one;
	it.ncategories = 1;
	merge(f, &it, 1, NOW);
	it.categories = two;
	it.ncategories = 2;
	merge(f, &it, 1, NOW + 1);
	assert_int_equal(only(f).ncategories, 2);
	it.ncategories = 0;
	merge(f, &it, 1, NOW + 2);
	assert_int_equal(only(f).ncategories, 2);
}

/* An edit before the clock went back is not undone by one after. */
static void
test_updated_never_goes_back(void **state)
{
	static const struct {
		int line;
		int64_t now, wanted;
	} rows[] = {
		{ __LINE__, NOW + 100, NOW + 100 },
		{ __LINE__, NOW + 50, NOW + 100 },
		{ __LINE__, NOW - DAY, NOW + 100 },
		{ __LINE__, NOW + 101, NOW + 101 },
	};
	struct fixture *f = *state;
	struct item it = item("k", "T");

	merge(f, &it, 1, NOW);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		it.title = arena_printf(&f->a, "T%zu", i);
		it.digest++;
		merge(f, &it, 1, rows[i].now);
		if (only(f).updated.t != rows[i].wanted)
			fail_msg("line %d", rows[i].line);
		assert_true(only(f).updated.inferred);
	}
}

static void
test_updated_at_first_sight(void **state)
{
	static const struct {
		int line;
		enum precision precision;
		int64_t t, wanted; /* 0: none */
	} rows[] = {
		{ __LINE__, PRECISION_SECOND, NOW - 5, NOW - 5 },
		{ __LINE__, PRECISION_NONE, NOW - 5, 0 },
		{ __LINE__, PRECISION_SECOND, NOW - 10, 0 }, /* published */
		{ __LINE__, PRECISION_SECOND, NOW - 11, 0 },
		{ __LINE__, PRECISION_SECOND, NOW + 1, 0 },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *id = arena_printf(&f->a, "row%d", rows[i].line).p;
		struct item it = dated("k", NOW - 10, PRECISION_SECOND);
		struct when w;

		it.updated.t = rows[i].t;
		it.updated.precision = rows[i].precision;
		merge_into(f, id, &it, 1, NOW);
		w = items_of(f, id, 0, 1)->updated;
		if (w.t != rows[i].wanted ||
		    (w.precision == PRECISION_NONE) != (w.t == 0))
			fail_msg("line %d", rows[i].line);
	}
}

static void
test_absence_is_not_deletion(void **state)
{
	struct fixture *f = *state;
	struct item v[2] = { item("a", "A"), item("b", "B") }, *back;

	assert_merge(merge(f, v, 2, NOW), 2, 0, 0);
	assert_merge(merge(f, v + 1, 1, NOW + 60), 0, 0, 1);
	assert_merge(merge(f, NULL, 0, NOW + 120), 0, 0, 0);
	items_of(f, "a", 0, 2);
	/* It comes back: the same one, of the same date. */
	assert_merge(merge(f, v, 1, NOW + 180), 0, 0, 1);
	back = items_of(f, "a", 0, 2);
	assert_str(back[0].key, "a");
	assert_int_equal(back[0].first_seen, NOW);
}

static void
test_two_of_one_key_on_a_page(void **state)
{
	struct fixture *f = *state;
	struct item v[3] = { item("k", "one"), item("k", "two"),
		item("x", "other") };
	int writes;

	v[1].digest = 2;
	assert_merge(merge(f, v, 3, NOW), 2, 0, 0);
	writes = sqlite3_total_changes(f->s->db);
	assert_merge(merge(f, v, 3, NOW + 60), 0, 0, 2);
	assert_int_equal(sqlite3_total_changes(f->s->db), writes);
	assert_str(items_of(f, "a", 0, 2)[0].title, "one");
}

/* Bytes decide: neither case, nor a NUL, nor a prefix makes two keys one. */
static void
test_keys_differ_by_their_bytes(void **state)
{
	struct fixture *f = *state;
	struct item v[5] = { item("k", ""), item("K", ""), item("k ", ""),
		item("", ""), item("", "") };

	v[4].key = STR("k\0");
	for (size_t i = 0; i < 5; i++)
		v[i].guid = arena_printf(&f->a, "tag:%zu", i);
	assert_merge(merge(f, v, 5, NOW), 5, 0, 0);
	assert_merge(merge(f, v, 5, NOW), 0, 0, 5);
}

static void
test_guids_are_unique_over_all(void **state)
{
	static const struct {
		const char *id, *guid, *wanted;
	} rows[] = {
		{ "a", "tag:given", "tag:given" },
		{ "b", "tag:given", "tag:k-1" },
		{ "c", "tag:given", "tag:k-2" },
		{ "d", "", "tag:k" },
		{ "e", "", "tag:k-3" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct item it = item("k", "T");

		it.guid = str_c(rows[i].guid);
		merge_into(f, rows[i].id, &it, 1, NOW);
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_str(items_of(f, rows[i].id, 0, 1)->guid, rows[i].wanted);
}

/* Always the same; CTX is a pointer to the number of calls. */
static struct str
stubborn_guid(
    const void *ctx, struct arena *a, const struct item *it, unsigned suffix)
{
	unsigned *const *calls = ctx;

	(void)a;
	(void)it;
	(void)suffix;
	(**calls)++;
	return STR("tag:same");
}

static void
test_guid_that_cannot_be_made(void **state)
{
	struct fixture *f = *state;
	struct err e = ERR_INIT;
	struct item v[2] = { item("a", ""), item("b", "") };
	struct merge out;
	unsigned calls = 0, *counter = &calls;

	assert_int_equal(store_merge(f->s, &f->a, STR("a"), v, 2, NOW,
			     stubborn_guid, &counter, &out, &e),
	    -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_true(calls > 100);
}

/* Newest first; a later run's before an earlier run's of the same date; then
 * the order of the page. Keys say where each is expected, guids the reverse. */
static void
test_order(void **state)
{
	struct fixture *f = *state;
	int64_t day = NOW - NOW % DAY;
	struct item one[] = {
		dated("5", day, PRECISION_DAY),
		dated("6", day, PRECISION_DAY),
		dated("8", day - DAY, PRECISION_DAY),
		dated("0", NOW, PRECISION_SECOND),
	};
	struct item two[] = {
		dated("2", day, PRECISION_DAY),
		dated("3", day, PRECISION_DAY),
		dated("4", day, PRECISION_DAY),
		dated("5", day, PRECISION_DAY),
		dated("7", day - DAY, PRECISION_DAY),
		dated("1", day + 1, PRECISION_SECOND),
	};
	struct item *v;

	for (size_t i = 0; i < 4; i++)
		one[i].guid =
		    arena_printf(&f->a, "tag:%c", 'z' - one[i].key.p[0] + '0');
	for (size_t i = 0; i < 6; i++)
		two[i].guid =
		    arena_printf(&f->a, "tag:%c", 'z' - two[i].key.p[0] + '0');
	merge(f, one, sizeof(one) / sizeof(*one), NOW);
	merge(f, two, sizeof(two) / sizeof(*two), NOW + 600);
	v = items_of(f, "a", 0, 9);
	for (size_t i = 0; i < 9; i++)
		if (v[i].key.p[0] != (char)('0' + i))
			fail_msg("%.*s at %zu", STR_ARG(v[i].key), i);
	v = items_of(f, "a", 3, 3);
	assert_str(v[2].key, "2");
	items_of(f, "a", 100, 9);
	items_of(f, "b", 0, 0);
}

/* The same second, the same position: guids decide, not the order of storing */
static void
test_order_of_equals(void **state)
{
	struct fixture *f = *state;
	struct item it = dated("b", NOW, PRECISION_SECOND);

	merge(f, &it, 1, NOW);
	it.key = STR("a");
	merge(f, &it, 1, NOW);
	assert_str(items_of(f, "a", 0, 2)[0].key, "a");
}

/* Undated items keep the order of the page, those of a later run come first. */
static void
test_order_of_undated(void **state)
{
	struct fixture *f = *state;
	struct item one[] = { item("3", ""), item("4", ""), item("5", "") };
	struct item two[] = { item("0", ""), item("1", ""), item("2", ""),
		item("3", "") };
	struct item *v;

	merge(f, one, 3, NOW);
	merge(f, two, 4, NOW + 600);
	v = items_of(f, "a", 0, 6);
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(v[i].key.p[0], '0' + (char)i);
}

static void
test_damaged_lists_are_errors(void **state)
{
	struct fixture *f = *state;
	struct item it = item("k", "T"), *v;
	struct err e = ERR_INIT;
	size_t n;

	merge(f, &it, 1, NOW);
	assert_int_equal(
	    sqlite3_exec(f->s->db, "UPDATE item SET categories = '{}'", NULL,
		NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(store_items(f->s, &f->a, STR("a"), 0, &v, &n, &e), -1);
	assert_int_equal(e.code, ERR_STORE);
	assert_non_null(strstr(e.msg, "tag:k"));
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

/* What is known of the only item of source "a". */
static struct evidence
evidence(struct fixture *f)
{
	struct evidence ev;
	struct err e = ERR_INIT;

	if (store_evidence(f->s, &f->a, only(f).guid, &ev, &e) != 0)
		fail_msg("%s", e.msg);
	return ev;
}

static void
test_evidence_of_the_first_sight(void **state)
{
	struct fixture *f = *state;
	struct raw_value link = { .raw = STR("./1.html?utm_source=x") };
	struct raw_item raw = { 0 };
	struct item it = dated("k", NOW - 50, PRECISION_DAY);
	struct evidence ev;

	it.link = STR("https://e.cn/1.html");
	it.raw = &raw;
	it.published.how = HOW_YEAR_NEWEST | HOW_BEST;
	raw.field[FIELD_LINK] = (struct raw_field){ .v = &link, .n = 1 };
	raw.field[FIELD_DATE].rule = STR("span.time");
	merge(f, &it, 1, NOW);
	ev = evidence(f);
	assert_true(ev.known);
	assert_str(ev.link_found, "./1.html?utm_source=x");
	assert_str(ev.date_rule, "span.time");
	assert_int_equal(ev.published_how, HOW_YEAR_NEWEST | HOW_BEST);
	assert_int_equal(ev.updated_how, 0);
	assert_str(ev.edited, "");

	/* Frozen with the date it is about. */
	it.published.how = HOW_RELATIVE;
	it.title = STR("another");
	it.digest = 2;
	merge(f, &it, 1, NOW + 1);
	ev = evidence(f);
	assert_int_equal(ev.published_how, HOW_YEAR_NEWEST | HOW_BEST);
	assert_str(ev.date_rule, "span.time");
	assert_str(ev.edited, "title");
	assert_str(ev.title_before, "k");
}

static void
test_evidence_of_made_up_dates(void **state)
{
	struct fixture *f = *state;
	struct item v[] = { item("0", "0"),
		dated("1", NOW + 5, PRECISION_MINUTE) };
	struct item *back;
	struct evidence ev;
	struct err e = ERR_INIT;

	v[1].published.how = HOW_ZONE_TEXT;
	merge(f, v, 2, NOW);
	back = items_of(f, "a", 0, 2);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(
		    store_evidence(f->s, &f->a, back[i].guid, &ev, &e), 0);
		assert_int_equal(ev.published_how,
		    str_eq(back[i].key, STR("0"))
			? (unsigned)HOW_FIRST_SEEN
			: (unsigned)(HOW_ZONE_TEXT | HOW_NOT_YET));
	}
	assert_int_equal(
	    store_evidence(f->s, &f->a, STR("tag:none"), &ev, &e), 0);
	assert_false(ev.known);
}

/* An item of version 1 of the schema has none, until it is edited. */
static void
test_evidence_of_an_edit(void **state)
{
	struct fixture *f = *state;
	struct item it = item("k", "before");
	struct evidence ev;

	merge(f, &it, 1, NOW);
	assert_int_equal(
	    sqlite3_exec(f->s->db, "DELETE FROM evidence", NULL, NULL, NULL),
	    SQLITE_OK);
	assert_false(evidence(f).known);

	it.image = STR("https://e.cn/i.jpg"); /* no edit of the text */
	merge(f, &it, 1, NOW + 1);
	assert_false(evidence(f).known);

	it.summary = STR("s");
	it.content = STR("c");
	it.digest = 2;
	assert_merge(merge(f, &it, 1, NOW + 2), 0, 1, 0);
	ev = evidence(f);
	assert_true(ev.known);
	assert_str(ev.edited, "summary content");
	assert_str(ev.title_before, "");

	it.title = STR("after");
	it.digest = 3;
	merge(f, &it, 1, NOW + 3);
	ev = evidence(f);
	assert_str(ev.edited, "title");
	assert_str(ev.title_before, "before");
}

/* The number of the one item with the key; 0 when there is none. */
static int64_t
number_of(struct fixture *f, const char *key)
{
	struct err e = ERR_INIT;
	struct item it = item(key, "");
	int64_t number;

	assert_int_equal(store_find(f->s, STR("a"), &it, 1, &number, &e), 0);
	return number;
}

static void
rekey(struct fixture *f, int64_t number, const char *key, int64_t now)
{
	struct err e = ERR_INIT;

	if (store_rekey(f->s, &f->a, STR("a"), number, str_c(key), now, &e) !=
	    0)
		fail_msg("%s", e.msg);
}

static void
test_a_key_that_moves(void **state)
{
	struct fixture *f = *state;
	struct item old = dated("l:old", NOW - 50, PRECISION_MINUTE),
		    new = dated("l:new", NOW - 50, PRECISION_MINUTE), it;
	struct err e = ERR_INIT;
	struct former_key *former;
	size_t n;

	merge(f, &old, 1, NOW);
	rekey(f, number_of(f, "l:old"), "l:new", NOW + 1);
	assert_merge(merge(f, &new, 1, NOW + 1), 0, 0, 1);
	it = only(f);
	assert_str(it.key, "l:new");
	assert_str(it.link, "l:new");
	assert_str(it.guid, "tag:l:old");
	assert_int_equal(it.first_seen, NOW);
	assert_int_equal(it.published.t, NOW - 50);

	/* The site changes its mind, twice: the link is always the page's. */
	assert_merge(merge(f, &old, 1, NOW + 2), 0, 0, 1);
	assert_str(only(f).link, "l:old");
	assert_merge(merge(f, &new, 1, NOW + 3), 0, 0, 1);
	assert_str(only(f).link, "l:new");
	assert_str(only(f).guid, "tag:l:old");

	assert_int_equal(
	    store_former_keys(f->s, &f->a, STR("tag:l:old"), &former, &n, &e),
	    0);
	assert_int_equal(n, 1);
	assert_str(former[0].key, "l:old");
	assert_int_equal(former[0].moved, NOW + 1);
}

static void
test_former_keys_are_bounded(void **state)
{
	struct fixture *f = *state;
	struct item it = item("l:0", "title");
	char key[16];

	merge(f, &it, 1, NOW);
	for (int i = 1; i <= LIMIT_ALIASES + 2; i++) {
		int64_t number = number_of(f, it.key.p);

		snprintf(key, sizeof(key), "l:%d", i);
		it.key = arena_str(&f->a, str_c(key));
		rekey(f, number, key, NOW + i);
	}
	assert_int_equal(number_of(f, "l:1"), 0);
	assert_true(number_of(f, "l:2") > 0);
	assert_int_equal(number_of(f, "l:2"), number_of(f, key));
	/* One that is forgotten is free for another item. */
	it = item("l:1", "title");
	assert_merge(merge(f, &it, 1, NOW), 1, 0, 0);
}

static void
test_withheld(void **state)
{
	struct fixture *f = *state;
	struct item v[] = { item("l:1", "a"), item("l:2", "b"),
		item("l:3", "c") };
	struct err e = ERR_INIT;
	struct memory m;
	struct item *all;
	int64_t *number;
	struct merge done;
	size_t n;

	v[1].withheld = WITHHELD_FLOOD;
	v[2].withheld = WITHHELD_FIRST_RUN;
	done = merge(f, v, 3, NOW);
	assert_merge(done, 1, 0, 0);
	assert_int_equal(done.withheld, 2);
	assert_str(only(f).title, "a");
	assert_int_equal(
	    store_items_all(f->s, &f->a, STR("a"), 0, &all, &number, &n, &e),
	    0);
	assert_int_equal(n, 3);
	assert_int_equal(all[0].withheld, WITHHELD_NOT);
	assert_int_equal(all[1].withheld, WITHHELD_FLOOD);
	assert_int_equal(all[2].withheld, WITHHELD_FIRST_RUN);
	assert_int_equal(number[1], number_of(f, "l:2"));
	assert_int_equal(store_memory_load(f->s, &f->a, STR("a"), &m, &e), 0);
	assert_int_equal(m.held.n, 1);
	assert_int_equal(m.held.since, NOW);

	/* A later page does not free them by itself. */
	v[1].withheld = v[2].withheld = WITHHELD_NOT;
	assert_merge(merge(f, v, 3, NOW + 1), 0, 0, 3);
	only(f);
	assert_int_equal(store_withheld_change(f->s, STR("a"), WITHHELD_FLOOD,
			     WITHHELD_NOT, &n, &e),
	    0);
	assert_int_equal(n, 1);
	items_of(f, "a", 0, 2);
	assert_int_equal(store_withheld_change(f->s, STR("b"),
			     WITHHELD_FIRST_RUN, WITHHELD_NOT, &n, &e),
	    0);
	assert_int_equal(n, 0);
	assert_int_equal(store_memory_load(f->s, &f->a, STR("a"), &m, &e), 0);
	assert_int_equal(m.held.n, 0);
	assert_int_equal(m.held.since, 0);
}

static void
test_largest_batch(void **state)
{
	struct fixture *f = *state;
	struct item first[] = { item("l:1", "a"), item("l:2", "b"),
		item("l:3", "c") };
	struct item second[] = { item("l:4", "d"), item("l:5", "e") };
	struct err e = ERR_INIT;
	size_t n;

	merge(f, first, 3, NOW);
	assert_int_equal(store_largest_batch(f->s, STR("a"), &n, &e), 0);
	assert_int_equal(n, 0);
	merge(f, second, 2, NOW + 1);
	assert_int_equal(store_largest_batch(f->s, STR("a"), &n, &e), 0);
	assert_int_equal(n, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_all_fields_come_back),
		TEST(test_dates_at_first_sight),
		TEST(test_frozen_for_ever),
		TEST(test_edits),
		TEST(test_values_do_not_run_together),
		TEST(test_lists_are_values_too),
		TEST(test_updated_never_goes_back),
		TEST(test_updated_at_first_sight),
		TEST(test_absence_is_not_deletion),
		TEST(test_two_of_one_key_on_a_page),
		TEST(test_keys_differ_by_their_bytes),
		TEST(test_guids_are_unique_over_all),
		TEST(test_guid_that_cannot_be_made),
		TEST(test_order),
		TEST(test_order_of_equals),
		TEST(test_order_of_undated),
		TEST(test_damaged_lists_are_errors),
		TEST(test_evidence_of_the_first_sight),
		TEST(test_evidence_of_made_up_dates),
		TEST(test_evidence_of_an_edit),
		TEST(test_a_key_that_moves),
		TEST(test_former_keys_are_bounded),
		TEST(test_withheld),
		TEST(test_largest_batch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
