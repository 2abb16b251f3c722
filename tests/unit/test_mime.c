// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "web/mime.h"

static const struct {
	int line;
	const char *header, *essence, *charset;
} rows[] = {
	{ __LINE__, "text/html", "text/html", "" },
	{ __LINE__, " Text/HTML ; Charset=GBK ", "text/html", "GBK" },
	{ __LINE__, "text/html;charset=\"utf-8\"", "text/html", "utf-8" },
	{ __LINE__, "text/html;charset=\"a\\\"b\\c\" x;q=1", "text/html",
	    "a\"bc" },
	{ __LINE__, "text/html;x=\"a;charset=b\";charset=c", "text/html", "c" },
	{ __LINE__, "text/html;charset;charset=;charset=d;charset=e",
	    "text/html", "d" },
	{ __LINE__, "text/html;charset=\"open", "text/html", "open" },
	{ __LINE__, "application/rss+xml", "application/rss+xml", "" },
	{ __LINE__, "", "", "" },
	{ __LINE__, "text", "", "" },
	{ __LINE__, "text/", "", "" },
	{ __LINE__, "/html", "", "" },
	{ __LINE__, "te xt/html", "", "" },
	{ __LINE__, "text/html,text/plain", "", "" },
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
		if (!str_eq(mime_param(&a, h, STR("charset")),
			str_c(rows[i].charset)))
			fail_msg("line %d: charset", rows[i].line);
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
