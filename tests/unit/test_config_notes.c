// SPDX-License-Identifier: ISC
// Wrong configurations: tests/data/config/NAME.yaml and the exact text that
// tells what is wrong, NAME.expected. BLESS=1 writes the latter.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "config/config.h"

#define FOLDER "tests/data/config"
#define BUDGET ((size_t)64 << 20)

static const char *
fixed_env(const char *name)
{
	return strcmp(name, "HOME") == 0 ? "/home/user" : NULL;
}

static int
is_yaml(const struct dirent *d)
{
	return str_ends(str_c(d->d_name), STR(".yaml"));
}

static int
write_file(const char *path, struct str s)
{
	FILE *f = fopen(path, "w");

	if (f == NULL)
		return -1;
	fwrite(s.p, 1, s.len, f);
	return fclose(f);
}

/* Returns 1 when the text differs. */
static int
check_one(const char *name)
{
	struct arena a;
	struct config c;
	struct diagnostics d;
	struct buf got, wanted;
	struct err e = ERR_INIT;
	char path[300];
	int bad = 0;

	arena_init(&a, BUDGET);
	buf_init(&got, 1 << 20);
	buf_init(&wanted, 1 << 20);
	/* Warnings alone do not stop anything. */
	if ((config_load(&a, name, fixed_env, &c, &d) == 0) !=
		(d.errors == 0) ||
	    d.n == 0) {
		print_error("%s: loads\n", name);
		bad = 1;
	}
	for (size_t i = 0; i < d.n; i++)
		assert_int_equal(diagnostic_write(&got, &d.v[i], false), 0);
	snprintf(
	    path, sizeof(path), "%.*s.expected", (int)strlen(name) - 5, name);
	if (getenv("BLESS") != NULL)
		assert_int_equal(write_file(path, buf_str(&got)), 0);
	if (file_read(AT_FDCWD, path, &wanted, &e) != 0 ||
	    !str_eq(buf_str(&got), buf_str(&wanted))) {
		print_error("%s: got\n%s", path, got.p);
		bad = 1;
	}
	buf_release(&got);
	buf_release(&wanted);
	arena_release(&a);
	return bad;
}

static void
test_wrong(void **state)
{
	struct dirent **names;
	int n, bad = 0, from = open(".", O_RDONLY | O_DIRECTORY);

	(void)state;
	assert_int_equal(chdir(FOLDER), 0);
	n = scandir(".", &names, is_yaml, alphasort);
	assert_true(n >= 25);
	for (int i = 0; i < n; i++) {
		bad += check_one(names[i]->d_name);
		free(names[i]);
	}
	free(names);
	assert_int_equal(fchdir(from), 0);
	close(from);
	assert_int_equal(bad, 0);
}

/* How one diagnostic looks. */
static void
test_write(void **state)
{
	static const struct {
		int line;
		struct diagnostic d;
		bool colour;
		const char *wanted;
	} rows[] = {
#define LIT(s) { (s), sizeof(s) - 1 }
#define D(level_, line_, col_, message_, suggestion_, text_)               \
	{                                                                  \
		.level = (level_), .place = { "f.yaml", (line_), (col_) }, \
		.message = LIT(message_), .suggestion = LIT(suggestion_),  \
		.line = LIT(text_)                                         \
	}
		{ __LINE__, D(DIAGNOSTIC_ERROR, 3, 4, "wrong", "right", "a: b"),
		    false,
		    "f.yaml:3:4: error: wrong\n    a: b\n       ^\n"
		    "  write: right\n" },
		{ __LINE__, D(DIAGNOSTIC_WARNING, 0, 0, "odd", "", ""), false,
		    "f.yaml: warning: odd\n" },
		/* Two columns for each ideograph, none for what combines. */
		{ __LINE__, D(DIAGNOSTIC_ERROR, 1, 4, "m", "", "要闻：x"),
		    false, "f.yaml:1:4: error: m\n    要闻：x\n          ^\n" },
		{ __LINE__,
		    D(DIAGNOSTIC_ERROR, 1, 4, "m", "",
			"e\xCC\x81"
			"bc"),
		    false,
		    "f.yaml:1:4: error: m\n    e\xCC\x81"
		    "bc\n      ^\n" },
		/* A tab is as wide below as above. */
		{ __LINE__, D(DIAGNOSTIC_ERROR, 1, 3, "m", "", "\ta: b"), false,
		    "f.yaml:1:3: error: m\n    \ta: b\n    \t ^\n" },
		/* Nothing of the file reaches the terminal as a command. */
		{ __LINE__,
		    D(DIAGNOSTIC_ERROR, 1, 2, "\033[2J", "",
			"\033\xE2\x80\xAEx"),
		    false,
		    "f.yaml:1:2: error: \xEF\xBF\xBD[2J\n    "
		    "\xEF\xBF\xBD\xEF\xBF\xBDx\n     ^\n" },
		{ __LINE__, D(DIAGNOSTIC_ERROR, 1, 1, "m", "", "a"), true,
		    "\033[1mf.yaml:1:1: \033[31merror: \033[0mm\n    a\n    "
		    "\033[1;32m^\033[0m\n" },
	};
	struct buf b;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_init(&b, 4096);
		assert_int_equal(
		    diagnostic_write(&b, &rows[i].d, rows[i].colour), 0);
		if (strcmp(b.p, rows[i].wanted) != 0)
			fail_msg("line %d: got\n%s", rows[i].line, b.p);
		buf_release(&b);
	}
}

/* Of a line too long for a terminal the part around the caret is shown. */
static void
test_long_line(void **state)
{
	char line[1001] = { 0 };
	struct diagnostic d = { .place = { "f", 1, 500 },
		.message = STR("m"),
		.suggestion = STR_NULL };
	struct buf b;
	const char *caret, *mark;

	(void)state;
	memset(line, 'a', 1000);
	line[499] = 'X';
	d.line = str_c(line);
	buf_init(&b, 4096);
	diagnostic_write(&b, &d, false);
	mark = strchr(b.p, 'X');
	caret = strchr(b.p, '^');
	assert_non_null(mark);
	assert_non_null(caret);
	assert_int_equal(mark - strchr(b.p, '\n'), caret - strchr(mark, '\n'));
	assert_true(b.len < 300);
	buf_release(&b);
}

static void
test_json(void **state)
{
	struct diagnostic v[] = {
		{ .level = DIAGNOSTIC_WARNING,
		    .place = { "f.yaml", 2, 1 },
		    .message = STR("odd"),
		    .suggestion = STR_NULL },
		{ .level = DIAGNOSTIC_ERROR,
		    .place = { "f\".yaml", 3, 4 },
		    .message = STR("wrong\n\001"),
		    .suggestion = STR("要") },
	};
	struct diagnostics d = { .v = v, .n = 2, .errors = 1 };
	struct buf b;

	(void)state;
	buf_init(&b, 4096);
	assert_int_equal(diagnostics_write_json(&b, &d), 0);
	assert_string_equal(b.p,
	    "{\"errors\":[{\"file\":\"f\\\".yaml\",\"line\":3,\"column\":4,"
	    "\"message\":\"wrong\\n\\u0001\",\"suggestion\":\"要\"}],"
	    "\"warnings\":[{\"file\":\"f.yaml\",\"line\":2,\"column\":1,"
	    "\"message\":\"odd\",\"suggestion\":null}]}\n");
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_write),
		cmocka_unit_test(test_long_line),
		cmocka_unit_test(test_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
