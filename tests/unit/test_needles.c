// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/needles.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

static void
test_find(void **state)
{
	static const struct str v[] = { { "harbour", 7 }, { "bridge", 6 },
		{ "bridge of stone", 15 }, { "ridges", 6 } };
	static const struct {
		int line;
		const char *s;
		size_t want;
	} rows[] = {
		{ __LINE__, "", STR_NONE },
		{ __LINE__, "bridg", STR_NONE },
		{ __LINE__, "bridge", 1 },
		{ __LINE__, "a bridge", 1 },
		{ __LINE__, "a bridg e", STR_NONE },
		{ __LINE__, "abridges", 1 },
		{ __LINE__, "ridges", 3 },
		{ __LINE__, "the harbour and the bridge", 0 },
		{ __LINE__, "a bridge of stone", 1 },
		{ __LINE__, "the brid bridg bridge", 1 },
		{ __LINE__, "harbou harbou", STR_NONE },
	};
	struct needles x;

	(void)state;
	needles_init(&x, v, ROWS(v));
	for (size_t i = 0; i < ROWS(rows); i++)
		if (needles_find(&x, str_c(rows[i].s)) != rows[i].want)
			fail_msg("line %d", rows[i].line);
}

/* What the plain way finds: the one that begins first. */
static size_t
find_each(const struct str *v, size_t n, struct str s)
{
	size_t first = STR_NONE, found = STR_NONE;

	for (size_t i = 0; i < n; i++) {
		size_t at = str_find(s, v[i]);

		if (at < first) {
			first = at;
			found = i;
		}
	}
	return found;
}

/* Of many short texts of few letters, in which all begins like something. */
static void
test_as_each(void **state)
{
	char bytes[40], text[400];
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 5000; round++) {
		struct str v[4], s;
		struct needles x;
		size_t at = 0;

		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] =
			    (char)('a' + (seed = seed * 1103515245 + 12345) /
					     65536 % 3);
		for (size_t i = 0; i < sizeof(text); i++)
			text[i] =
			    (char)('a' + (seed = seed * 1103515245 + 12345) /
					     65536 % 3);
		for (size_t i = 0; i < ROWS(v); i++) {
			size_t len = 2 + (size_t)(round / (i + 1)) % 8;

			v[i] = (struct str){ bytes + at, len };
			at += len;
		}
		s = (struct str){ text, (size_t)round % sizeof(text) };
		needles_init(&x, v, ROWS(v));
		if (needles_find(&x, s) != find_each(v, ROWS(v), s))
			fail_msg("round %d", round);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_as_each),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
