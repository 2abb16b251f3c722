// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config/config.h"
#include "config/load.h"
#include "config/once.h"

#define MANY 1000

static const char *
no_variables(const char *name)
{
	(void)name;
	return NULL;
}

/* As many records as there are values, also when the table has grown. */
static void
test_once(void **state)
{
	struct arena a;
	struct once o = { .a = &a, .table = &a };
	const void *kept[MANY];
	struct record {
		uint64_t at;
		unsigned char end[4];
	} r = { 0 };

	(void)state;
	arena_init(&a, SIZE_MAX);
	for (int i = 0; i < 3 * MANY; i++) {
		const void *p;

		r.at = (uint64_t)(i % MANY / 4);
		r.end[3] = (unsigned char)(i % 4);
		p = once_keep(&o, &r, sizeof(r));
		assert_memory_equal(p, &r, sizeof(r));
		if (i < MANY)
			kept[i] = p;
		else
			assert_ptr_equal(p, kept[i % MANY]);
		for (int k = 0; i < 100 && k < i; k++)
			assert_ptr_not_equal(kept[k], p);
	}
	assert_int_equal(o.n, MANY);
	/* Of another size it is another record. */
	assert_ptr_not_equal(once_keep(&o, &r, sizeof(r.at)), kept[MANY - 1]);
	assert_int_equal(o.n, MANY + 1);
	arena_release(&a);
}

/* What sources say alike is there once, whoever says it, and what one of them
 * says is its own. */
static void
test_parts(void **state)
{
	static const char text[] =
	    "settings: {output: o, state: s}\n"
	    "defaults: {timezone: Asia/Tokyo, gap: 2s, only: [a]}\n"
	    "sites:\n"
	    "  b.example: {headers: {X-A: b}}\n"
	    "sources:\n"
	    "  - https://a.example/1\n"
	    "  - {url: 'https://a.example/2', item: li, title: a}\n"
	    "  - https://b.example/3\n"
	    "  - {url: 'https://a.example/4', timezone: UTC}\n"
	    "  - {url: 'https://a.example/5', item: li, title: a, gap: 3s}\n"
	    "  - {url: 'https://b.example/6', description: x}\n"
	    "  - {url: 'https://a.example/7', tags: [one, two]}\n"
	    "  - {url: 'https://a.example/8', tags: [one, 'two']}\n"
	    "  - {url: 'https://a.example/9', tags: [two, one]}\n";
	struct config c;
	struct diagnostics d;
	const struct source *s;
	struct arena a;

	(void)state;
	arena_init(&a, SIZE_MAX);
	assert_int_equal(
	    config_read(&a, "x.yaml", str_c(text), no_variables, true, &c, &d),
	    0);
	assert_int_equal(c.sources.n, 9);
	s = c.sources.v;
	assert_ptr_equal(s[0].rules, s[2].rules);
	assert_ptr_not_equal(s[0].rules, s[1].rules);
	assert_ptr_equal(s[1].rules, s[4].rules);
	assert_int_equal(s[4].rules->field[FIELD_TITLE].n, 1);
	assert_ptr_equal(s[0].approach, s[1].approach);
	assert_ptr_equal(s[2].approach, s[5].approach);
	assert_int_equal(s[5].approach->nheaders, 1);
	assert_int_equal(s[5].approach->gap_ms, 2000);
	assert_int_equal(s[4].approach->gap_ms, 3000);
	assert_int_equal(s[3].approach->gap_ms, 2000);
	assert_string_equal(s[3].zone->name, "UTC");
	assert_string_equal(s[4].zone->name, "Asia/Tokyo");
	assert_ptr_equal(s[0].zone, s[5].zone);
	assert_ptr_equal(s[0].about, s[4].about);
	assert_true(str_eq(s[5].about->description, STR("x")));
	assert_ptr_equal(s[6].about, s[7].about);
	assert_ptr_not_equal(s[6].about, s[8].about);
	assert_int_equal(s[8].about->ntags, 2);
	assert_string_equal(s[8].about->tags[1].p, "one");
	assert_ptr_equal(s[8].about->tags[1].p, s[6].about->tags[0].p);
	for (size_t i = 0; i < c.sources.n; i++) {
		assert_int_equal(s[i].sieve->only.n, 1);
		assert_ptr_equal(s[i].sieve, s[0].sieve);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_once),
		cmocka_unit_test(test_parts),
	};

	return cmocka_run_group_tests_name("once", tests, NULL, NULL);
}
