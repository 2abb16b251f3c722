// SPDX-License-Identifier: ISC
// The parts of detection, each alone: outline, group, column, example.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "detect_page.h"
#include "extract/detect/column.h"
#include "extract/detect/example.h"
#include "patience.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

static void
test_weigh(void **state)
{
	static const struct {
		int line;
		const char *text;
		size_t weight, digits;
	} rows[] = {
		{ __LINE__, "", 0, 0 },
		{ __LINE__, " \n\t.,-!", 0, 0 },
		{ __LINE__, "Harvest 2026", 11, 4 },
		{ __LINE__, "要闻", 4, 0 },
		{ __LINE__, "要闻，快讯。", 8, 0 },
		{ __LINE__, "Éire", 4, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		size_t digits;

		if (outline_weigh(str_c(rows[i].text), &digits) !=
			rows[i].weight ||
		    digits != rows[i].digits)
			fail_msg("line %d", rows[i].line);
	}
}

/* The first box of the element NAME. */
static const struct box *
box_of(const struct outline *o, const char *name)
{
	for (size_t i = 0; i < o->n; i++)
		if (str_eq(html_name(o->v[i].node), str_c(name)))
			return &o->v[i];
	fail_msg("no %s", name);
	return &o->v[0];
}

static void
test_outline(void **state)
{
	/* What the element X of a page is to detection. */
	static const struct {
		int line;
		const char *html;
		uint32_t weight, own, links, link_weight;
		bool aside;
	} rows[] = {
		{ __LINE__, "<x>one <b>two</b></x>", 6, 3, 0, 0, false },
		{ __LINE__, "<x>a<script>var b</script><style>c</style></x>", 1,
		    1, 0, 0, false },
		{ __LINE__, "<x><a href=/1>one</a> two</x>", 6, 3, 1, 3,
		    false },
		{ __LINE__, "<x><a href='#top'>up</a><a name=q>q</a></x>", 3, 0,
		    0, 0, false },
		{ __LINE__, "<x><a href='JavaScript:go()'>up</a></x>", 2, 0, 0,
		    0, false },
		{ __LINE__, "<x><a href='mailto:a@example.org'>a</a></x>", 1, 0,
		    0, 0, false },
		{ __LINE__, "<nav><ul><x>a</x></ul></nav>", 1, 1, 0, 0, true },
		{ __LINE__, "<div role=NAVIGATION><x>a</x></div>", 1, 1, 0, 0,
		    true },
		{ __LINE__, "<main><x>a</x></main>", 1, 1, 0, 0, false },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct outline o;
		const struct box *b;

		outline_make(&a, page_parse(&a, rows[i].html), &o);
		b = box_of(&o, "x");
		if (b->weight != rows[i].weight ||
		    b->own_weight != rows[i].own || b->links != rows[i].links ||
		    b->link_weight != rows[i].link_weight ||
		    b->aside != rows[i].aside)
			fail_msg("line %d: weight %u own %u links %u link "
				 "weight %u aside %d",
			    rows[i].line, b->weight, b->own_weight, b->links,
			    b->link_weight, b->aside);
		arena_reset(&a);
	}
	arena_release(&a);
}

/* Digits in classes do not part what stands alike; other letters do. */
static void
test_kinds(void **state)
{
	static const struct {
		int line;
		const char *one, *two;
		bool same;
	} rows[] = {
		{ __LINE__, "<x class='post post-12'>", "<y>", false },
		{ __LINE__, "<x class='post post-12'>",
		    "<x class='post post-7'>", true },
		{ __LINE__, "<x class=post>", "<x class=card>", false },
		{ __LINE__, "<x>", "<x id=k>", true },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct outline one, two;

		outline_make(&a, page_parse(&a, rows[i].one), &one);
		outline_make(&a, page_parse(&a, rows[i].two), &two);
		if ((one.v[1].kind_path == two.v[1].kind_path) != rows[i].same)
			fail_msg("line %d", rows[i].line);
	}
	arena_release(&a);
}

/* The groups of a page: "li3 a3", by the tag and number of their members. */
static void
test_groups(void **state)
{
	static const struct {
		int line;
		const char *html, *has; /* a group of so many of that tag */
		size_t n;
	} rows[] = {
		{ __LINE__, "<ul><li><a href=1>a</a><li><a href=2>b</a></ul>",
		    "li", 2 },
		{ __LINE__,
		    "<ul><li class=odd><a href=1>a</a><li class=even>"
		    "<a href=2>b</a><li class=odd><a href=3>c</a></ul>",
		    "li", 3 },
		{ __LINE__,
		    "<ul><li><a href=1>a</a></ul><ul><li><a href=2>b</a></ul>",
		    "li", 2 },
		{ __LINE__,
		    "<table><tr><th>x<tr><td><a href=1>a</a><tr><td><a "
		    "href=2>b</a></table>",
		    "tr", 2 },
		{ __LINE__, "<ul><li>a<li>b<li>c</ul>", "li", 0 },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct outline o;
		struct groups gs;
		size_t most = 0;

		outline_make(&a, page_parse(&a, rows[i].html), &o);
		groups_find(&a, &o, 2, &gs);
		for (size_t g = 0; g < gs.n; g++)
			if (html_is(o.v[gs.v[g].member[0]].node,
				str_c(rows[i].has)) &&
			    gs.v[g].n > most)
				most = gs.v[g].n;
		if (most != rows[i].n)
			fail_msg("line %d: %zu", rows[i].line, most);
		arena_reset(&a);
	}
	arena_release(&a);
}

/* Entries that no element is around end where the next one begins. */
static void
test_tails(void **state)
{
	static const struct {
		int line;
		const char *html;
		uint32_t longest; /* boxes of the first member and its tail */
	} rows[] = {
		{ __LINE__,
		    "<dl><dt><a href=1>a</a><dd>b<dd>c"
		    "<dt><a href=2>a</a><dd>b<dd>c"
		    "<dt><a href=3>a</a><dd>b<dd>c</dl>",
		    4 },
		/* What is empty belongs to nobody. */
		{ __LINE__,
		    "<p><a href=1>a</a></p><hr><p><a href=2>a</a></p><hr>"
		    "<p><a href=3>a</a></p><hr>",
		    0 },
		/* A heading begins something else. */
		{ __LINE__,
		    "<p><a href=1>a</a></p><h3>b</h3><p><a href=2>a</a></p>"
		    "<h3>b</h3><p><a href=3>a</a></p><h3>b</h3>",
		    0 },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct outline o;
		struct groups gs;
		uint32_t longest = 0;

		outline_make(&a, page_parse(&a, rows[i].html), &o);
		groups_find(&a, &o, 3, &gs);
		for (size_t g = 0; g < gs.n; g++)
			if (gs.v[g].tails && !o.v[gs.v[g].member[0]].link &&
			    gs.v[g].until[0] - gs.v[g].member[0] > longest)
				longest = gs.v[g].until[0] - gs.v[g].member[0];
		if (longest != rows[i].longest)
			fail_msg("line %d: %u", rows[i].line, longest);
		arena_reset(&a);
	}
	arena_release(&a);
}

static void
test_pictures(void **state)
{
	static const struct {
		int line;
		const char *html;
		bool picture, icon;
	} rows[] = {
		{ __LINE__, "<img src=1.jpg>", true, false },
		{ __LINE__, "<img src=1.jpg width=32 height=32>", true, true },
		{ __LINE__, "<img src=1.jpg width=300 height=200>", true,
		    false },
		{ __LINE__, "<img src=1.jpg width='100%'>", true, false },
		{ __LINE__, "<a style=\"background-image: url('1.jpg')\">",
		    true, false },
		{ __LINE__, "<a data-bg=1.jpg>", true, false },
		{ __LINE__, "<a style='background: red'>", false, false },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct outline o;

		outline_make(&a, page_parse(&a, rows[i].html), &o);
		if (o.v[1].picture != rows[i].picture ||
		    o.v[1].icon != rows[i].icon)
			fail_msg("line %d", rows[i].line);
		arena_reset(&a);
	}
	arena_release(&a);
}

static void
test_columns(void **state)
{
	static const char html[] =
	    "<ul><li><a href=/1>First of all</a><i>news</i>"
	    "<b class=time>11-20</b>"
	    "<li><a href=/2>Second of all</a><i>news</i>"
	    "<b class=time>11-19</b>"
	    "<li><a href=/2>Third of all</a><i>news</i></ul>";
	struct outline o;
	struct columns cs;
	struct column_room room;
	struct group g = { .n = 0 };
	uint32_t member[3], until[3];
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	outline_make(&a, page_parse(&a, html), &o);
	for (size_t i = 0; i < o.n; i++)
		if (html_is(o.v[i].node, STR("li"))) {
			until[g.n] = o.v[i].end;
			member[g.n++] = (uint32_t)i;
		}
	g.member = member;
	g.until = until;
	column_room_make(&a, &o, &room);
	columns_find(&a, &o, &room, &g, &cs);
	/* The entry itself, link, word, time: in the order of the page. */
	assert_int_equal(cs.n, 4);
	assert_int_equal(cs.v[0].box[0], member[0]);
	assert_true(cs.v[1].link);
	assert_true(cs.v[1].texts == 1);
	assert_true(cs.v[1].hrefs > 0.6 && cs.v[1].hrefs < 0.7);
	assert_int_equal(cs.v[2].have, 3);
	assert_true(cs.v[2].texts < 0.4);
	assert_int_equal(cs.v[3].have, 2);
	assert_int_equal(cs.v[3].box[2], NO_BOX);
	assert_true(cs.v[3].weight == 0);
	arena_release(&a);
}

static void
test_examples(void **state)
{
	static const char html[] =
	    "<p>The old bridge<ul>"
	    "<li><a href='/1?a=b'>The  old\nbridge is open</a><b>11-20</b>"
	    "<li><a href=/2 title='All of the headline'>All of...</a></ul>";
	static const struct {
		int line;
		const char *example, *where; /* tag of the last one; or empty */
		size_t n;
	} rows[] = {
		{ __LINE__, "The old bridge is open", "a", 1 },
		{ __LINE__, "  The old bridge ", "a", 2 },
		{ __LINE__, "All of the headline", "a", 1 },
		{ __LINE__, "https://example.org/1?a=b", "a", 1 },
		{ __LINE__, "/2", "a", 1 },
		{ __LINE__, "11-20", "b", 1 },
		{ __LINE__, "the old bridge", "", 0 },
		{ __LINE__, "https://example.net/2", "", 0 },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct str example = str_c(rows[i].example);
		struct detect_ask ask = { .help = &page_help,
			.example = &example,
			.nexamples = 1,
			.base = STR("https://example.org/list/") };
		struct sightings seen;
		struct outline o;
		size_t n;

		outline_make(&a, page_parse(&a, html), &o);
		examples_find(&a, &o, &ask, STR_NULL, &seen);
		n = seen.v[0].n;
		if (n != rows[i].n ||
		    (n > 0 && !html_is(o.v[seen.v[0].box[n - 1]].node,
				  str_c(rows[i].where))))
			fail_msg("line %d: %zu", rows[i].line, n);
		arena_reset(&a);
	}
	arena_release(&a);
}

/* What stands in each entry of a long page is looked up, not searched for. */
static void
test_many_sightings(void **state)
{
	const size_t n = 100000;
	struct outline o = { calloc(n, sizeof(*o.v)), n };
	uint32_t *even = calloc(n / 2, sizeof(*even));
	uint32_t *odd = calloc(n / 2, sizeof(*odd));
	struct sighting one = { even, n / 2, n / 2, false };
	struct sightings seen = { &one, 1 };
	clock_t t;

	(void)state;
	assert_true(o.v != NULL && even != NULL && odd != NULL);
	for (uint32_t i = 0; i < n; i++) {
		o.v[i].end = i + 1;
		(i % 2 == 0 ? even : odd)[i / 2] = i;
	}
	t = clock();
	assert_int_equal(examples_at(&o, &seen, EXAMPLE_TEXT, odd, n / 2), 0);
	assert_int_equal(
	    examples_at(&o, &seen, EXAMPLE_TEXT, even + n / 2 - 1, 1), 1);
	o.v[n - 2].end = (uint32_t)n; /* the last one is in it */
	assert_int_equal(examples_at(&o, &seen, EXAMPLE_TEXT, odd, n / 2), 1);
	assert_true(within(t, 5));
	free(o.v);
	free(even);
	free(odd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_weigh),
		cmocka_unit_test(test_outline),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_tails),
		cmocka_unit_test(test_pictures),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_many_sightings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
