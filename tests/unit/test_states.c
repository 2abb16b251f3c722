// SPDX-License-Identifier: ISC
// The states of coranto(1) are those of the table, with its words. BLESS=1
// writes them anew.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "model/state.h"

#define MANUAL "contrib/man/coranto.1"
#define FROM ".\\\" Made from src/model/state.c; a test compares.\n"
#define TO ".\\\" End of what is made.\n"

static void
put_states(struct buf *b)
{
	for (int i = 0; i < STATE_COUNT; i++) {
		enum source_state s = (enum source_state)i;

		buf_addf(b, ".It Li %s\n%s.\n", state_name(s), state_help(s));
	}
}

static void
test_manual(void **state)
{
	struct err e = ERR_INIT;
	struct buf made, file;
	char *from, *to;
	FILE *f;

	(void)state;
	buf_init(&file, 1 << 20);
	if (file_read(AT_FDCWD, MANUAL, &file, &e) != 0)
		fail_msg("%s", e.msg);
	from = strstr(file.p, FROM);
	to = strstr(file.p, TO);
	assert_true(from != NULL && to > from);
	from += strlen(FROM);
	buf_init(&made, 1 << 20);
	buf_add(&made, str_n(file.p, (size_t)(from - file.p)));
	put_states(&made);
	buf_add(&made, str_c(to));
	if (getenv("BLESS") == NULL) {
		assert_string_equal(made.p, file.p);
	} else {
		f = fopen(MANUAL, "w");
		assert_non_null(f);
		assert_int_equal(fwrite(made.p, 1, made.len, f), made.len);
		assert_int_equal(fclose(f), 0);
	}
	buf_release(&made);
	buf_release(&file);
}

/* Each has a name of its own, by which it is found again, and a sentence. */
static void
test_table(void **state)
{
	(void)state;
	for (int i = 0; i < STATE_COUNT; i++) {
		enum source_state s = (enum source_state)i;
		const char *help = state_help(s);

		assert_int_equal(state_find(str_c(state_name(s))), s);
		assert_non_null(help);
		assert_in_range(help[0], 'A', 'Z');
		assert_int_not_equal(help[strlen(help) - 1], '.');
	}
	assert_int_equal(state_find(STR("no state")), STATE_COUNT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_manual),
	};

	return cmocka_run_group_tests_name("states", tests, NULL, NULL);
}
