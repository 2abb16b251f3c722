// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/civil.h"
#include "web/httpdate.h"

#define NOW 1795132800 /* 2026-11-20T00:00:00Z */
#define NONE INT64_MIN

static void
test_dates(void **state)
{
	static const struct {
		int line;
		const char *in;
		int64_t want;
	} rows[] = {
		/* the three forms of RFC 9110 */
		{ __LINE__, "Sun, 06 Nov 1994 08:49:37 GMT", 784111777 },
		{ __LINE__, "Sunday, 06-Nov-94 08:49:37 GMT", 784111777 },
		{ __LINE__, "Sun Nov  6 08:49:37 1994", 784111777 },
		/* a year of two figures is at most 50 years ahead */
		{ __LINE__, "Friday, 20-Nov-26 00:00:00 GMT", NOW },
		{ __LINE__, "Friday, 20-Nov-77 00:00:00 GMT", 248832000 },
		/* what servers also send */
		{ __LINE__, " sun, 6 nov 1994 08:49:37 utc ", 784111777 },
		{ __LINE__, "06 Nov 1994 08:49:37 GMT", 784111777 },
		{ __LINE__, "Sat, 31 Dec 2016 23:59:60 GMT", 1483228799 },
		/* no dates */
		{ __LINE__, "", NONE },
		{ __LINE__, "0", NONE },
		{ __LINE__, "-1", NONE },
		{ __LINE__, "Sun", NONE },
		{ __LINE__, "Sun, 31 Feb 1994 08:49:37 GMT", NONE },
		{ __LINE__, "Sun, 06 Now 1994 08:49:37 GMT", NONE },
		{ __LINE__, "Sun, 06 Nov 1994 24:49:37 GMT", NONE },
		{ __LINE__, "Sun, 06 Nov 1994 08:49 GMT", NONE },
		{ __LINE__, "Sun, 06 Nov 1994 08:49: 37 GMT", NONE },
		{ __LINE__, "Sun Nov  6 08:-49:37 1994", NONE },
		{ __LINE__, "Sun, 06 Nov 1994 08:49:37 PST", NONE },
		{ __LINE__, "Sun, 06 Nov 1994 08:49:37 GMT x", NONE },
		{ __LINE__, "Sun, 06 Nov 99999 08:49:37 GMT", NONE },
		{ __LINE__, "1994-11-06T08:49:37Z", NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t t = NONE;
		int r = http_date_parse(str_c(rows[i].in), NOW, &t);

		if (t != rows[i].want || (r == 0) != (rows[i].want != NONE))
			fail_msg(
			    "line %d: got %lld", rows[i].line, (long long)t);
	}
}

static void
test_retry_after(void **state)
{
	static const struct {
		int line;
		const char *in;
		int64_t want;
	} rows[] = {
		{ __LINE__, "120", 120 },
		{ __LINE__, " 0 ", 0 },
		{ __LINE__, "Fri, 20 Nov 2026 00:02:00 GMT", 120 },
		/* over the most, and in the past */
		{ __LINE__, "86401", 86400 },
		{ __LINE__, "99999999999999999999999999", 86400 },
		{ __LINE__, "Fri, 20 Nov 2027 00:02:00 GMT", 86400 },
		{ __LINE__, "Thu, 19 Nov 2026 00:02:00 GMT", 0 },
		{ __LINE__, "", -1 },
		{ __LINE__, "-5", -1 },
		{ __LINE__, "1.5", -1 },
		{ __LINE__, "soon", -1 },
		{ __LINE__, "120 seconds", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t got = http_retry_after(str_c(rows[i].in), NOW, 86400);

		if (got != rows[i].want)
			fail_msg(
			    "line %d: got %lld", rows[i].line, (long long)got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_retry_after),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
