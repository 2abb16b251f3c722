// SPDX-License-Identifier: ISC
// Every state has words for people, and is counted as failing or not.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "run/health_words.h"

static void
test_words(void **state)
{
	(void)state;
	for (int s = 0; s < STATE_COUNT; s++) {
		const struct health_words *w =
		    health_words((enum source_state)s);

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
		STATE_NOT_MODIFIED, STATE_MOVED, STATE_STALE,
		STATE_ALL_DROPPED };
	int n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(well) / sizeof(*well); i++)
		assert_false(state_fails(well[i]));
	for (int s = 0; s < STATE_COUNT; s++)
		n += state_fails((enum source_state)s);
	assert_int_equal(n, 9);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_fails),
	};

	return cmocka_run_group_tests_name("health", tests, NULL, NULL);
}
