// SPDX-License-Identifier: ISC
// Every state has words for people, and is counted as failing or not; what an
// entry of the feed says does not change afterwards.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>

#include "base/file.h"
#include "model/limits.h"
#include "run/health.h"
#include "run/health_words.h"
#include "tmp_dir.h"

static void
test_words(void **state)
{
	(void)state;
	for (int i = 0; i < 2 * STATE_COUNT; i++) {
		int s = i / 2;
		const struct health_words *w =
		    health_words((enum source_state)s, i % 2 == 0);

		if (w->title == NULL || w->expected == NULL ||
		    w->seen == NULL || w->todo == NULL)
			fail_msg("%s has no words",
			    state_name((enum source_state)s));
	}
}

static void
test_fails(void **state)
{
	static const enum source_state well[] = { STATE_NEW, STATE_OK,
		STATE_NOT_MODIFIED, STATE_MOVED, STATE_STALE, STATE_ALL_DROPPED,
		STATE_ARTICLES_LOST };
	int n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(well) / sizeof(*well); i++)
		assert_false(state_fails(well[i]));
	for (int s = 0; s < STATE_COUNT; s++)
		n += state_fails((enum source_state)s);
	assert_int_equal(n, 11);
}

static void
enter(struct store *st, struct str id, enum source_state state, int64_t now)
{
	struct memory m = { .state = state, .since = now, .last_run = now };
	struct err e = ERR_INIT;

	assert_int_equal(store_memory_save(st, id, &m, &e), 0);
}

/* The file of the feed as it is now, as one text. */
static struct str
published(struct arena *a, const struct config *c, struct store *st,
    struct publisher *p)
{
	struct buf *b = buf_in(a, LIMIT_FEED);
	struct err e = ERR_INIT;
	struct feed_result done;

	assert_int_equal(health_publish(a, c, st, p, &done, &e), 0);
	assert_int_equal(publish_flush(p, &e), 0);
	assert_int_equal(file_read(AT_FDCWD, "feeds/health.rss", b, &e), 0);
	return buf_str(b);
}

/* However many sources changed between a failure and its end, and after it. */
static void
test_since_stays(void **state)
{
	struct source one = { SOURCE_PARTS(bare_parts), .id = STR("a"),
		.shown = STR("https://a.example/") };
	struct config c = { .formats = FORMAT_RSS, .sources = { &one, 1 } };
	struct publisher p = { .dirfd = -1 };
	struct str before, after, since = STR("before that, since 2026-");
	struct err e = ERR_INIT;
	struct arena a;
	struct store *st;

	(void)state;
	arena_init(&a, 64 << 20);
	assert_int_equal(store_open(".", false, &st, &e), 0);
	assert_int_equal(publish_open(&p, "feeds", &e), 0);
	assert_int_equal(store_begin(st, &e), 0);
	enter(st, STR("a"), STATE_NETWORK_ERROR, 1790000000);
	for (int i = 0; i < LIMIT_HEALTH_READ - 10; i++)
		enter(st, arena_printf(&a, "other-%d", i), STATE_NETWORK_ERROR,
		    1790000000);
	enter(st, STR("a"), STATE_OK, 1790100000);
	before = published(&a, &c, st, &p);
	assert_true(str_find(before, since) != STR_NONE);
	for (int i = 0; i < 20; i++)
		enter(
		    st, arena_printf(&a, "other-%d", i), STATE_OK, 1790200000);
	after = published(&a, &c, st, &p);
	assert_true(str_find(after, since) != STR_NONE);
	assert_int_equal(store_commit(st, &e), 0);
	publish_close(&p);
	store_close(st);
	arena_release(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_fails),
		cmocka_unit_test_setup_teardown(
		    test_since_stays, tmp_dir_setup, tmp_dir_teardown),
	};

	return cmocka_run_group_tests_name("health", tests, NULL, NULL);
}
