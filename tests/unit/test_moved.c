// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "run/moved.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define T 1795000000LL
#define DAY 86400

/* Fetch S at NOW as a run does: ask, note, keep. */
static void
ask(struct arena *a, const struct source *s, struct memory *m, const char *to,
    int64_t now)
{
	struct response res = { .permanent_url = str_c(to) };
	struct str asked = moved_url(a, s, m);

	m->last_run = now;
	m->url = s->url;
	moved_note(&m->moved, a, s, asked, to == NULL ? NULL : &res, now);
}

static void
used_when_seen_often(void **state)
{
	static const struct {
		int line;
		const char *from, *to;
		bool post, used;
	} rows[] = {
		{ __LINE__, "http://a.test/x", "https://a.test/x", false,
		    true },
		{ __LINE__, "http://www.a.test/x", "http://a.test/x", false,
		    true },
		{ __LINE__, "http://a.test/x", "http://www.a.test/x", false,
		    true },
		{ __LINE__, "http://a.test/x", "http://news.a.test/", false,
		    true },
		/* upwards: a page at a host of many is not its owner's */
		{ __LINE__, "http://me.pages.test/", "http://pages.test/",
		    false, false },
		{ __LINE__, "http://a.test/x", "http://b.test/x", false,
		    false },
		{ __LINE__, "http://a.test/x", "http://evila.test/x", false,
		    false },
		{ __LINE__, "http://a.test/x", "http://a.test.evil.test/x",
		    false, false },
		/* a body that would be dropped on the way */
		{ __LINE__, "http://a.test/x", "https://a.test/x", true,
		    false },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct source_parts parts = { .approach.access.post.given =
						  rows[i].post };
		struct source s = { SOURCE_PARTS(parts),
			.url = str_c(rows[i].from),
			.shown = str_c(rows[i].from) };
		struct memory m = { .url = STR_NULL,
			.moved = { .to = STR_NULL } };

		/* often, but not for long; for long, but not often */
		for (int n = 0; n < 5; n++)
			ask(&a, &s, &m, rows[i].to, T + n);
		assert_true(str_eq(moved_url(&a, &s, &m), s.url));
		assert_true(str_empty(moved_text(&a, &s, &m)));
		ask(&a, &s, &m, rows[i].to, T + 2 * DAY);
		if (str_eq(moved_url(&a, &s, &m), str_c(rows[i].to)) !=
		    rows[i].used)
			fail_msg("line %d", rows[i].line);
		/* told in any case */
		assert_true(str_find(moved_text(&a, &s, &m),
				str_c(rows[i].to)) != STR_NONE);
		/* Another URL in the configuration ends it. */
		s.url = STR("http://c.test/");
		assert_true(str_eq(moved_url(&a, &s, &m), s.url));
		assert_true(str_empty(moved_text(&a, &s, &m)));
	}
	arena_release(&a);
}

static void
back_when_it_fails(void **state)
{
	struct source s = { SOURCE_PARTS(bare_parts),
		.url = STR("http://a.test/x"),
		.shown = STR("http://a.test/x") };
	struct memory m = { .url = STR_NULL, .moved = { .to = STR_NULL } };
	const char *to = "https://a.test/y";
	struct arena a;
	int64_t now = T;

	(void)state;
	arena_init(&a, 1 << 20);
	for (int n = 0; n < 4; n++, now += DAY)
		ask(&a, &s, &m, to, now);
	assert_string_equal(moved_url(&a, &s, &m).p, to);
	/* The new address itself answers: it stays. */
	ask(&a, &s, &m, "", now += DAY);
	assert_string_equal(moved_url(&a, &s, &m).p, to);
	/* A failure of the new one; one of the old one says nothing. */
	ask(&a, &s, &m, NULL, now += DAY);
	assert_true(str_eq(moved_url(&a, &s, &m), s.url));
	ask(&a, &s, &m, to, now += DAY);
	ask(&a, &s, &m, NULL, now += DAY);
	assert_int_equal(m.moved.times, 1);
	ask(&a, &s, &m, to, now += DAY);
	ask(&a, &s, &m, to, now += DAY);
	assert_string_equal(moved_url(&a, &s, &m).p, to);
	/* It leads back, or the old one answers itself. */
	ask(&a, &s, &m, "http://a.test/x", now += DAY);
	assert_true(str_empty(m.moved.to));
	ask(&a, &s, &m, to, now += DAY);
	ask(&a, &s, &m, "", now += DAY);
	assert_true(str_empty(m.moved.to));
	/* Each time elsewhere is no move. */
	for (int n = 0; n < 6; n++)
		ask(&a, &s, &m, n % 2 ? "http://a.test/1" : "http://a.test/2",
		    now += DAY);
	assert_true(str_eq(moved_url(&a, &s, &m), s.url));
	arena_release(&a);
}

/* A token that came from the environment is told to nobody. */
static void
no_secret_is_told(void **state)
{
	struct source s = { SOURCE_PARTS(bare_parts),
		.url = STR("http://a.test/?t=secret"),
		.shown = STR("http://a.test/?t=${TOKEN}") };
	struct memory m = { .url = STR_NULL, .moved = { .to = STR_NULL } };
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (int n = 0; n < 4; n++)
		ask(&a, &s, &m, "https://a.test/?t=secret", T + n * DAY);
	assert_string_equal(moved_text(&a, &s, &m).p,
	    "moved to another address on a.test; put that in the "
	    "configuration");
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(used_when_seen_often),
		cmocka_unit_test(back_when_it_fails),
		cmocka_unit_test(no_secret_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
