// SPDX-License-Identifier: ISC
// Which validators are sent next, after what came this time.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "run/validated.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define V(e, d)                          \
	{                                \
		{ e, sizeof(e) - 1 },    \
		{                        \
			d, sizeof(d) - 1 \
		}                        \
	}

static void
check(int line, const struct memory *m, struct validators want)
{
	if (!str_eq(m->validators.etag, want.etag) ||
	    !str_eq(m->validators.last_modified, want.last_modified))
		fail_msg("line %d: %.*s, %.*s", line,
		    STR_ARG(m->validators.etag),
		    STR_ARG(m->validators.last_modified));
}

static void
failures(void **state)
{
	static const struct {
		int line;
		bool changed;
		enum source_state before;
		uint32_t failures;
		const char *message;
		struct validators had, came, stay;
	} table[] = {
		{ __LINE__, false, STATE_OK, 0, "", V("e", "d"), V("", ""),
		    V("e", "d") },
		{ __LINE__, false, STATE_OK, 0, "", V("e", "d"), V("f", "g"),
		    V("e", "d") },
		{ __LINE__, false, STATE_OK, 0, "", V("", ""), V("f", "g"),
		    V("", "") },
		/* The same as the bad page's. */
		{ __LINE__, false, STATE_OK, 0, "", V("e", "d"), V("e", "g"),
		    V("", "") },
		{ __LINE__, false, STATE_OK, 0, "", V("e", "d"), V("f", "d"),
		    V("", "") },
		/* Of other rules. */
		{ __LINE__, true, STATE_OK, 0, "", V("e", "d"), V("", ""),
		    V("", "") },
		/* Something was said; the message of a failure is no such. */
		{ __LINE__, false, STATE_OK, 0, "date: ...", V("e", "d"),
		    V("", ""), V("", "") },
		{ __LINE__, false, STATE_ALL_DROPPED, 0, "", V("e", "d"),
		    V("", ""), V("", "") },
		{ __LINE__, false, STATE_HTTP_ERROR, 1, "fetch: 500",
		    V("e", "d"), V("", ""), V("e", "d") },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct memory m = { .state = table[i].before,
			.failures = table[i].failures,
			.message = str_c(table[i].message),
			.validators = table[i].had,
			.body_hash = STR("hash"),
			.list_sum = 7 };
		struct response res = { .validators = table[i].came };

		validated_spoil(&m, table[i].changed, &res);
		check(table[i].line, &m, table[i].stay);
		assert_int_equal(m.body_hash.len, 0);
		assert_true(m.list_sum == 0);
	}
}

/* A page that may have been cut where nobody can see it is asked for in full. */
static void
doubtful(void **state)
{
	static const struct {
		int line;
		bool unbounded;
		const char *coding, *body;
		bool kept;
	} table[] = {
		{ __LINE__, false, "", "<ul><li>", true },
		{ __LINE__, true, "", "<ul><li>", false },
		{ __LINE__, true, "", "", false },
		{ __LINE__, true, "", "<ul></ul></body></html>\r\n", true },
		{ __LINE__, true, "", "<HTML></BODY></HTML><!-- cached -->",
		    true },
		{ __LINE__, true, "", "<html></htm", false },
		/* A coding has an end of its own, which decode looks for. */
		{ __LINE__, true, "gzip", "\x1f\x8b", true },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < COUNT(table); i++) {
		static const struct validators had = V("old", "older"),
					       none = V("", ""),
					       came = V("e", "d");
		struct memory m = { .validators = had };
		struct response res = { .url = STR("https://x.example/"),
			.unbounded = table[i].unbounded,
			.content_encoding = str_c(table[i].coding),
			.body = str_c(table[i].body),
			.validators = came };

		validated_replace(&m, &a, &res, STR("hash"), 7);
		check(table[i].line, &m, table[i].kept ? came : none);
		assert_true(str_eq(m.body_hash, STR("hash")));
		assert_true(m.list_sum == 7);
	}
	arena_release(&a);
}

static void
no_answer(void **state)
{
	struct memory m = { .validators = V("e", "d") };

	(void)state;
	validated_spoil(&m, false, NULL);
	check(__LINE__, &m, (struct validators)V("e", "d"));
}

static void
answers(void **state)
{
	struct arena a;
	struct memory m = { .validators = V("e", "d") };
	struct response res = { .url = STR("http://h.test/b"),
		.validators = V("f", "") };

	(void)state;
	arena_init(&a, 1 << 16);
	validated_freshen(&m, &a, &res);
	check(__LINE__, &m, (struct validators)V("f", "d"));
	validated_replace(&m, &a, &res, STR("hash"), 7);
	check(__LINE__, &m, (struct validators)V("f", ""));
	assert_true(str_eq(m.validated_url, res.url));
	assert_true(str_eq(m.body_hash, STR("hash")));
	assert_true(m.list_sum == 7);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(failures),
		cmocka_unit_test(doubtful),
		cmocka_unit_test(no_answer),
		cmocka_unit_test(answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
