// SPDX-License-Identifier: ISC
// Who takes part in a merged feed, and in which order.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "config/config.h"
#include "config/load.h"

static const char *
no_env(const char *name)
{
	return strcmp(name, "HOME") == 0 ? "/home/user" : NULL;
}

#define HEAD                                                              \
	"defaults: {item: li}\n"                                          \
	"sources:\n"                                                      \
	"  - {id: a, url: 'https://a.example.org/', tags: [x]}\n"         \
	"  - {id: b, url: 'https://b.example.org/', tags: [y, z]}\n"      \
	"  - {id: c, url: 'https://c.example.org/', tags: [x, y]}\n"      \
	"  - {id: 'd-{n}', url: 'https://d.example.org/{n}', tags: '{n}'" \
	", for: {n: [p, q]}}\n"                                           \
	"feeds:\n"

static void
test_members(void **state)
{
	static const struct {
		int line;
		const char *feed, *id, *name, *members;
	} rows[] = {
		{ __LINE__, "{id: f}", "f", "f", "a b c d-p d-q " },
		{ __LINE__, "{id: f, name: 国内, tags: y}", "f", "国内",
		    "b c " },
		{ __LINE__, "{id: f, tags: [z, x]}", "f", "f", "a b c " },
		/* As listed, nobody twice; those by tag come after. */
		{ __LINE__, "{id: f, sources: [c, a, c]}", "f", "f", "c a " },
		{ __LINE__, "{id: f, sources: c, tags: [x, y]}", "f", "f",
		    "c a b " },
		{ __LINE__, "{id: f, tags: q, sources: d-p}", "f", "f",
		    "d-p d-q " },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char text[1024], got[256] = "";
		struct diagnostics d;
		struct config c;
		struct arena a;
		const struct merged *m;

		arena_init(&a, (size_t)64 << 20);
		snprintf(text, sizeof(text), HEAD "  - %s\n", rows[i].feed);
		if (config_read(
			&a, "f.yaml", str_c(text), no_env, false, &c, &d) != 0)
			fail_msg("line %d: %.*s", rows[i].line,
			    STR_ARG(d.v[0].message));
		assert_int_equal(c.merged.n, 2);
		assert_string_equal(c.merged.v[0].id.p, "all");
		assert_int_equal(c.merged.v[0].nmembers, 5);
		m = &c.merged.v[1];
		for (size_t k = 0; k < m->nmembers; k++) {
			strncat(got, m->member[k]->id.p, m->member[k]->id.len);
			strcat(got, " ");
		}
		if (strcmp(got, rows[i].members) != 0)
			fail_msg("line %d: %s", rows[i].line, got);
		assert_true(str_eq(m->id, str_c(rows[i].id)));
		assert_true(str_eq(m->name, str_c(rows[i].name)));
		assert_int_equal(m->limit, 200);
		assert_int_equal(m->per_source, 0);
		assert_int_equal(m->dedupe, DEDUPE_EXACT);
		assert_int_equal(m->sort, SORT_PUBLISHED);
		arena_release(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_members),
	};

	return cmocka_run_group_tests_name("config_feeds", tests, NULL, NULL);
}
