// SPDX-License-Identifier: ISC
// What `watch` looks at to see that a configuration has changed.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/config.h"
#include "tmp_dir.h"

static const char *
no_env(const char *name)
{
	(void)name;
	return NULL;
}

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

/* Write the files of a configuration, load it, return its signature. */
static uint64_t
load(struct arena *a, const char *main_text, struct config *c, int want)
{
	struct diagnostics d = { .n = 0 };

	write_file("[m].yaml", main_text);
	assert_int_equal(config_load(a, "[m].yaml", no_env, c, &d), want);
	return config_signature(c);
}

static const char right[] = "settings: {output: o, state: s}\n"
			    "include: [d/*.yaml, plain.yaml]\n"
			    "sources: []\n";

static void
test_signature(void **state)
{
	struct arena a;
	struct config c;
	uint64_t first, seen;

	(void)state;
	arena_init(&a, SIZE_MAX);
	assert_int_equal(mkdir("d", 0700), 0);
	write_file("plain.yaml", "sources: []\n");
	first = load(&a, right, &c, 0);
	assert_true(config_signature(&c) == first);
	/* A file joins a pattern and leaves it. */
	write_file("d/1.yaml", "sources: []\n");
	seen = config_signature(&c);
	assert_true(seen != first);
	write_file("d/1.txt", "");
	assert_true(config_signature(&c) == seen);
	assert_int_equal(unlink("d/1.yaml"), 0);
	assert_true(config_signature(&c) == first);
	/* A file that has a name of its own is edited, and goes. */
	write_file("plain.yaml", "sources: [] # edited\n");
	seen = config_signature(&c);
	assert_true(seen != first);
	assert_int_equal(unlink("plain.yaml"), 0);
	assert_true(config_signature(&c) != seen);
	/* The main file, whose name is no pattern. */
	seen = config_signature(&c);
	write_file("[m].yaml", "sources: [ # longer\n");
	assert_true(config_signature(&c) != seen);
	arena_release(&a);
}

/* A wrong one is watched as well: that is how it becomes right. */
static void
test_wrong(void **state)
{
	struct arena a;
	struct config c;
	uint64_t seen;

	(void)state;
	arena_init(&a, SIZE_MAX);
	seen = load(&a, "include: [d/*.yaml]\nsources: 3\n", &c, -1);
	write_file("d/2.yaml", "sources: []\n");
	assert_true(config_signature(&c) != seen);
	seen = load(&a, "sources: [\n", &c, -1);
	write_file("[m].yaml", "sources: []\n");
	assert_true(config_signature(&c) != seen);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_signature),
		cmocka_unit_test(test_wrong),
	};

	return cmocka_run_group_tests(tests, tmp_dir_setup, tmp_dir_teardown);
}
