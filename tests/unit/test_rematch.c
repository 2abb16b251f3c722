// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "normalize/rematch.h"

#define COUNT(v) (sizeof(v) / sizeof(*(v)))
#define T INT64_C(1795000000)
#define DAY 86400

/* An item: title, link and date, 0 for none. */
struct face_row {
	const char *title, *link;
	int64_t t;
	enum precision precision;
	bool made_up;
};

static struct item
item_of(const struct face_row *f)
{
	return (struct item){ .title = str_c(f->title),
		.link = str_c(f->link),
		.first_seen = f->made_up ? f->t : 0,
		.published = { .t = f->t,
		    .precision = f->precision,
		    .inferred = f->made_up,
		    .raw = f->made_up ? STR_NULL : STR("then") } };
}

#define MIN PRECISION_MINUTE
#define DAYP PRECISION_DAY
#define MON PRECISION_MONTH
#define A "https://a.test/1.html"
#define A2 "https://a.test/new/1"

/* One item of each side. */
static void
test_pairs(void **state)
{
	static const struct {
		int line;
		struct face_row new, gone;
		size_t found;
	} rows[] = {
		{ __LINE__, { "A title", A2, T, MIN, 0 },
		    { "a  Title!", A, T, MIN, 0 }, 1 },
		{ __LINE__, { "A title", A2, T + 61, MIN, 0 },
		    { "A title", A, T, MIN, 0 }, 0 },
		{ __LINE__, { "A title", A2, T, DAYP, 0 },
		    { "A title", A, T + 3600, MIN, 0 }, 1 },
		{ __LINE__, { "A title", A2, T, DAYP, 0 },
		    { "A title", A, T + DAY, MIN, 0 }, 0 },
		{ __LINE__, { "A title", A2, T, DAYP, 0 },
		    { "A title", A, T + DAY, MON, 0 }, 1 },
		/* nothing but the title */
		{ __LINE__, { "A title", A2, 0, 0, 0 },
		    { "A title", A, T, MIN, 0 }, 0 },
		{ __LINE__, { "A title", A2, 0, 0, 0 },
		    { "A title", A, T, MIN, true }, 0 },
		/* title and address, but for the host */
		{ __LINE__, { "A title", "http://b.test/1.html", 0, 0, 0 },
		    { "A title", A, T, MIN, true }, 1 },
		{ __LINE__, { "A title", "http://b.test/1.html", T, MIN, 0 },
		    { "A title", A, T + DAY, MIN, 0 }, 0 },
		{ __LINE__, { "A title", "http://b.test/", 0, 0, 0 },
		    { "A title", "https://a.test/", 0, 0, 0 }, 0 },
		/* an address, the title edited */
		{ __LINE__, { "Another", A, 0, 0, 0 },
		    { "A title", A, T, MIN, true }, 1 },
		{ __LINE__, { "Another", "http://b.test/1.html", T, MIN, 0 },
		    { "A title", A, T, MIN, 0 }, 1 },
		{ __LINE__, { "Another", "http://b.test/1.html", 0, 0, 0 },
		    { "A title", A, T, MIN, 0 }, 0 },
		/* ... that is a query, whatever is in it */
		{ __LINE__, { "A title", "http://a.test/?p=1", T, MIN, 0 },
		    { "A title", "http://a.test/?p=1", T + DAY, MIN, 0 }, 1 },
		{ __LINE__, { "A title", "http://a.test/?p=1", 0, 0, 0 },
		    { "A title", "http://b.test/?p=1", T, MIN, true }, 1 },
		{ __LINE__, { "A title", "http://a.test/?p=2/1", 0, 0, 0 },
		    { "A title", "http://b.test/?p=1/1", T, MIN, true }, 0 },
		/* title and the article's number */
		{ __LINE__,
		    { "A title", "http://a.test/news/item-989", 0, 0, 0 },
		    { "A title", "http://a.test/a/989.html", T, MIN, true },
		    1 },
		{ __LINE__,
		    { "A title", "http://a.test/2026/989-a-title", 0, 0, 0 },
		    { "A title", "http://a.test/?p=989", T, MIN, true }, 1 },
		{ __LINE__,
		    { "A title", "http://a.test/news/item-989", 0, 0, 0 },
		    { "A title", "http://a.test/a/9890.html", T, MIN, true },
		    0 },
		{ __LINE__, { "A title", "http://a.test/item-989", T, DAYP, 0 },
		    { "A title", "http://a.test/989", T + DAY, DAYP, 0 }, 0 },
		{ __LINE__,
		    { "A title", "http://a.test/news/item-98", 0, 0, 0 },
		    { "A title", "http://a.test/a/98.html", T, MIN, true }, 0 },
		{ __LINE__, { "A title", "http://a.test/news/a-2026", 0, 0, 0 },
		    { "A title", "http://a.test/a/2026/", T, MIN, true }, 0 },
		{ __LINE__,
		    { "A title", "http://a.test/b/989/1.html", 0, 0, 0 },
		    { "A title", "http://a.test/a/989/2.html", T, MIN, true },
		    0 },
		{ __LINE__, { "", "", 0, 0, 0 }, { "", "", 0, 0, 0 }, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct item new = item_of(&rows[i].new);
		struct item gone = item_of(&rows[i].gone);
		struct arena a;
		size_t match, found;

		arena_init(&a, 1 << 20);
		found = rematch(&a, &new, 1, &gone, NULL, 1, &match);
		if (found != rows[i].found || match != (found ? 0 : SIZE_MAX))
			fail_msg("line %d: %zu", rows[i].line, found);
		arena_release(&a);
	}
}

/* N undated items "Title 0" and so on, with links below BASE. */
static struct item *
list_of(struct arena *a, const char *base, size_t from, size_t n)
{
	struct item *v = ARENA_ARRAY(a, n, struct item);

	for (size_t i = 0; i < n; i++) {
		struct face_row f = { arena_printf(a, "Title %zu", from + i).p,
			arena_printf(a, "%s%zu", base, from + i).p, 0,
			PRECISION_NONE, false };

		v[i] = item_of(&f);
	}
	return v;
}

/* Titles alone count when there are many. */
static void
test_many_titles(void **state)
{
	static const struct {
		int line;
		size_t new_from, new, gone_from, gone, found;
	} rows[] = {
		{ __LINE__, 0, 20, 0, 20, 20 },
		{ __LINE__, 0, 5, 0, 5, 5 },
		{ __LINE__, 0, 4, 0, 4, 0 },
		{ __LINE__, 0, 20, 10, 20, 10 }, /* half of the new */
		{ __LINE__, 0, 20, 11, 20, 0 },
		{ __LINE__, 0, 10, 0, 500, 10 },
		{ __LINE__, 0, 0, 0, 20, 0 },
		{ __LINE__, 0, 20, 0, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a;
		size_t match[20], found;

		arena_init(&a, 16 << 20);
		found = rematch(&a,
		    list_of(&a, "https://a.test/new/", rows[i].new_from,
			rows[i].new),
		    rows[i].new,
		    list_of(&a, "https://a.test/a?n=", rows[i].gone_from,
			rows[i].gone),
		    NULL, rows[i].gone, match);
		if (found != rows[i].found)
			fail_msg("line %d: %zu", rows[i].line, found);
		for (size_t k = 0; k < rows[i].new; k++)
			if (match[k] != SIZE_MAX)
				assert_int_equal(match[k] + rows[i].gone_from,
				    k + rows[i].new_from);
		arena_release(&a);
	}
}

/* What stands twice on a side tells nothing there. */
static void
test_titles_that_repeat(void **state)
{
	static const struct face_row new[] = {
		{ "Weather", "https://a.test/n/1", T, MIN, 0 },
		{ "Weather", "https://a.test/n/2", T + DAY, MIN, 0 },
		{ "Sports", "https://a.test/n/3", T, MIN, 0 },
	};
	static const struct face_row gone[] = {
		{ "Sports", "https://a.test/o/3", T, MIN, 0 },
		{ "Weather", "https://a.test/o/1", T, MIN, 0 },
		{ "Sports", "https://a.test/o/4", T - DAY, MIN, 0 },
	};
	struct item x[COUNT(new)], y[COUNT(gone)];
	size_t match[COUNT(new)];
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < COUNT(new); i++) {
		x[i] = item_of(&new[i]);
		y[i] = item_of(&gone[i]);
	}
	assert_int_equal(
	    rematch(&a, x, COUNT(new), y, NULL, COUNT(gone), match), 0);
	arena_release(&a);
}

/* A number in the addresses of several is that of their section. */
static void
test_shared_number(void **state)
{
	static const struct face_row new = { "Notice",
		"https://a.test/new?id=7&part=989", 0, 0, 0 };
	static const struct face_row old[] = {
		{ "Notice", "https://a.test/old?id=1&part=989", T, MIN, true },
		{ "Else", "https://a.test/old?id=2&part=989", T, MIN, true },
	};
	struct item x = item_of(&new);
	struct item y[] = { item_of(&old[0]), item_of(&old[1]) };
	struct arena a;
	size_t match;

	(void)state;
	for (int here = 0; here < 2; here++) {
		const bool second[] = { false, here };

		arena_init(&a, 1 << 20);
		assert_int_equal(rematch(&a, &x, 1, y, second, 2, &match), 0);
		/* Of one alone it might be that one's. */
		assert_int_equal(rematch(&a, &x, 1, y, second, 1, &match), 1);
		arena_release(&a);
	}
}

/* A link that an item on the page has as well is nobody's. */
static void
test_shared_link(void **state)
{
	static const struct face_row new = { "The third", A, 0, 0, 0 };
	static const struct face_row old[] = { { "The first", A, T, MIN, true },
		{ "The second", A, T, MIN, true } };
	static const bool none[] = { false, false }, second[] = { false, true };
	struct item x = item_of(&new);
	struct item y[] = { item_of(&old[0]), item_of(&old[1]) };
	struct arena a;
	size_t match;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(rematch(&a, &x, 1, y, none, 1, &match), 1);
	assert_int_equal(match, 0);
	assert_int_equal(rematch(&a, &x, 1, y, none, 2, &match), 0);
	assert_int_equal(rematch(&a, &x, 1, y, second, 2, &match), 0);
	assert_int_equal(rematch(&a, &x, 1, y + 1, second + 1, 1, &match), 0);
	arena_release(&a);
}

/* A title that an item on the page has as well is still that of one gone. */
static void
test_title_here(void **state)
{
	static const struct face_row new = { "Weather", A2, T, MIN, 0 };
	static const struct face_row old[] = { { "Weather", A, T, MIN, 0 },
		{ "Weather", "https://a.test/o/2", T, MIN, 0 } };
	static const bool second[] = { false, true };
	struct item x = item_of(&new);
	struct item y[] = { item_of(&old[0]), item_of(&old[1]) };
	struct arena a;
	size_t match;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(rematch(&a, &x, 1, y, second, 2, &match), 1);
	assert_int_equal(match, 0);
	arena_release(&a);
}

static void
test_dates_alike(void **state)
{
	static const struct {
		int line;
		int64_t t[3];
		enum precision precision;
		bool alike;
	} rows[] = {
		{ __LINE__, { T, T, T }, MIN, true },
		{ __LINE__, { T, T + 59, T - 59 }, MIN, true },
		{ __LINE__, { T, T, T + 60 }, MIN, false },
		{ __LINE__, { T, T, T }, DAYP, false },
		{ __LINE__, { T, T, T }, PRECISION_NONE, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct item v[3];

		for (size_t k = 0; k < 3; k++) {
			struct face_row f = { "", "", rows[i].t[k],
				rows[i].precision, false };

			v[k] = item_of(&f);
		}
		if (dates_alike(v, 3) != rows[i].alike)
			fail_msg("line %d", rows[i].line);
		assert_false(dates_alike(v, 2));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_many_titles),
		cmocka_unit_test(test_titles_that_repeat),
		cmocka_unit_test(test_shared_number),
		cmocka_unit_test(test_shared_link),
		cmocka_unit_test(test_title_here),
		cmocka_unit_test(test_dates_alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
