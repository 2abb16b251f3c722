// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "normalize/plain.h"
#include "normalize/text.h"

/* A letter that is not plain and changes nothing beside it: Thai KO KAI. */
#define LONG_WAY "\xE0\xB8\x81"

static void
check(const char *what, uint32_t cp, struct str got, struct str want)
{
	if (!str_eq(got, want))
		fail_msg("U+%04X: %s: \"%.*s\", the long way \"%.*s\"", cp,
		    what, STR_ARG(got), STR_ARG(want));
}

/* What the long way makes of S: that of S and a letter that demands it, without
 * that letter. */
static struct str
the_long_way(
    struct arena *a, struct str (*fn)(struct arena *, struct str), struct str s)
{
	struct str both =
	    fn(a, arena_concat(a, (struct str[]){ s, STR(LONG_WAY) }, 2));

	assert_true(str_ends(both, STR(LONG_WAY)));
	return str_sub(both, 0, both.len - strlen(LONG_WAY));
}

/* Each character of Unicode, among those that it might have to do with. */
static void
test_each_character(void **state)
{
	static const char *const around[][2] = { { "x", "x" }, { "1", "1" },
		{ "A+", "C#" }, { "中", "文" }, { "か", "が" }, { "가", "각" },
		{ "é", "Й" }, { "“", "”x" }, { "a ", " 1" }, { "中\n", "\n文" },
		{ "x \t", "\r\n x" }, { "?", "!x" } };

	(void)state;
	for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
		struct arena a;
		char buf[4];

		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		/* Beyond the plane of all plain characters: some. */
		if (cp >= 0x10000 && cp % 97 != 0)
			continue;
		arena_init(&a, 1 << 20);
		for (size_t i = 0; i < sizeof(around) / sizeof(*around); i++) {
			struct str s = arena_concat(&a,
			    (struct str[]){ str_c(around[i][0]),
				str_n(buf, utf8_put(cp, buf)),
				str_c(around[i][1]) },
			    3);

			check("line", cp, text_line(&a, s),
			    the_long_way(&a, text_line, s));
			check("fold", cp, text_fold(&a, s),
			    the_long_way(&a, text_fold, s));
		}
		arena_release(&a);
	}
}

static void
test_white_space(void **state)
{
	static const struct {
		const char *in, *want;
	} rows[] = {
		{ "", "" },
		{ " \n\t ", "" },
		{ "  a title \n", "a title" },
		{ "a \n\t title", "a title" },
		{ "中文\n  标题", "中文标题" },
		{ "中文 标题", "中文 标题" },
		{ "中文\n(a)", "中文 (a)" },
		{ "“中\n”", "“中”" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena a;
		struct str got;

		arena_init(&a, 1 << 20);
		assert_true(plain_line(&a, str_c(rows[i].in), &got));
		check("line", 0, got, str_c(rows[i].want));
		arena_release(&a);
	}
}

/* What is as it should be is not copied. */
static void
test_no_copy(void **state)
{
	struct str s = STR(" a title, 标题 "), got;
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 10);
	assert_true(plain_line(&a, s, &got));
	assert_ptr_equal(got.p, s.p + 1);
	assert_int_equal(a.used, 0);
	arena_release(&a);
}

static void
test_not_for_others(void **state)
{
	static const char *const rows[] = { "e\xCC\x81", "a\xC2\xA0 b",
		"a\xE2\x80\x8B", "\xFF", "\xD7\x90", "\xE3\x82\x99", "a\x01" };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena a;
		struct str got;

		arena_init(&a, 1 << 10);
		assert_false(plain_line(&a, str_c(rows[i]), &got));
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_character),
		cmocka_unit_test(test_white_space),
		cmocka_unit_test(test_no_copy),
		cmocka_unit_test(test_not_for_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
