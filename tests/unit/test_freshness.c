// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "web/freshness.h"

#define NOW 1795132800 /* 2026-11-20T00:00:00Z */
#define MOST 86400

static void
test_freshness(void **state)
{
	static const struct {
		int line;
		const char *cache_control, *expires, *date, *age;
		int64_t want;
	} rows[] = {
		{ __LINE__, NULL, NULL, NULL, NULL, 0 },
		{ __LINE__, "max-age=600", NULL, NULL, NULL, 600 },
		{ __LINE__, "public, Max-Age=600, must-revalidate", NULL, NULL,
		    NULL, 600 },
		{ __LINE__, "max-age=\"600\"", NULL, NULL, NULL, 600 },
		{ __LINE__, "x=\"a, max-age=5\", max-age = 600", NULL, NULL,
		    NULL, 600 },
		{ __LINE__, "x=\"a\\\", max-age=5\", max-age=600", NULL, NULL,
		    NULL, 600 },
		{ __LINE__, "max-age=600, max-age=900", NULL, NULL, NULL, 600 },
		{ __LINE__, "s-maxage=600", NULL, NULL, NULL, 0 },
		/* Age takes from it */
		{ __LINE__, "max-age=600", NULL, NULL, "200", 400 },
		{ __LINE__, "max-age=600", NULL, NULL, "700", 0 },
		{ __LINE__, "max-age=600", NULL, NULL, "-1", 600 },
		{ __LINE__, "max-age=600", NULL, NULL, "x", 600 },
		{ __LINE__, "max-age=600", NULL, NULL, "999999999999999999999",
		    0 },
		/* ceilings, and what cannot be read */
		{ __LINE__, "max-age=99999999999999999999", NULL, NULL, NULL,
		    MOST },
		{ __LINE__, "max-age=31536000", NULL, NULL, "86400", MOST },
		{ __LINE__, "max-age=-1", NULL, NULL, NULL, 0 },
		{ __LINE__, "max-age=1.5", NULL, NULL, NULL, 0 },
		{ __LINE__, "max-age", NULL, NULL, NULL, 0 },
		{ __LINE__, "max-age=x", "Fri, 20 Nov 2026 01:00:00 GMT", NULL,
		    NULL, 0 },
		{ __LINE__, ",,=,\"", NULL, NULL, NULL, 0 },
		/* asked for again each time */
		{ __LINE__, "no-cache, max-age=600", NULL, NULL, NULL, 0 },
		{ __LINE__, "max-age=600, No-Store", NULL, NULL, NULL, 0 },
		{ __LINE__, "no-cache=\"Set-Cookie\", max-age=600", NULL, NULL,
		    NULL, 0 },
		/* Expires counts from Date, whatever our clock says */
		{ __LINE__, NULL, "Fri, 20 Nov 2026 01:00:00 GMT", NULL, NULL,
		    3600 },
		{ __LINE__, NULL, "Fri, 20 Nov 2020 01:00:00 GMT",
		    "Fri, 20 Nov 2020 00:00:00 GMT", NULL, 3600 },
		{ __LINE__, NULL, "Fri, 20 Nov 2026 01:00:00 GMT", "no date",
		    "600", 3000 },
		{ __LINE__, NULL, "Thu, 19 Nov 2026 01:00:00 GMT", NULL, NULL,
		    0 },
		{ __LINE__, NULL, "0", NULL, NULL, 0 },
		{ __LINE__, NULL, "-1", NULL, NULL, 0 },
		{ __LINE__, "max-age=60", "Fri, 20 Nov 2026 01:00:00 GMT", NULL,
		    NULL, 60 },
		{ __LINE__, "public", "Fri, 20 Nov 2026 01:00:00 GMT", NULL,
		    NULL, 3600 },
		{ __LINE__, NULL, "Fri, 20 Nov 2099 01:00:00 GMT", NULL, NULL,
		    MOST },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct freshness f = { str_c(rows[i].cache_control),
			str_c(rows[i].expires), str_c(rows[i].date),
			str_c(rows[i].age) };
		int64_t got = freshness_left(&f, NOW, MOST);

		if (got != rows[i].want)
			fail_msg(
			    "line %d: got %lld", rows[i].line, (long long)got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_freshness),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
