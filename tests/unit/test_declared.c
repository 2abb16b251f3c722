// SPDX-License-Identifier: ISC
// What pages say of their entries in JSON: declared, or as a script's data.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect_page.h"
#include "extract/declared.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))
#define LD(json) "<script type='application/ld+json'>" json "</script>"

static void
test_entries(void **state)
{
	static const struct {
		int line;
		const char *html, *url, *title, *date, *image, *author;
		size_t n;
	} rows[] = {
		{ __LINE__,
		    LD("{\"@type\":\"NewsArticle\",\"headline\":\"One\","
		       "\"url\":\"/1\",\"datePublished\":\"2026-11-20\","
		       "\"image\":[{\"url\":\"/1.jpg\"}],"
		       "\"author\":{\"name\":\"Ann\"}}"),
		    "https://example.org/1", "One", "2026-11-20", "/1.jpg",
		    "Ann", 1 },
		{ __LINE__,
		    LD("{\"@graph\":[{\"@type\":\"ItemList\","
		       "\"itemListElement\":[{\"@type\":\"ListItem\","
		       "\"url\":\"https://example.org/1#x\"},"
		       "{\"@type\":\"ListItem\",\"item\":{\"@id\":\"/2\","
		       "\"name\":\"Two\"}}]}]}"),
		    "https://example.org/1", "", "", "", "", 2 },
		/* Of two that have one address the one that says more. */
		{ __LINE__,
		    LD("[{\"name\":\"A\",\"url\":\"/1\"},{\"name\":\"B\","
		       "\"url\":\"/1\",\"datePublished\":\"2026\"}]"),
		    "https://example.org/1", "B", "2026", "", "", 1 },
		/* Menus and people are no entries; what is broken is none. */
		{ __LINE__,
		    LD("{\"@type\":\"BreadcrumbList\",\"itemListElement\":"
		       "[{\"@type\":\"ListItem\",\"item\":\"/1\"}]}"),
		    NULL, "", "", "", "", 0 },
		{ __LINE__,
		    LD("{\"@type\":\"Person\",\"name\":\"Ann\","
		       "\"url\":\"/ann\"}"),
		    NULL, "", "", "", "", 0 },
		{ __LINE__, LD("{\"name\":\"A\",\"url\":"), NULL, "", "", "",
		    "", 0 },
		{ __LINE__, LD(""), NULL, "", "", "", "", 0 },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct declareds all;
		const struct declared *d;

		declared_find(&a, page_parse(&a, rows[i].html),
		    STR("https://example.org/list"), &all);
		if (all.n != rows[i].n)
			fail_msg("line %d: %zu", rows[i].line, all.n);
		if (rows[i].url == NULL)
			continue;
		d = declared_of(&all, str_c(rows[i].url));
		if (d == NULL || !str_eq(d->title, str_c(rows[i].title)) ||
		    !str_eq(d->date, str_c(rows[i].date)) ||
		    !str_eq(d->image, str_c(rows[i].image)) ||
		    !str_eq(d->author, str_c(rows[i].author)))
			fail_msg("line %d", rows[i].line);
	}
	arena_release(&a);
}

/* Only what no rule has found is filled in. */
static void
test_fill(void **state)
{
	static const char html[] = LD("{\"name\":\"One\",\"url\":\"/1\","
				      "\"datePublished\":\"2026-11-20\","
				      "\"image\":\"/1.jpg\"}");
	struct raw_value link = { .value = STR("./1") };
	struct raw_value image = { .value = STR("/own.jpg") };
	struct raw_item item = { .position = 0 };
	struct raw_items raw = {
		.v = &item, .n = 1, .base = STR("https://example.org/list")
	};
	struct declareds all;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	item.field[FIELD_LINK] = (struct raw_field){ .v = &link, .n = 1 };
	item.field[FIELD_IMAGE] = (struct raw_field){ .v = &image, .n = 1 };
	declared_find(&a, page_parse(&a, html), raw.base, &all);
	declared_fill(&a, &all, &raw);
	assert_int_equal(item.field[FIELD_DATE].n, 1);
	assert_true(
	    str_eq(item.field[FIELD_DATE].v[0].value, STR("2026-11-20")));
	assert_true(
	    str_eq(item.field[FIELD_IMAGE].v[0].value, STR("/own.jpg")));
	assert_int_equal(item.field[FIELD_TITLE].n, 0);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entries),
		cmocka_unit_test(test_fill),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
