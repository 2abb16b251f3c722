// SPDX-License-Identifier: ISC
// Which lists are the one that was there before, and which are others.
#include "run/likeness.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "run/around.h"
#include "run/link_way.h"

#define NOW INT64_C(1790000000)
#define HOUR 3600
#define MOST 100
/* What each item has besides its link. */
enum { DATES = 1, BARE = 2 };

/* Item N of the list; KIND says how it differs from that:
 *	' '  it does not       'x'  it leads elsewhere on the site
 *	'h'  to another host   'o'  it stood beside the list before
 *	't'  the same title, other link       'r'  the title is "Read more" */
static struct item
make(struct arena *a, char kind, int n, int how)
{
	int shown = kind == 'o' ? 9000 + n : n;
	struct item it = { .title = arena_printf(
			       a, "Story number %d of the town", shown),
		.published = { .raw = STR_NULL } };
	const char *way = "https://example.org/news/%d.html";

	if (kind == 'x')
		way = "https://example.org/hot/list/%d";
	if (kind == 'h')
		way = "https://example.com/news/%d.html";
	if (kind == 't')
		way = "https://example.org/archive/%d.html";
	if (kind == 'r')
		it.title = STR("Read more");
		/* Each way is a literal of this function. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	it.link = arena_printf(a, way, shown);
#pragma GCC diagnostic pop
	it.key = arena_printf(a, "l:%.*s", STR_ARG(it.link));
	if (how & BARE)
		it.key = arena_printf(a, "t:%.*s", STR_ARG(it.title));
	if (how & DATES)
		it.published = (struct when){ .t = NOW + (int64_t)n * 8 * HOUR,
			.precision = PRECISION_MINUTE,
			.raw = STR("x") };
	return it;
}

/* "22-5 x1 t4": items 22 down to 5, one that leads elsewhere, ... */
static struct items
page_of(struct arena *a, const char *text, int how)
{
	struct items out = { .v = ARENA_ARRAY(a, MOST, struct item),
		.title = STR_NULL,
		.language = STR_NULL };

	while (*text != '\0') {
		char kind = ' ', *end;
		long n, to;

		if (*text == ' ') {
			text++;
			continue;
		}
		if (strchr("xhotr", *text) != NULL)
			kind = *text++;
		n = to = strtol(text, &end, 10);
		if (*end == '-')
			to = strtol(end + 1, &end, 10);
		text = end;
		for (; n >= to && out.n < MOST; n--)
			out.v[out.n++] = make(a, kind, (int)n, how);
	}
	return out;
}

/* The list 20-1, with links o1 to o9 beside it. */
static struct list_known
known_of(struct arena *a, const char *text, int how)
{
	struct items list = page_of(a, text, how);
	struct items beside = page_of(a, "o9-1", 0);
	struct str link[9];

	for (size_t i = 0; i < 9; i++)
		link[i] = beside.v[i].link;
	return (struct list_known){ .v = list.v,
		.n = list.n,
		.around =
		    around_make(a, STR("https://example.org/"), link, 9, &list),
		.language = STR("en") };
}

static void
test_judge(void **state)
{
	static const struct {
		int line;
		int how;
		const char *known, *page;
		const char *why; /* part of it; empty: it is the list */
	} rows[] = {
		/* As it was, and with news. */
		{ __LINE__, 0, "20-1", "20-1", "" },
		{ __LINE__, DATES, "20-1", "20-1", "" },
		{ __LINE__, 0, "20-1", "24-5", "" },
		{ __LINE__, DATES, "20-1", "30-11", "" },
		{ __LINE__, BARE, "20-1", "24-5", "" },
		{ __LINE__, 0, "20-1", "20-11", "" },
		/* Links changed: titles tell. */
		{ __LINE__, 0, "20-1", "t22-3", "" },
		/* Something in front stays there. */
		{ __LINE__, 0, "3 20-4", "3 23-4", "" },
		/* Pages of dated lists may become longer. */
		{ __LINE__, DATES, "20-5", "20-1", "" },
		{ __LINE__, 0, "20-5", "20-1", "more than news" },
		/* number */
		{ __LINE__, 0, "20-1", "20-19", "2 of the 20" },
		{ __LINE__, 0, "20-1", "40-17", "4 of the 20" },
		{ __LINE__, 0, "20-1", "20-12", "only 9 items" },
		{ __LINE__, 0, "2-1", "2-1", "2 of the 2" },
		{ __LINE__, 0, "20-1", "x40-20", "1 of the 20" },
		/* gaps: hot lists take from here and there */
		{ __LINE__, 0, "20-1", "20 18 16 14 12 10 8 6 4 2",
		    "here and there" },
		/* order */
		{ __LINE__, 0, "20-1", "14 20 18 19 11 17 16 12 15 13",
		    "another order" },
		{ __LINE__, 0, "10-1", "1 2 3 4 5 6 7 8 9 10",
		    "another order" },
		/* names */
		{ __LINE__, 0, "20-1", "r20-1", "other titles" },
		{ __LINE__, 0, "20-1", "20-15 r14-1", "other titles" },
		/* rest */
		{ __LINE__, 0, "20-1", "x33-31 20-1", "leads to" },
		{ __LINE__, 0, "20-1", "h21 20-1", "leads to" },
		{ __LINE__, 0, "20-1", "o3-1 20-1", "elsewhere" },
		{ __LINE__, 0, "20-1", "20-1 o3-1", "elsewhere" },
		{ __LINE__, 0, "20-1", "20-11 33-31 10-1", "more than news" },
		{ __LINE__, DATES, "20-11", "20-16 4 15-11", "more than news" },
		{ __LINE__, 0, "10-1", "24-1", "less than half" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena a;
		struct likeness l;
		struct list_known known;
		struct items page;

		arena_init(&a, 1 << 24);
		known = known_of(&a, rows[i].known, rows[i].how);
		page = page_of(&a, rows[i].page, rows[i].how);
		likeness_judge(
		    &a, &known, &page, ARENA_ARRAY(&a, page.n, bool), &l);
		if (rows[i].why[0] == '\0'
			? !str_empty(l.why)
			: str_find(l.why, str_c(rows[i].why)) == STR_NONE)
			fail_msg(
			    "line %d: \"%.*s\"", rows[i].line, STR_ARG(l.why));
		arena_release(&a);
	}
}

/* An item without a date in a dated list was not made by it. */
static void
test_undated_in_dated(void **state)
{
	struct arena a;
	struct likeness l;
	struct list_known known;
	struct items page;

	(void)state;
	arena_init(&a, 1 << 24);
	known = known_of(&a, "20-1", DATES);
	page = page_of(&a, "21-1", DATES);
	page.v[0].published = (struct when){ .raw = STR_NULL };
	likeness_judge(&a, &known, &page, ARENA_ARRAY(&a, page.n, bool), &l);
	assert_int_not_equal(str_find(l.why, STR("more than")), STR_NONE);
	arena_release(&a);
}

/* Old items that had left the list are no news, but must not be most of it. */
static void
test_old_ones(void **state)
{
	struct arena a;
	struct likeness l;
	struct list_known known;
	struct items page;
	bool stored[MOST] = { false };

	(void)state;
	arena_init(&a, 1 << 24);
	known = known_of(&a, "20-11", 0);
	page = page_of(&a, "20-1", 0);
	for (size_t i = 10; i < 20; i++)
		stored[i] = true;
	likeness_judge(&a, &known, &page, stored, &l);
	assert_true(str_empty(l.why));
	assert_int_equal(l.known, 10);
	page = page_of(&a, "20-0", 0);
	stored[20] = true;
	likeness_judge(&a, &known, &page, stored, &l);
	assert_false(str_empty(l.why));
	arena_release(&a);
}

static void
test_fresh(void **state)
{
	static const struct {
		int line;
		int known, how;
		const char *page, *language;
		bool wanted;
	} rows[] = {
		{ __LINE__, DATES, DATES, "45-26", "en-GB", true },
		{ __LINE__, DATES, DATES, "45-26", "", true },
		/* Not a date; not all are news; not in order; not so many. */
		{ __LINE__, DATES, 0, "45-26", "en", false },
		{ __LINE__, 0, DATES, "45-26", "en", false },
		{ __LINE__, DATES, DATES, "35-16", "en", false },
		{ __LINE__, DATES, DATES, "26 30 27 45 40 33 29 36 28 50 51",
		    "en", false },
		{ __LINE__, DATES, DATES, "45-41", "en", false },
		{ __LINE__, DATES, DATES, "90-45", "en", false },
		/* Another language; another way; it was there before. */
		{ __LINE__, DATES, DATES, "45-26", "de", false },
		{ __LINE__, DATES, DATES, "x45-26", "en", false },
		{ __LINE__, DATES, DATES, "h45-26", "en", false },
		{ __LINE__, DATES, DATES, "r45-26", "en", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena a;
		struct list_known known;
		struct items page;

		arena_init(&a, 1 << 24);
		known = known_of(&a, "20-1", rows[i].known);
		page = page_of(&a, rows[i].page, rows[i].how);
		page.language = str_c(rows[i].language);
		if (likeness_fresh(&a, &known, &page,
			ARENA_ARRAY(&a, page.n, bool),
			NOW + INT64_C(100) * 8 * HOUR) != rows[i].wanted)
			fail_msg("line %d", rows[i].line);
		arena_release(&a);
	}
}

static void
test_dates(void **state)
{
	struct arena a;
	struct likeness l;
	struct list_known known;
	struct items page;

	(void)state;
	arena_init(&a, 1 << 24);
	known = known_of(&a, "20-1", DATES);
	page = page_of(&a, "22-3", DATES);
	likeness_judge(&a, &known, &page, ARENA_ARRAY(&a, page.n, bool), &l);
	assert_true(likeness_dates(&known, &page, &l));
	for (size_t i = 0; i < page.n; i++)
		page.v[i].published.t += 2 * HOUR;
	assert_false(likeness_dates(&known, &page, &l));
	/* A bare day is read at its beginning, in some zone. */
	for (size_t i = 0; i < page.n; i++)
		page.v[i].published.precision = PRECISION_DAY;
	assert_true(likeness_dates(&known, &page, &l));
	arena_release(&a);
}

/* Links beside the list are known again in other spellings; those of the list
 * are not among them; others do not seem to be, beside many and beside few. */
static void
test_around(void **state)
{
	const struct str base = STR("https://www.example.org/x/");
	struct str link[200];
	struct items list;
	struct arena a;
	struct str around;

	(void)state;
	arena_init(&a, 1 << 24);
	list = page_of(&a, "20-1", 0);
	for (int i = 0; i < 190; i++)
		link[i] = arena_printf(&a, "/b/%d", i);
	for (int i = 0; i < 10; i++)
		link[190 + i] = list.v[i].link;
	around = around_make(&a, base, link, 200, &list);
	assert_int_equal(around.len, 190 * AROUND_BYTES);
	for (int i = 0; i < 190; i++)
		assert_true(around_has(&a, around,
		    arena_printf(&a,
			"http://www.example.org/b/%d/?utm_source=x#top", i)));
	for (size_t n = 1; n <= 190; n = n < 8 ? n + 1 : n + 91) {
		around = around_make(&a, base, link, n, &list);
		for (int i = 0; i < 2000; i++)
			assert_false(around_has(&a, around,
			    arena_printf(&a, "https://example.org/c/%d", i)));
	}
	around = around_make(&a, base, link + 190, 10, &list);
	assert_int_equal(around.len, 0);
	assert_false(around_has(&a, around, STR("https://example.org/b/0")));
	arena_release(&a);
}

static void
test_link_way(void **state)
{
	static const struct {
		int line;
		const char *link, *way;
	} rows[] = {
		{ __LINE__, "https://www.example.org/news/2026/11/20/a-b.html",
		    "example.org/news/0/0/0/a.a" },
		{ __LINE__, "http://example.org/news/2025/1/2/other.html",
		    "example.org/news/0/0/0/a.a" },
		{ __LINE__, "https://example.org/view?id=12&lang=en",
		    "example.org/aid=&lang=" },
		{ __LINE__, "https://example.org/sport/17",
		    "example.org/sport/0" },
		{ __LINE__, "nowhere", "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str way = link_way(&a, str_c(rows[i].link));

		if (!str_eq(way, str_c(rows[i].way)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(way));
	}
	arena_release(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_judge),
		cmocka_unit_test(test_undated_in_dated),
		cmocka_unit_test(test_old_ones),
		cmocka_unit_test(test_fresh),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_around),
		cmocka_unit_test(test_link_way),
	};

	return cmocka_run_group_tests_name("likeness", tests, NULL, NULL);
}
