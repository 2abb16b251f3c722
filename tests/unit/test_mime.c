// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "web/mime.h"

static const struct {
	int line;
	const char *header, *essence;
} rows[] = {
	{ __LINE__, "text/html", "text/html" },
	{ __LINE__, " Text/HTML ; Charset=GBK ", "text/html" },
	{ __LINE__, "text/html;charset=\"utf-8\"", "text/html" },
	{ __LINE__, "text/html;x=\"a;b/c\"", "text/html" },
	{ __LINE__, "application/rss+xml", "application/rss+xml" },
	{ __LINE__, "", "" },
	{ __LINE__, "text", "" },
	{ __LINE__, "text/", "" },
	{ __LINE__, "/html", "" },
	{ __LINE__, "te xt/html", "" },
	{ __LINE__, "text/html,text/plain", "" },
};

static void
reads_headers(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str h = str_c(rows[i].header);

		if (!str_eq(mime_essence(&a, h), str_c(rows[i].essence)))
			fail_msg("line %d: essence", rows[i].line);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_headers),
	};

	return cmocka_run_group_tests_name("mime", tests, NULL, NULL);
}
