// SPDX-License-Identifier: ISC
// Addresses of pages, and what was met on them.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "model/pages.h"
#include "run/seen.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

static void
test_slots(void **state)
{
	static const struct {
		int line;
		const char *address;
		unsigned slots;
		const char *other, *filled;
	} table[] = {
		{ __LINE__, "", 0, "", "" },
		{ __LINE__, "?p={page}", 1u << PAGES_PAGE, "", "?p=7" },
		{ __LINE__, "{offset}", 1u << PAGES_OFFSET, "", "140" },
		{ __LINE__, "/{page}/{page}?c={cursor}&x",
		    1u << PAGES_PAGE | 1u << PAGES_CURSOR, "",
		    "/7/7?c=a%26b%20%2Fc~&x" },
		{ __LINE__, "?p={pge}", 0, "pge", "?p=" },
		{ __LINE__, "{}", 0, "", "" },
		{ __LINE__, "?p={page", 0, "", "?p={page" },
		{ __LINE__, "page}{", 0, "", "page}{" },
		{ __LINE__, "{{page}", 0, "{page", "" },
	};
	const struct str value[PAGES_SLOTS] = { [PAGES_PAGE] = STR("7"),
		[PAGES_OFFSET] = STR("140"),
		[PAGES_CURSOR] = STR("a&b /c~") };
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(table); i++) {
		struct str other, address = str_c(table[i].address);

		if (pages_slots(address, &other) != table[i].slots ||
		    !str_eq(other, str_c(table[i].other)) ||
		    !str_eq(
			pages_fill(&a, address, value), str_c(table[i].filled)))
			fail_msg("line %d", table[i].line);
	}
	arena_release(&a);
}

static void
test_seen(void **state)
{
	struct seen s = { 0 };
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 22);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 5000; i++)
			assert_int_equal(
			    seen_add(&s, &a, arena_printf(&a, "l:%d", i)),
			    round == 0);
	assert_int_equal(s.n, 5000);
	assert_true(seen_add(&s, &a, STR("")));
	assert_false(seen_add(&s, &a, STR("")));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slots),
		cmocka_unit_test(test_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
