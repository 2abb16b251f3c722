// SPDX-License-Identifier: ISC
// The editor schema and the key lists of coranto.yaml(5) are what the table of
// keys says. BLESS=1 writes both anew.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "config/config.h"
#include "config/keys.h"
#include "config/load.h"

#define SCHEMA "contrib/coranto.schema.json"
#define MANUAL "contrib/man/coranto.yaml.5"
#define FROM                                                              \
	".\\\" Made from src/config/keys.c and src/model/rule.c; a test " \
	"compares.\n"
#define TO ".\\\" End of what is made.\n"

static void
read_all(const char *path, struct buf *b)
{
	struct err e = ERR_INIT;

	buf_init(b, 1 << 20);
	if (file_read(AT_FDCWD, path, b, &e) != 0)
		fail_msg("%s", e.msg);
}

static void
write_all(const char *path, struct str s)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(s.p, 1, s.len, f), s.len);
	assert_int_equal(fclose(f), 0);
}

static void
test_schema(void **state)
{
	struct buf made, file;

	(void)state;
	buf_init(&made, 1 << 20);
	assert_int_equal(config_write_schema(&made), 0);
	if (getenv("BLESS") != NULL)
		write_all(SCHEMA, buf_str(&made));
	read_all(SCHEMA, &file);
	assert_string_equal(made.p, file.p);
	buf_release(&made);
	buf_release(&file);
}

/* Every reference leads somewhere, every key is described. */
static void
test_schema_parses(void **state)
{
	json_t *root, *definitions, *source, *value;
	const char *at, *name;
	char ref[64];
	struct buf b;

	(void)state;
	buf_init(&b, 1 << 20);
	config_write_schema(&b);
	root = json_loadb(b.p, b.len, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(root);
	definitions = json_object_get(root, "definitions");
	for (at = strstr(b.p, "\"$ref\""); at != NULL;
	     at = strstr(at + 1, "\"$ref\"")) {
		assert_int_equal(
		    sscanf(at, "\"$ref\": \"#/definitions/%63[a-z]\"", ref), 1);
		if (json_object_get(definitions, ref) == NULL)
			fail_msg("no definition of %s", ref);
	}
	source = json_object_get(
	    json_object_get(definitions, "source"), "properties");
	assert_int_equal(
	    json_object_size(json_object_get(root, "properties")), 6);
	json_object_foreach(source, name, value)
	{
		assert_non_null(key_find(str_c(name), IN_SOURCE));
		assert_non_null(json_object_get(value, "description"));
	}
	json_decref(root);
	buf_release(&b);
}

static void
test_manual(void **state)
{
	struct buf made, file;
	char *from, *to;

	(void)state;
	read_all(MANUAL, &file);
	from = strstr(file.p, FROM);
	to = strstr(file.p, TO);
	assert_non_null(from);
	assert_non_null(to);
	from += strlen(FROM);
	buf_init(&made, 1 << 20);
	buf_add(&made, str_n(file.p, (size_t)(from - file.p)));
	assert_int_equal(config_write_manual(&made), 0);
	buf_add(&made, str_c(to));
	if (getenv("BLESS") != NULL)
		write_all(MANUAL, buf_str(&made));
	else
		assert_string_equal(made.p, file.p);
	buf_release(&made);
	buf_release(&file);
}

static const char *
board_env(const char *name)
{
	if (strcmp(name, "HOME") == 0)
		return "/home/user";
	return strcmp(name, "BOARD_TOKEN") == 0 ? "x" : NULL;
}

/* The text of a displayed block from AT on, as it is shown. */
static void
take_block(const char *at, struct buf *b)
{
	const char *end = strstr(at, "\n.Ed\n");

	assert_non_null(end);
	for (; at <= end; at++) {
		buf_addc(b, *at);
		if (strncmp(at, "\\e", 2) == 0)
			at++;
	}
}

/* The whole configurations in the manual are right. */
static void
test_examples(void **state)
{
	static const char begin[] = ".Bd -literal -offset indent\n";
	struct buf file, block;
	int n = 0;

	(void)state;
	read_all(MANUAL, &file);
	for (const char *at = strstr(file.p, begin); at != NULL;
	     at = strstr(at, begin)) {
		struct arena a;
		struct config c;
		struct diagnostics d;

		at += sizeof(begin) - 1;
		if (strncmp(at, "sources:\n", 9) != 0 &&
		    strncmp(at, "settings:\n", 10) != 0)
			continue;
		buf_init(&block, 1 << 16);
		take_block(at, &block);
		arena_init(&a, 64 << 20);
		if (config_read(&a, "manual.yaml", buf_str(&block), board_env,
			false, &c, &d) != 0)
			fail_msg(
			    "%.*s in\n%s", STR_ARG(d.v[0].message), block.p);
		arena_release(&a);
		buf_release(&block);
		n++;
	}
	assert_int_equal(n, 12);
	buf_release(&file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_schema),
		cmocka_unit_test(test_schema_parses),
		cmocka_unit_test(test_manual),
		cmocka_unit_test(test_examples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
