// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/field.h"
#include "model/rule.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

static void
test_parts(void **state)
{
	static const struct {
		int line;
		const char *text, *path, *attr;
		size_t nops;
		const char *arg; /* first argument of the last op */
	} rows[] = {
		{ __LINE__, "h3 a", "h3 a", "", 0, "" },
		{ __LINE__, " h3 a@href ", "h3 a", "href", 0, "" },
		{ __LINE__, ".@data-id", ".", "data-id", 0, "" },
		{ __LINE__, "@href", "", "href", 0, "" },
		{ __LINE__, "a @href | trim", "a", "href", 1, "" },
		{ __LINE__, "a | after 's", "a", "", 1, "'s" },
		{ __LINE__, "svg|texts", "svg|texts", "", 0, "" },
		{ __LINE__, "a[title=\"x | y\"]", "a[title=\"x | y\"]", "", 0,
		    "" },
		{ __LINE__, "a[href='@']@href", "a[href='@']", "href", 0, "" },
		{ __LINE__, "p:is(.a | .b)", "p:is(.a | .b)", "", 0, "" },
		{ __LINE__, "span.src | after \"：\"", "span.src", "", 1,
		    "：" },
		{ __LINE__, "a | after | | trim", NULL, "", 0, "" },
		{ __LINE__, "a | after \"|\" | trim", "a", "", 2, "" },
		{ __LINE__, "a | match /id=(\\d+)/i", "a", "", 1, "id=(\\d+)" },
		{ __LINE__, "a | match /a\\/b | c/", "a", "", 1, "a/b | c" },
		{ __LINE__, "a | default \"\\u6731\\ud83d\\ude00\\n\"", "a", "",
		    1, "朱😀\n" },
		{ __LINE__, "a | join ,", "a", "", 1, "," },
		{ __LINE__, "| default x", "", "", 1, "x" },
		{ __LINE__, "a\\|b", "a\\|b", "", 0, "" },
		{ __LINE__, "*|a", "*|a", "", 0, "" },
		{ __LINE__, "svg|text | trim", "svg|text", "", 1, "" },
		{ __LINE__, "li > *|text", "li > *|text", "", 0, "" },
		{ __LINE__, "svg| text", NULL, "", 0, "" },
		{ __LINE__, "msvg|text", NULL, "", 0, "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct err e = ERR_INIT;
		struct rule r;
		int rc = rule_parse(&a, str_c(rows[i].text), &r, &e);

		if (rows[i].path == NULL) {
			if (rc == 0)
				fail_msg("row %d: parsed", rows[i].line);
			continue;
		}
		if (rc != 0 || !str_eq(r.path, str_c(rows[i].path)) ||
		    !str_eq(r.attr, str_c(rows[i].attr)) ||
		    r.nops != rows[i].nops ||
		    (r.nops > 0 && r.op[r.nops - 1].nargs > 0 &&
			!str_eq(r.op[r.nops - 1].arg[0], str_c(rows[i].arg))))
			fail_msg("row %d: path \"%.*s\" attr \"%.*s\" %zu: %s",
			    rows[i].line, STR_ARG(r.path), STR_ARG(r.attr),
			    r.nops, e.msg);
	}
	arena_release(&a);
}

static void
test_languages(void **state)
{
	static const struct {
		const char *text;
		enum rule_lang lang;
	} rows[] = {
		{ "$.data.list", RULE_JSON },
		{ "//li", RULE_XPATH },
		{ "./li/@href", RULE_XPATH },
		{ "(//li)[1]", RULE_XPATH },
		{ ".list li", RULE_CSS },
		{ "> li", RULE_CSS },
		{ ".", RULE_CSS },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct err e = ERR_INIT;
		struct rule r;

		assert_int_equal(
		    rule_parse(&a, str_c(rows[i].text), &r, &e), 0);
		assert_int_equal(r.lang, rows[i].lang);
	}
	arena_release(&a);
}

static void
test_errors(void **state)
{
	static const struct {
		int line;
		const char *text;
		int col;
		const char *word; /* that the message must have */
	} rows[] = {
		{ __LINE__, "", 1, "empty" },
		{ __LINE__, "   ", 1, "empty" },
		{ __LINE__, "a@", 2, "attribute name" },
		{ __LINE__, "a@hr ef", 2, "only at the end" },
		{ __LINE__, "a | ", 5, "an op must follow" },
		{ __LINE__, "a | trimm", 5, "no op \"trimm\"" },
		{ __LINE__, "a | after", 5, "needs an argument" },
		{ __LINE__, "a | trim x", 10, "takes no argument" },
		{ __LINE__, "a | after x y", 13, "takes one argument" },
		{ __LINE__, "a | after \"x", 11, "not closed" },
		{ __LINE__, "a | match x", 11, "pattern between slashes" },
		{ __LINE__, "a | match /x", 11, "not closed" },
		{ __LINE__, "a | match //", 11, "empty" },
		{ __LINE__, "a | replace /x/", 5, "needs two" },
		{ __LINE__, "a | template x", 5, "no {}" },
		{ __LINE__, "a | default \"\\x\"", 14, "no such escape" },
		{ __LINE__, "a | default \"\\ud83d\"", 20, "surrogate" },
		{ __LINE__, "a | default \"x\"y", 16, "a space must follow" },
		{ __LINE__, "a | after 'x y'", 11, "stands in \"" },
		{ __LINE__, "a | replace /x/ ''", 17, "stands in \"" },
		{ __LINE__, "i | date \"%d %Q\"", 14, "has no such `%`" },
		{ __LINE__, "i | date %-d", 10, "has no such `%`" },
		{ __LINE__, "i | date \"%d %\"", 14, "a letter is missing" },
		{ __LINE__, "i | date %", 10, "a letter is missing" },
		{ __LINE__, "i | date \"YYYY-MM-DD\"", 10, "such as %Y-%m-%d" },
		{ __LINE__, "i | date dd.mm.yyyy", 10, "such as %Y-%m-%d" },
		{ __LINE__, "em|date \"%m\"", 3, "a space on both sides" },
		{ __LINE__, "a |after \"x\"", 3, "a space on both sides" },
		{ __LINE__, "a| after \"x\"", 2, "a space on both sides" },
		{ __LINE__, "img@src|first", 8, "a space on both sides" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct err e = ERR_INIT;
		struct rule r;

		if (rule_parse(&a, str_c(rows[i].text), &r, &e) == 0 ||
		    e.col != rows[i].col || strstr(e.msg, rows[i].word) == NULL)
			fail_msg("row %d: %d: %s", rows[i].line, e.col, e.msg);
	}
	arena_release(&a);
}

static void
test_fields(void **state)
{
	(void)state;
	for (int f = 0; f < FIELD_COUNT; f++)
		assert_int_equal(
		    field_find(str_c(field_name((enum field)f))), f);
	assert_int_equal(field_find(STR("titel")), FIELD_COUNT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
