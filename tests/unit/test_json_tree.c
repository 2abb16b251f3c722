// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "jsonpath_doc.h"

static int
parse(struct arena *a, const char *text, size_t len, enum json_dialect dialect,
    struct jnode **out, struct err *e)
{
	size_t at = 0;

	return json_tree_parse(
	    a, str_n(text, len), &at, &test_limits, dialect, out, e);
}

static void
refuses_with_line_and_column(void **state)
{
	static const struct {
		int line;
		const char *text, *says;
	} rows[] = {
		{ __LINE__, "",
		    "line 1, column 1: the text ends where a value "
		    "is missing" },
		{ __LINE__, "\n\n  ",
		    "line 3, column 3: the text ends where a "
		    "value is missing" },
		{ __LINE__, "{\n \"a\": tru }",
		    "line 2, column 7: no value begins like this" },
		{ __LINE__, "[1,\n2,\n]",
		    "line 3, column 1: a comma stands before the end" },
		{ __LINE__, "[1 2]",
		    "line 1, column 4: a comma or ] is missing" },
		{ __LINE__, "{\"\xE6\xA0\x87\": 1 \"b\": 2}",
		    "line 1, column 9: a comma or } is missing" },
		{ __LINE__, "{\"a\" 1}",
		    "line 1, column 6: a colon must follow the name" },
		{ __LINE__, "{a: 1}",
		    "line 1, column 2: a name in \" is missing" },
		{ __LINE__, "{'a': 1}",
		    "line 1, column 2: a name in \" is missing" },
		{ __LINE__, "{\"a\": 'b'}",
		    "line 1, column 7: no value begins like this" },
		{ __LINE__, "{\"a\": 1",
		    "line 1, column 8: the text ends "
		    "within an object" },
		{ __LINE__, "{\"a\"",
		    "line 1, column 5: the text ends within "
		    "an object" },
		{ __LINE__, "{",
		    "line 1, column 2: the text ends within an "
		    "object" },
		{ __LINE__, "[\"abc",
		    "line 1, column 6: the text ends within "
		    "a string" },
		{ __LINE__, "[\"abc\\",
		    "line 1, column 7: the text ends "
		    "within a string" },
		{ __LINE__, "[[1]",
		    "line 1, column 5: the text ends within an "
		    "array" },
		{ __LINE__, "[\"a\nb\"]",
		    "line 1, column 4: a line ends within a string" },
		{ __LINE__, "[\"\\x41\"]",
		    "line 1, column 3: there is no such escape in JSON" },
		{ __LINE__, "[\"\\u12g4\"]",
		    "line 1, column 3: \\u takes four hexadecimal digits" },
		{ __LINE__, "[01]",
		    "line 1, column 2: a number begins with no 0" },
		{ __LINE__, "[-]", "line 1, column 3: a digit must follow -" },
		{ __LINE__, "[1.]",
		    "line 1, column 4: a digit must follow the point" },
		{ __LINE__, "[1e+]",
		    "line 1, column 5: the exponent has no digit" },
		{ __LINE__, "[.5]",
		    "line 1, column 2: no value begins like this" },
		{ __LINE__, "[NaN]",
		    "line 1, column 2: no value begins like this" },
		{ __LINE__, "[nullx]",
		    "line 1, column 2: no value begins like this" },
		{ __LINE__, "// c\n1",
		    "line 1, column 1: no value begins like this" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 16 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err e = ERR_INIT;
		struct jnode *n;

		if (parse(&a, rows[i].text, strlen(rows[i].text), JSON_PLAIN,
			&n, &e) == 0)
			fail_msg(
			    "line %d: %s is taken", rows[i].line, rows[i].text);
		assert_int_equal(e.code, ERR_EXTRACT);
		assert_string_equal(e.msg, rows[i].says);
	}
	arena_release(&a);
}

static void
decodes_strings(void **state)
{
	static const struct {
		const char *text;
		struct str want;
	} rows[] = {
		{ "\"\"", { "", 0 } },
		{ "\"a b\"", { "a b", 3 } },
		{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", { "\"\\/\b\f\n\r\t", 8 } },
		{ "\"\\u4e2d\\u0041\"", { "\xE4\xB8\xAD"
					  "A",
					    4 } },
		{ "\"\\ud83d\\uDE00\"", { "\xF0\x9F\x98\x80", 4 } },
		/* Cut titles have halves of pairs, and U+0000 is no text. */
		{ "\"a\\ud83d\"", { "a\xEF\xBF\xBD", 4 } },
		{ "\"\\ud83dx\"", { "\xEF\xBF\xBDx", 4 } },
		{ "\"\\ud83d\\u0041\"", { "\xEF\xBF\xBD"
					  "A",
					    4 } },
		{ "\"\\ude00\"", { "\xEF\xBF\xBD", 3 } },
		{ "\"a\\u0000b\"", { "a\xEF\xBF\xBD"
				     "b",
				       5 } },
		{ "\"a\tb\"", { "a\tb", 3 } },
	};
	struct arena a;
	struct err e = ERR_INIT;
	struct jnode *n;

	(void)state;
	arena_init(&a, 16 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(parse(&a, rows[i].text, strlen(rows[i].text),
				     JSON_PLAIN, &n, &e),
		    0);
		assert_int_equal(n->type, JTYPE_STRING);
		assert_int_equal(n->text.len, rows[i].want.len);
		assert_memory_equal(
		    n->text.p, rows[i].want.p, rows[i].want.len);
	}
	assert_int_equal(parse(&a, "\"a\0b\"", 5, JSON_PLAIN, &n, &e), 0);
	assert_int_equal(n->text.len, 5);
	arena_release(&a);
}

static void
keeps_numbers_as_written(void **state)
{
	static const char *const rows[] = { "0", "-0",
		"12345678901234567890123", "1.10", "-1.5E+3", "1e400",
		"0.000000000000000000000000001" };
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct jnode *n = test_json(&a, rows[i]);

		assert_int_equal(n->type, JTYPE_NUMBER);
		assert_true(str_eq(n->text, str_c(rows[i])));
	}
	arena_release(&a);
}

static void
orders_numbers(void **state)
{
	/* Each is less than the next; those on one line are equal. */
	static const char *const rows[][4] = {
		{ "-1e99999999999999999999" },
		{ "-1e400" },
		{ "-100", "-1e2", "-100.0", "-0.1e3" },
		{ "-99.5" },
		{ "-1e-3", "-0.001" },
		{ "0", "-0", "0.00", "0e9" },
		{ "1e-400" },
		{ "0.05", "5e-2", "0.50e-1" },
		{ "1", "1.0", "10e-1", "0.01e2" },
		{ "1.0000000000000000000000001" },
		{ "9.5" },
		{ "10", "1e1", "1.0E+1" },
		{ "9007199254740992" },
		{ "9007199254740993", "9007199254740993.000" },
		{ "1e400" },
		{ "1e99999999999999999999" },
	};
	const size_t n = sizeof(rows) / sizeof(*rows);

	(void)state;
	for (size_t i = 0; i < n * 4; i++)
		for (size_t k = 0; k < n * 4; k++) {
			const char *x = rows[i / 4][i % 4],
				   *y = rows[k / 4][k % 4];
			int want = (i / 4 > k / 4) - (i / 4 < k / 4);

			if (x == NULL || y == NULL)
				continue;
			if (json_number_cmp(str_c(x), str_c(y)) != want)
				fail_msg("%s and %s are not %d", x, y, want);
		}
}

static void
takes_the_last_of_a_name(void **state)
{
	struct arena a;
	struct buf *b;
	const struct jnode *n;

	(void)state;
	arena_init(&a, 16 << 20);
	n = test_json(&a, "{\"a\":1,\"b\":2,\"a\":[3],\"a\":4}");
	assert_int_equal(n->in.n, 2);
	assert_true(str_eq(n->in.v[0].name, STR("a")));
	assert_true(str_eq(n->in.v[0].text, STR("4")));
	b = buf_in(&a, SIZE_MAX);
	for (int i = 0; i < 5000; i++)
		buf_addf(b, "%c\"k%d\":%d", i == 0 ? '{' : ',', i % 1000, i);
	buf_add(b, STR("}"));
	n = test_json(&a, b->p);
	assert_int_equal(n->in.n, 1000);
	assert_true(str_eq(json_member(n, STR("k7"))->text, STR("4007")));
	assert_true(str_eq(n->in.v[999].name, STR("k999")));
	arena_release(&a);
}

static void
knows_where_values_stand(void **state)
{
	struct arena a;
	struct err e = ERR_INIT;
	struct jnode *n;
	size_t at = 2;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(json_tree_parse(&a, STR("1\n {\"a\": [ 7]} x"), &at,
			     &test_limits, JSON_PLAIN, &n, &e),
	    0);
	assert_int_equal(at, 14);
	assert_int_equal(n->at, 3);
	assert_int_equal(n->in.v[0].at, 9);
	assert_int_equal(n->in.v[0].in.v[0].at, 11);
	arena_release(&a);
}

static void
reads_the_literals_of_scripts(void **state)
{
	static const struct {
		int line;
		const char *script, *json;
	} rows[] = {
		{ __LINE__, "{title: 'x', $b_1: \"y\", 3: `z`,}",
		    "{\"title\":\"x\",\"$b_1\":\"y\",\"3\":\"z\"}" },
		{ __LINE__, "[1, /* two */ 2, // three\n 3,]", "[1,2,3]" },
		{ __LINE__, "[undefined, void 0, NaN, !0, !1]",
		    "[null,null,null,true,false]" },
		{ __LINE__, "['it\\'s', '\\x41\\u4e2d', 'a\\\nb', '\\q']",
		    "[\"it's\",\"A\xE4\xB8\xAD\",\"ab\",\"q\"]" },
		{ __LINE__, "{'a-b': {}}", "{\"a-b\":{}}" },
		{ __LINE__, "['a\nb']", "[\"a\\nb\"]" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err e = ERR_INIT;
		struct jnode *n;

		if (parse(&a, rows[i].script, strlen(rows[i].script),
			JSON_SCRIPT, &n, &e) != 0)
			fail_msg("line %d: %s", rows[i].line, e.msg);
		if (!test_same(&a, n, test_json(&a, rows[i].json)))
			fail_msg("line %d is another value", rows[i].line);
	}
	arena_release(&a);
}

static void
bounds_what_it_reads(void **state)
{
	struct arena a;
	struct buf *b;
	struct err e = ERR_INIT;
	struct jnode *n;

	(void)state;
	arena_init(&a, 256 << 20);
	b = buf_in(&a, SIZE_MAX);
	for (int i = 0; i < 1000000; i++)
		buf_addc(b, '[');
	assert_int_equal(parse(&a, b->p, b->len, JSON_PLAIN, &n, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_string_equal(
	    e.msg, "line 1, column 101: values stand in each other too deeply");
	buf_clear(b);
	for (int i = 0; i < 300000; i++)
		buf_add(b, i == 0 ? STR("[0") : STR(",0"));
	e = ERR_INIT;
	assert_int_equal(parse(&a, b->p, b->len, JSON_PLAIN, &n, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_with_line_and_column),
		cmocka_unit_test(decodes_strings),
		cmocka_unit_test(keeps_numbers_as_written),
		cmocka_unit_test(orders_numbers),
		cmocka_unit_test(takes_the_last_of_a_name),
		cmocka_unit_test(knows_where_values_stand),
		cmocka_unit_test(reads_the_literals_of_scripts),
		cmocka_unit_test(bounds_what_it_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
