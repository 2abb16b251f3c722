// SPDX-License-Identifier: ISC
// What a browser says to its proxy before bytes are passed on: RFC 1928.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "fetch/socks.h"
#include "model/limits.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define BYTES(lit)                      \
	{                               \
		"" lit, sizeof(lit) - 1 \
	}

static void
greetings(void **state)
{
	static const struct {
		int line;
		struct str in;
		enum socks_end end;
		size_t used;
	} table[] = {
		{ __LINE__, BYTES("\5\1\0"), SOCKS_DONE, 3 },
		{ __LINE__, BYTES("\5\1\0more"), SOCKS_DONE, 3 },
		{ __LINE__, BYTES("\5\3\2\1\0"), SOCKS_DONE, 5 },
		{ __LINE__, BYTES(""), SOCKS_MORE, 0 },
		{ __LINE__, BYTES("\5"), SOCKS_MORE, 0 },
		{ __LINE__, BYTES("\5\3\2\1"), SOCKS_MORE, 0 },
		{ __LINE__, BYTES("\5\1\2"), SOCKS_BAD, 0 },
		{ __LINE__, BYTES("\5\0"), SOCKS_BAD, 0 },
		{ __LINE__, BYTES("\4\1\0\120"), SOCKS_BAD, 0 },
		{ __LINE__, BYTES("GET / HTTP/1.1"), SOCKS_BAD, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		size_t used = 0;
		enum socks_end end = socks_greeting(table[i].in, &used);

		if (end != table[i].end ||
		    (end == SOCKS_DONE && used != table[i].used))
			fail_msg(
			    "line %d: %d, %zu bytes", table[i].line, end, used);
	}
}

static void
requests(void **state)
{
	static const struct {
		int line;
		struct str in;
		enum socks_end end;
		size_t used;
		const char *host; /* or NULL with CODE */
		int port;
		enum socks_code code;
	} table[] = {
		{ __LINE__, BYTES("\5\1\0\3\6a.test\1\273"), SOCKS_DONE, 13,
		    "a.test", 443, 0 },
		{ __LINE__, BYTES("\5\1\0\3\6a.test\1\273GET"), SOCKS_DONE, 13,
		    "a.test", 443, 0 },
		{ __LINE__, BYTES("\5\1\0\1\177\0\0\1\0\120"), SOCKS_DONE, 10,
		    "127.0.0.1", 80, 0 },
		{ __LINE__,
		    BYTES("\5\1\0\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\37\220"),
		    SOCKS_DONE, 22, "[::1]", 8080, 0 },
		{ __LINE__, BYTES("\5\1\0\3\0\1\273"), SOCKS_DONE, 7, "", 443,
		    0 },
		{ __LINE__, BYTES("\5\1\0\3\6a.test\1"), SOCKS_MORE, 0, NULL, 0,
		    SOCKS_FAILURE },
		{ __LINE__, BYTES("\5\1\0\3"), SOCKS_MORE, 0, NULL, 0,
		    SOCKS_FAILURE },
		/* no name is longer than its byte says */
		{ __LINE__, BYTES("\5\1\0\3\377a.test\1\273"), SOCKS_MORE, 0,
		    NULL, 0, SOCKS_FAILURE },
		/* BIND, UDP ASSOCIATE */
		{ __LINE__, BYTES("\5\2\0\3\6a.test\1\273"), SOCKS_BAD, 0, NULL,
		    0, SOCKS_NO_COMMAND },
		{ __LINE__, BYTES("\5\3\0\1\177\0\0\1\0\120"), SOCKS_BAD, 0,
		    NULL, 0, SOCKS_NO_COMMAND },
		{ __LINE__, BYTES("\5\1\0\2\177\0\0\1\0\120"), SOCKS_BAD, 0,
		    NULL, 0, SOCKS_NO_ADDRESS_TYPE },
		{ __LINE__, BYTES("GET / HTTP/1.1\r\n"), SOCKS_BAD, 0, NULL, 0,
		    SOCKS_FAILURE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct endpoint to = { STR_NULL, 0 };
		enum socks_code code = SOCKS_GRANTED;
		size_t used = 0;
		struct arena a;
		enum socks_end end;

		arena_init(&a, LIMIT_ARENA);
		end = socks_request(&a, table[i].in, &used, &to, &code);
		if (end != table[i].end)
			fail_msg("line %d: %d", table[i].line, end);
		if (end == SOCKS_DONE &&
		    (used != table[i].used || to.port != table[i].port ||
			!str_eq(to.host, str_c(table[i].host))))
			fail_msg("line %d: %zu bytes, %.*s:%d", table[i].line,
			    used, STR_ARG(to.host), to.port);
		if (end == SOCKS_BAD && code != table[i].code)
			fail_msg("line %d: code %d", table[i].line, code);
		arena_release(&a);
	}
}

static void
replies(void **state)
{
	char out[SOCKS_REPLY_SIZE];

	(void)state;
	socks_reply(out, SOCKS_NOT_ALLOWED);
	assert_memory_equal(out, "\5\2\0\1\0\0\0\0\0\0", sizeof(out));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(greetings),
		cmocka_unit_test(requests),
		cmocka_unit_test(replies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
