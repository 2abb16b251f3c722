// SPDX-License-Identifier: ISC
#include "base/index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define MANY 5000

struct named {
	char name[8];
};

static struct str
name_of(const void *v, size_t i)
{
	return str_c(((const struct named *)v)[i].name);
}

/* Each is found at its place, and nothing else is. */
static void
all_are_found(void **state)
{
	static const size_t sizes[] = { 0, 1, 7, 8, 9, MANY };
	static struct named v[MANY];
	struct index x;

	(void)state;
	for (size_t i = 0; i < MANY; i++)
		snprintf(v[i].name, sizeof(v[i].name), "s%zu", i * 7);
	for (size_t k = 0; k < sizeof(sizes) / sizeof(*sizes); k++) {
		index_make(&x, v, sizes[k], name_of);
		for (size_t i = 0; i < sizes[k]; i++)
			assert_int_equal(index_find(&x, str_c(v[i].name)), i);
		assert_int_equal(index_find(&x, STR("s1")), INDEX_NONE);
		assert_int_equal(index_find(&x, STR("")), INDEX_NONE);
		if (sizes[k] < MANY)
			assert_int_equal(
			    index_find(&x, str_c(v[sizes[k]].name)),
			    INDEX_NONE);
		index_release(&x);
	}
}

static void
the_last_of_one_name(void **state)
{
	static const struct named v[] = { { "a" }, { "b" }, { "a" } };
	struct index x;

	(void)state;
	index_make(&x, v, 3, name_of);
	assert_int_equal(index_find(&x, STR("a")), 2);
	assert_int_equal(index_find(&x, STR("b")), 1);
	index_release(&x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_are_found),
		cmocka_unit_test(the_last_of_one_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
