// SPDX-License-Identifier: ISC
// What is no query, or not a well-typed one, is refused at the exact byte.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "jsonpath_doc.h"

static void
refuses_with_a_position(void **state)
{
	static const struct {
		int line;
		const char *query;
		int col;
	} rows[] = {
		/* The root, and what follows it. */
		{ __LINE__, "", 1 },
		{ __LINE__, "a", 1 },
		{ __LINE__, " $", 1 },
		{ __LINE__, "@.a", 1 },
		{ __LINE__, "$ ", 2 },
		{ __LINE__, "$a", 2 },
		{ __LINE__, "$$", 2 },
		{ __LINE__, "$.", 3 },
		{ __LINE__, "$.a.", 5 },
		{ __LINE__, "$..", 4 },
		{ __LINE__, "$...a", 4 },
		{ __LINE__, "$. a", 3 },
		{ __LINE__, "$.. a", 4 },
		{ __LINE__, "$.1a", 3 },
		{ __LINE__, "$.-a", 3 },
		{ __LINE__, "$.a-b", 4 },
		{ __LINE__, "$.a b", 4 },
		{ __LINE__, "$.'a'", 3 },
		{ __LINE__, "$.[0]", 3 },
		{ __LINE__, "$.a|first", 4 },
		{ __LINE__, "$.a@href", 4 },
		{ __LINE__, "$.a,b", 4 },
		{ __LINE__, "$.a)", 4 },
		{ __LINE__, "$(.a)", 2 },
		{ __LINE__, "$.a()", 4 },
		{ __LINE__, "$*", 2 },
		/* Brackets. */
		{ __LINE__, "$[", 3 },
		{ __LINE__, "$[]", 3 },
		{ __LINE__, "$[ ]", 4 },
		{ __LINE__, "$[0", 2 },
		{ __LINE__, "$[0,]", 5 },
		{ __LINE__, "$[,0]", 3 },
		{ __LINE__, "$[0 1]", 5 },
		{ __LINE__, "$[a]", 3 },
		{ __LINE__, "$[.a]", 3 },
		{ __LINE__, "$[$.a]", 3 },
		{ __LINE__, "$[@.a]", 3 },
		{ __LINE__, "$['a'", 2 },
		{ __LINE__, "$['a'.b]", 6 },
		{ __LINE__, "$[(@.length-1)]", 3 },
		{ __LINE__, "$]", 2 },
		{ __LINE__, "$[0]]", 5 },
		{ __LINE__, "$.*a", 4 },
		{ __LINE__, "$[**]", 4 },
		/* Numbers. */
		{ __LINE__, "$[01]", 3 },
		{ __LINE__, "$[-01]", 4 },
		{ __LINE__, "$[-0]", 3 },
		{ __LINE__, "$[-]", 4 },
		{ __LINE__, "$[+1]", 3 },
		{ __LINE__, "$[1.0]", 4 },
		{ __LINE__, "$[1e1]", 4 },
		{ __LINE__, "$[- 1]", 4 },
		{ __LINE__, "$[9007199254740992]", 3 },
		{ __LINE__, "$[-9007199254740992]", 3 },
		{ __LINE__, "$[99999999999999999999]", 3 },
		{ __LINE__, "$[1:2:3:4]", 8 },
		{ __LINE__, "$[1:a]", 5 },
		{ __LINE__, "$[1:02]", 5 },
		{ __LINE__, "$[::9007199254740992]", 5 },
		{ __LINE__, "$['a':1]", 6 },
		/* Strings. */
		{ __LINE__, "$['a]", 3 },
		{ __LINE__, "$[\"a']", 3 },
		{ __LINE__, "$['\\']", 3 },
		{ __LINE__, "$['\\x41']", 4 },
		{ __LINE__, "$['\\\"']", 4 },
		{ __LINE__, "$[\"\\'\"]", 4 },
		{ __LINE__, "$['\\u12']", 4 },
		{ __LINE__, "$['\\u123g']", 4 },
		{ __LINE__, "$['\\uD800']", 4 },
		{ __LINE__, "$['\\uDC00']", 4 },
		{ __LINE__, "$['\\uD800\\u0041']", 4 },
		{ __LINE__, "$['a\nb']", 5 },
		{ __LINE__, "$['\t']", 4 },
		/* Filters. */
		{ __LINE__, "$[?]", 4 },
		{ __LINE__, "$?@.a", 2 },
		{ __LINE__, "$.a?@.b", 4 },
		{ __LINE__, "$[?a]", 4 },
		{ __LINE__, "$[?.a]", 4 },
		{ __LINE__, "$[?@.a", 2 },
		{ __LINE__, "$[?@.a)]", 7 },
		{ __LINE__, "$[?(@.a]", 8 },
		{ __LINE__, "$[?()]", 5 },
		{ __LINE__, "$[?1]", 4 },
		{ __LINE__, "$[?'a']", 4 },
		{ __LINE__, "$[?true]", 4 },
		{ __LINE__, "$[?null]", 4 },
		{ __LINE__, "$[?!true]", 5 },
		{ __LINE__, "$[?@.a = 1]", 8 },
		{ __LINE__, "$[?@.a === 1]", 10 },
		{ __LINE__, "$[?@.a == ]", 11 },
		{ __LINE__, "$[?== 1]", 4 },
		{ __LINE__, "$[?@.a <> 1]", 9 },
		{ __LINE__, "$[?@.a == 1 == 2]", 13 },
		{ __LINE__, "$[?!@.a == 1]", 9 },
		{ __LINE__, "$[?!!@.a]", 5 },
		{ __LINE__, "$[?(@.a) == 1]", 10 },
		{ __LINE__, "$[?1 == (1)]", 9 },
		{ __LINE__, "$[?@.a & @.b]", 8 },
		{ __LINE__, "$[?@.a and @.b]", 8 },
		{ __LINE__, "$[?@.a && ]", 11 },
		{ __LINE__, "$[?|| @.a]", 4 },
		{ __LINE__, "$[?@.a && 1]", 11 },
		{ __LINE__, "$[?@.a == b]", 11 },
		{ __LINE__, "$[?@.a == True]", 11 },
		{ __LINE__, "$[?@.a == nullx]", 11 },
		{ __LINE__, "$[?@.a == [1]]", 11 },
		{ __LINE__, "$[?@.a == {}]", 11 },
		{ __LINE__, "$[?@.a =~ /b/]", 8 },
		{ __LINE__, "$[?@.a == 01]", 11 },
		{ __LINE__, "$[?@.a == .1]", 11 },
		{ __LINE__, "$[?@.a == 1.]", 13 },
		{ __LINE__, "$[?@.a == 1e]", 13 },
		{ __LINE__, "$[?@.a == +1]", 11 },
		{ __LINE__, "$[?@.a in ['b']]", 8 },
		/* 2.3.5.1: only what is one value at most is compared. */
		{ __LINE__, "$[?@.* == 1]", 4 },
		{ __LINE__, "$[?1 == @..a]", 9 },
		{ __LINE__, "$[?@[0,1] == 1]", 4 },
		{ __LINE__, "$[?@[0:1] == 1]", 4 },
		{ __LINE__, "$[?@['a','b'] == 1]", 4 },
		{ __LINE__, "$[?@[?@.a] == 1]", 4 },
		/* 2.4.3, Table 14: types of functions. */
		{ __LINE__, "$[?length(@.*) < 3]", 11 },
		{ __LINE__, "$[?count(1) == 1]", 10 },
		{ __LINE__, "$[?count(foo(@.*)) == 1]", 10 },
		{ __LINE__, "$[?match(@.timezone, 'Europe/.*') == true]", 4 },
		{ __LINE__, "$[?value(@..color)]", 4 },
		{ __LINE__, "$[?length(@.a)]", 4 },
		{ __LINE__, "$[?count(@.*)]", 4 },
		{ __LINE__, "$[?!count(@.*)]", 5 },
		{ __LINE__, "$[?true == search(@.a, 'b')]", 12 },
		{ __LINE__, "$[?match(@.*, 'b')]", 10 },
		{ __LINE__, "$[?match(@.a, @.*)]", 15 },
		{ __LINE__, "$[?length(match(@.a, 'b')) == 1]", 11 },
		{ __LINE__, "$[?value('a') == 1]", 10 },
		{ __LINE__, "$[?count(length(@.a)) == 1]", 10 },
		/* How functions are called. */
		{ __LINE__, "$[?foo(@.a)]", 4 },
		{ __LINE__, "$[?Length(@.a) == 1]", 4 },
		{ __LINE__, "$[?length (@.a) == 1]", 4 },
		{ __LINE__, "$[?length() == 1]", 11 },
		{ __LINE__, "$[?length(@.a, 1) == 1]", 14 },
		{ __LINE__, "$[?length(@.a,) == 1]", 14 },
		{ __LINE__, "$[?match(@.a) == 1]", 13 },
		{ __LINE__, "$[?match(@.a, 'b', 'c')]", 18 },
		{ __LINE__, "$[?count(@.a == 1) == 1]", 14 },
		{ __LINE__, "$[?length(@.a == 1]", 15 },
		{ __LINE__, "$.length()", 9 },
		{ __LINE__, "length($.a)", 1 },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 16 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err e = ERR_INIT;
		struct jsonpath *p;

		if (jsonpath_compile(&a, str_c(rows[i].query), &p, &e) == 0)
			fail_msg("line %d: %s is taken", rows[i].line,
			    rows[i].query);
		assert_int_equal(e.code, ERR_CONFIG);
		assert_true(e.msg[0] != '\0');
		if (e.col != rows[i].col)
			fail_msg("line %d: %s: column %d: %s", rows[i].line,
			    rows[i].query, e.col, e.msg);
	}
	arena_release(&a);
}

static void
says_what_to_write(void **state)
{
	static const struct {
		const char *query, *says;
	} rows[] = {
		{ "$.a-b", "a name with - stands in quotes and brackets: "
			   "['a-b']" },
		{ "$[a]", "a name in brackets stands in quotes: ['name']" },
		{ "$[?@.a = 1]", "equal is written ==" },
		{ "$[?!@.a == 1]",
		    "! before a comparison needs parentheses: !(@.a == 1)" },
		{ "$[?@.a == news]",
		    "a member is written @.news, a text \"news\"" },
		{ "$[?size(@.a) > 1]",
		    "there is no function \"size\"; there are length, count, "
		    "match, search and value" },
		{ "$.", "a name or * behind the point is missing at the end" },
		{ "$.a b", "a point, [ or the end is expected, not ` `" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err e = ERR_INIT;
		struct jsonpath *p;

		assert_int_equal(
		    jsonpath_compile(&a, str_c(rows[i].query), &p, &e), -1);
		assert_string_equal(e.msg, rows[i].says);
	}
	arena_release(&a);
}

static void
bounds_nesting(void **state)
{
	static const struct {
		const char *open, *inner, *close;
	} rows[] = {
		{ "(", "@.a", ")" },
		{ "@[?", "@.a", "]" },
		{ "length(value(@[?", "@.a", "]))==1" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 16 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		for (int n = 5; n <= 5000; n *= 1000) {
			struct buf *b = buf_in(&a, SIZE_MAX);
			struct err e = ERR_INIT;
			struct jsonpath *p;

			buf_add(b, STR("$[?"));
			for (int k = 0; k < n; k++)
				buf_add(b, str_c(rows[i].open));
			buf_add(b, str_c(rows[i].inner));
			for (int k = 0; k < n; k++)
				buf_add(b, str_c(rows[i].close));
			buf_add(b, STR("]"));
			assert_int_equal(
			    jsonpath_compile(&a, buf_str(b), &p, &e),
			    n == 5 ? 0 : -1);
			assert_true(n == 5 || e.col > 30);
		}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_with_a_position),
		cmocka_unit_test(says_what_to_write),
		cmocka_unit_test(bounds_nesting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
