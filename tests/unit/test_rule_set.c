// SPDX-License-Identifier: ISC
// The rules of a list as a text, and back.
#include "model/rule_set.h"
#include "model/source.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

static void
test_back(void **state)
{
	static const char text[] =
	    "{\"embedded\":\"script#data\","
	    "\"item\":[\"ul > li\",\"tr\"],"
	    "\"title\":[\"a[title=\\\"x\\\"] | after \\\"\xe4\xb8\xad\\\"\"],"
	    "\"date\":[\"time@datetime\"]}";
	struct err e = ERR_INIT;
	struct rule_set set;
	struct source other = { SOURCE_PARTS(bare_parts), .id = STR("a") }, *as;
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(rule_set_read(&a, str_c(text), &set, &e), 0);
	assert_true(str_eq(set.embedded, STR("script#data")));
	assert_int_equal(set.item.n, 2);
	assert_true(str_eq(set.item.v[1].text, STR("tr")));
	assert_int_equal(set.field[FIELD_TITLE].v[0].nops, 1);
	assert_true(str_eq(set.field[FIELD_DATE].v[0].attr, STR("datetime")));
	assert_int_equal(set.field[FIELD_LINK].n, 0);
	assert_string_equal(rule_set_write(&a, &set).p, text);

	as = rule_set_apply(&a, &other, &set);
	assert_true(str_eq(as->id, STR("a")));
	set = *as->rules;
	assert_string_equal(rule_set_write(&a, &set).p, text);
	arena_release(&a);
}

static void
test_refused(void **state)
{
	static const struct {
		int line;
		const char *text;
	} rows[] = {
		{ __LINE__, "" },
		{ __LINE__, "[]" },
		{ __LINE__, "{\"item\":[\"li\"" },
		{ __LINE__, "{\"item\":[\"li | no_such_op\"]}" },
		{ __LINE__, "{\"date\":[7]}" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err e = ERR_INIT;
		struct rule_set set;

		if (rule_set_read(&a, str_c(rows[i].text), &set, &e) == 0)
			fail_msg("line %d: read", rows[i].line);
		if (e.code != ERR_CONFIG)
			fail_msg("line %d: %s", rows[i].line, e.msg);
	}
	arena_release(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_back),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests_name("rule_set", tests, NULL, NULL);
}
