// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "fetch/headers.h"
#include "model/limits.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define OK "HTTP/1.1 200 OK\r\n"

/* Feed TEXT line by line. */
static int
feed(struct headers *h, struct str text)
{
	while (text.len > 0) {
		size_t end = str_chr(text, '\n', 0);
		struct str line =
		    str_sub(text, 0, end == STR_NONE ? text.len : end + 1);

		if (headers_line(h, line) != 0)
			return -1;
		text = str_from(text, line.len);
	}
	return 0;
}

static void
values(void **state)
{
	static const struct {
		int line;
		const char *text;
		enum header_field field;
		const char *want;
	} table[] = {
		{ __LINE__, OK "ETag: \"a\"\r\n\r\n", HEADER_ETAG, "\"a\"" },
		{ __LINE__, OK "etag:W/\"a\" \t\r\n\r\n", HEADER_ETAG,
		    "W/\"a\"" },
		{ __LINE__, OK "ETAG:   a b  c \n\n", HEADER_ETAG, "a b  c" },
		{ __LINE__, OK "ETag : \"a\"\r\n\r\n", HEADER_ETAG, "" },
		{ __LINE__, OK "ETag\r\n\r\n", HEADER_ETAG, "" },
		{ __LINE__, OK "ETag: \"a\"\r\nETag: \"b\"\r\n\r\n",
		    HEADER_ETAG, "\"b\"" },
		{ __LINE__, OK "X-ETag: \"a\"\r\n\r\n", HEADER_ETAG, "" },
		{ __LINE__, OK "Last-Modified: 30 Feb 1800\r\n\r\n",
		    HEADER_LAST_MODIFIED, "30 Feb 1800" },
		{ __LINE__,
		    OK "Content-Encoding: gzip\r\n"
		       "content-encoding: br\r\n\r\n",
		    HEADER_CONTENT_ENCODING, "gzip, br" },
		{ __LINE__,
		    OK "Content-Type: text/html;\r\n\tcharset=gbk\r\n"
		       "\r\n",
		    HEADER_CONTENT_TYPE, "text/html; charset=gbk" },
		{ __LINE__, OK "Content-Type: a/b\r\nX: y\r\n z\r\n\r\n",
		    HEADER_CONTENT_TYPE, "a/b" },
		/* The last section counts. */
		{ __LINE__,
		    "HTTP/1.1 103 Early Hints\r\nETag: hint\r\n\r\n" OK "\r\n",
		    HEADER_ETAG, "" },
		{ __LINE__,
		    "HTTP/1.1 100 Continue\r\n\r\n" OK "ETag: a\r\n\r\n",
		    HEADER_ETAG, "a" },
		/* Trailers count for nothing, whatever they look like. */
		{ __LINE__, OK "ETag: a\r\n\r\nETag: b\r\n\r\n", HEADER_ETAG,
		    "a" },
		{ __LINE__, OK "ETag: a\r\n\r\nHTTP/1.1 404 X\r\n\r\n",
		    HEADER_ETAG, "a" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct arena a;
		struct headers h;

		arena_init(&a, 1 << 20);
		headers_init(&h, &a);
		if (feed(&h, str_c(table[i].text)) != 0 || h.status != 200 ||
		    !headers_final(&h) ||
		    !str_eq(h.value[table[i].field], str_c(table[i].want)))
			fail_msg("line %d: %d \"%.*s\"", table[i].line,
			    h.status, STR_ARG(h.value[table[i].field]));
		arena_release(&a);
	}
}

static void
framing(void **state)
{
	static const struct {
		int line;
		const char *text;
		int64_t length; /* -2: refused */
	} table[] = {
		{ __LINE__, OK "\r\n", -1 },
		{ __LINE__, "HTTP/2 200 \r\n\r\n", -1 },
		{ __LINE__, "HTTP/1.1 200\r\n\r\n", -1 },
		{ __LINE__, OK "Content-Length: 7\r\n\r\n", 7 },
		{ __LINE__, OK "Content-Length: 7, 7\r\n\r\n", 7 },
		{ __LINE__, OK "Content-Length: 7\r\nContent-Length: 7\r\n\r\n",
		    7 },
		{ __LINE__, OK "Content-Length: 9223372036854775807\r\n\r\n",
		    INT64_MAX },
		{ __LINE__, OK "Content-Length: 9223372036854775808\r\n\r\n",
		    -2 },
		{ __LINE__, OK "Content-Length: 7\r\nContent-Length: 8\r\n\r\n",
		    -2 },
		{ __LINE__, OK "Content-Length: 7, 8\r\n\r\n", -2 },
		{ __LINE__, OK "Content-Length: +7\r\n\r\n", -2 },
		{ __LINE__, OK "Content-Length: -7\r\n\r\n", -2 },
		{ __LINE__, OK "Content-Length: 0x7\r\n\r\n", -2 },
		{ __LINE__, OK "Transfer-Encoding: chunked\r\n\r\n", -1 },
		{ __LINE__,
		    OK "Content-Length: 7\r\nTransfer-Encoding: chunked\r\n"
		       "\r\n",
		    -2 },
		{ __LINE__, "HTTP/1.1 000 Zero\r\n\r\n", -2 },
		{ __LINE__, "HTTP/1.1 99 Low\r\n\r\n", -2 },
		{ __LINE__, "HTTP/1.1 1000 High\r\n\r\n", -2 },
		{ __LINE__, "HTTP/1.1 600 High\r\n\r\n", -2 },
		{ __LINE__, "HTTP/1.1 OK\r\n\r\n", -2 },
		{ __LINE__, "<html>\r\n\r\n", -2 },
		{ __LINE__, "\r\n", -2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct arena a;
		struct headers h;
		int rc;

		arena_init(&a, 1 << 20);
		headers_init(&h, &a);
		rc = feed(&h, str_c(table[i].text));
		if ((rc != 0) != (table[i].length == -2) ||
		    (rc != 0) != (h.fault != NULL) ||
		    (rc == 0 && headers_length(&h) != table[i].length))
			fail_msg("line %d: %d %s", table[i].line, rc,
			    h.fault != NULL ? h.fault : "");
		arena_release(&a);
	}
}

/* However the lines are made, the memory for their values stays small. */
static void
floods(void **state)
{
	static const char *const lines[] = { "X: y\r\n", " x\r\n",
		"Content-Encoding: gzip\r\n", "ETag: x\r\n",
		"HTTP/1.1 100 Continue\r\n" };

	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct arena a;
		struct headers h;
		size_t n = 0;

		arena_init(&a, 16 << 20);
		headers_init(&h, &a);
		assert_int_equal(
		    feed(&h, STR(OK "Content-Type: text/html\r\n")), 0);
		while (headers_line(&h, str_c(lines[i])) == 0)
			assert_true(n++ < LIMIT_HEADERS);
		assert_true(a.used < 8 << 20);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values),
		cmocka_unit_test(framing),
		cmocka_unit_test(floods),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
