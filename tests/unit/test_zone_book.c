// SPDX-License-Identifier: ISC
// Zones that need no file: as the C library has them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/zone_book.h"

/* What dates of pages fall into. */
#define FROM (-60000000LL)
#define UNTIL 3092000000LL /* 2067 */
#define LATER 4000000000LL /* 2096, for zones that change by a rule */
#define STEP 1234567LL

/* Each line of the database's own list, those of zones with a history. */
static void
test_all_zones(void **state)
{
	char line[256], name[64];
	size_t zones = 0, most = 0;
	FILE *f = fopen("/usr/share/zoneinfo/zone1970.tab", "re");

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		struct zone_times x;
		struct arena a;
		struct zone z;
		struct err e = ERR_INIT;

		if (line[0] == '#' || sscanf(line, "%*s %*s %63s", name) != 1 ||
		    zone_init(&z, str_c(name), &e) != 0)
			continue;
		arena_init(&a, 1 << 20);
		x = zone_times_make(&a, &z);
		for (int64_t t = FROM; t < UNTIL; t += STEP)
			if (zone_times_offset(&x, t) != zone_offset(&z, t))
				fail_msg("%s at %lld", name, (long long)t);
		for (size_t i = 1; i < x.n; i++)
			if (zone_offset(&z, x.from[i]) != x.offset[i] ||
			    zone_offset(&z, x.from[i] - 1) != x.offset[i - 1])
				fail_msg("%s, change %zu", name, i);
		zones++;
		most = x.n > most ? x.n : most;
		arena_release(&a);
	}
	fclose(f);
	assert_true(zones > 200);
	assert_true(most > 100 && most < ZONE_TIMES_MAX);
}

static void
test_later(void **state)
{
	static const char *const names[] = { "Europe/Paris", "America/New_York",
		"Australia/Lord_Howe", "Asia/Shanghai" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct zone_times x;
		struct arena a;
		struct zone z;
		struct err e = ERR_INIT;

		arena_init(&a, 1 << 20);
		assert_int_equal(zone_init(&z, str_c(names[i]), &e), 0);
		x = zone_times_make(&a, &z);
		for (int64_t t = UNTIL; t < LATER; t += STEP)
			if (zone_times_offset(&x, t) != zone_offset(&z, t))
				fail_msg("%s at %lld", names[i], (long long)t);
		arena_release(&a);
	}
}

/* What is in force for the whole process, so it comes last. */
static void
test_book(void **state)
{
	struct zone paris, z;
	struct zone_times x;
	struct zone_book b = { .n = 0 };
	struct arena a;
	struct err e = ERR_INIT;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(zone_init(&paris, STR("Europe/Paris"), &e), 0);
	x = zone_times_make(&a, &paris);
	zone_book_add(&b, &a, &x);
	zone_book_add(&b, &a, &x);
	assert_int_equal(b.n, 1);
	zone_book_use(&b);
	assert_int_equal(zone_offset(&paris, 1763598600), 3600);
	assert_int_equal(zone_offset(&paris, 1753598600), 7200);
	assert_int_equal(zone_init(&z, STR("Europe/Paris"), &e), 0);
	assert_int_equal(zone_init(&z, STR("+08:00"), &e), 0);
	assert_int_equal(zone_init(&z, STR("Asia/Tokyo"), &e), -1);
	zone_book_use(NULL);
	assert_int_equal(zone_init(&z, STR("Asia/Tokyo"), &e), 0);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_zones),
		cmocka_unit_test(test_later),
		cmocka_unit_test(test_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
