// SPDX-License-Identifier: ISC
// Files of cookies as programs write them, and as people break them.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "web/cookie_file.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define MOST 3
#define HEAD "# Netscape HTTP Cookie File\n"
#define GOOD "a.example\tFALSE\t/\tFALSE\t0\tn\tv\n"

/* Each cookie that is read, as it would be written, a line each. */
static const struct {
	int line;
	const char *file, *wanted;
} good[] = {
	{ __LINE__, "", "" },
	{ __LINE__, HEAD "\n# more\n \n", "" },
	{ __LINE__, HEAD GOOD, GOOD },
	{ __LINE__, GOOD GOOD GOOD, GOOD GOOD GOOD },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t0\tn\tv", GOOD },
	{ __LINE__, "\xEF\xBB\xBF" GOOD, GOOD },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t0\tn\tv\r\n", GOOD },
	{ __LINE__, ".a.example\ttrue\t/x\ttrue\t1796000000\tn\ta=b c\n",
	    ".a.example\tTRUE\t/x\tTRUE\t1796000000\tn\ta=b c\n" },
	{ __LINE__, "#HttpOnly_a.example\tFALSE\t/\tFALSE\t0\tn\tv\n",
	    "#HttpOnly_a.example\tFALSE\t/\tFALSE\t0\tn\tv\n" },
	/* what add-ons write for the time, and an empty value */
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t1796000000.5\tn\tv\n",
	    "a.example\tFALSE\t/\tFALSE\t1796000000\tn\tv\n" },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t-1\tn\tv\n", GOOD },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t\tn\tv\n", GOOD },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t0\tn\n",
	    "a.example\tFALSE\t/\tFALSE\t0\tn\t\n" },
	{ __LINE__, "[::1]\tFALSE\t/\tFALSE\t0\tn\t\n",
	    "[::1]\tFALSE\t/\tFALSE\t0\tn\t\n" },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t0\tn\t\xE6\x96\xB0\n",
	    "a.example\tFALSE\t/\tFALSE\t0\tn\t\xE6\x96\xB0\n" },
};

static void
good_files(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		struct cookie_fault fault = { 0, "" };
		struct cookie *v;
		struct arena a;
		struct str all = STR_NULL;
		size_t n;

		arena_init(&a, 1 << 20);
		if (cookie_file_parse(
			&a, str_c(good[i].file), MOST, &v, &n, &fault) != 0)
			fail_msg("row at %d: %d: %s", good[i].line, fault.line,
			    fault.what);
		for (size_t c = 0; c < n; c++)
			all = arena_concat(&a,
			    (struct str[]){
				all, cookie_file_line(&a, &v[c]), STR("\n") },
			    3);
		if (!str_eq(all, str_c(good[i].wanted)))
			fail_msg("row at %d: %.*s", good[i].line, STR_ARG(all));
		arena_release(&a);
	}
}

static const struct {
	int line;
	const char *file;
	int at;           /* line of the file */
	const char *part; /* of what is told */
} bad[] = {
	{ __LINE__, HEAD GOOD "\nx\n", 4, "there are no tabs" },
	{ __LINE__, "a.example FALSE / FALSE 0 n v\n", 1, "not spaces" },
	{ __LINE__, HEAD "[{\"name\": \"a\"}]", 2, "this is JSON" },
	{ __LINE__, "{\n", 1, "this is JSON" },
	{ __LINE__, "Set-Cookie: a=b\n", 1, "this is a header" },
	{ __LINE__, "Cookie: a=b\n", 1, "this is a header" },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t0\n", 1, "seven fields" },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t0\tn\tv\tw\n", 1, "seven" },
	{ __LINE__, "\tFALSE\t/\tFALSE\t0\tn\tv\n", 1, "first" },
	{ __LINE__, "#HttpOnly_\tFALSE\t/\tFALSE\t0\tn\tv\n", 1, "first" },
	{ __LINE__, ".\tFALSE\t/\tFALSE\t0\tn\tv\n", 1, "first" },
	{ __LINE__, "a/b\tFALSE\t/\tFALSE\t0\tn\tv\n", 1, "first" },
	{ __LINE__, "a.example\tno\t/\tFALSE\t0\tn\tv\n", 1, "second" },
	{ __LINE__, "a.example\tFALSE\tx\tFALSE\t0\tn\tv\n", 1, "third" },
	{ __LINE__, "a.example\tFALSE\t/\t0\t0\tn\tv\n", 1, "fourth" },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\tsoon\tn\tv\n", 1, "fifth" },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t1.\tn\tv\n", 1, "fifth" },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t1.x\tn\tv\n", 1, "fifth" },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t99999999999999999999\tn\tv\n",
	    1, "fifth" },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t0\t\tv\n", 1, "sixth" },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t0\ta b\tv\n", 1, "sixth" },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t0\ta=b\tv\n", 1, "sixth" },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t0\tn\ta; b\n", 1, "seventh" },
	{ __LINE__, "a.example\tFALSE\t/\tFALSE\t0\tn\ta\rb\n", 1, "seventh" },
	{ __LINE__, GOOD GOOD GOOD GOOD, 4, "too many cookies" },
};

static void
bad_files(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct cookie_fault fault = { 0, "" };
		struct cookie *v;
		struct arena a;
		size_t n;
		int rc;

		arena_init(&a, 1 << 20);
		rc = cookie_file_parse(
		    &a, str_c(bad[i].file), MOST, &v, &n, &fault);
		if ((rc == 0) != (bad[i].part == NULL))
			fail_msg("row at %d: %d", bad[i].line, rc);
		if (rc != 0 && (fault.line != bad[i].at ||
				   strstr(fault.what, bad[i].part) == NULL))
			fail_msg("row at %d: %d: %s", bad[i].line, fault.line,
			    fault.what);
		arena_release(&a);
	}
}

static void
texts(void **state)
{
	static const struct {
		const char *text;
		bool valid;
	} table[] = {
		{ "a=b", true },
		{ "a=b; c=d;", true },
		{ "a=b;c=", true },
		{ " a=\"b c\" ", true },
		{ "a=b=c", true },
		{ "", false },
		{ ";", false },
		{ "a", false },
		{ "a=b; c", false },
		{ "=b", false },
		{ "a b=c", false },
		{ "a=b\r\nX: y", false },
		{ "a=\x7F", false },
		{ "a=b;\nc=d", false },
		{ "a=b;\r\n", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++)
		if (cookie_text_valid(str_c(table[i].text)) != table[i].valid)
			fail_msg("%s", table[i].text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_files),
		cmocka_unit_test(bad_files),
		cmocka_unit_test(texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
