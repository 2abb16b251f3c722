// SPDX-License-Identifier: ISC
#include <stdlib.h>

#include "web/cookie_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define BUDGET ((size_t)64 << 20)
#define MOST 100

/* What is read reads back from what is written as the same. */
static void
read_again(struct arena *a, const struct cookie *c)
{
	struct str line = cookie_file_line(a, c);
	struct cookie_fault fault;
	struct cookie *v;
	size_t n;

	if (str_chr(line, '\n', 0) != STR_NONE ||
	    cookie_file_parse(a, line, 1, &v, &n, &fault) != 0 || n != 1 ||
	    !str_eq(cookie_file_line(a, v), line))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = str_n((const char *)data, size);
	struct cookie_fault fault = { 0, NULL };
	struct cookie *v = NULL;
	struct arena a;
	size_t n = 0;

	arena_init(&a, BUDGET);
	if (cookie_file_parse(&a, s, MOST, &v, &n, &fault) != 0 &&
	    (fault.what == NULL || fault.line < 1))
		abort();
	for (size_t i = 0; i < n; i++)
		read_again(&a, &v[i]);
	/* One line of a request, whatever it was. */
	if (cookie_text_valid(s) && (str_chr(s, '\n', 0) != STR_NONE ||
					str_chr(s, '\0', 0) != STR_NONE))
		abort();
	arena_release(&a);
	return 0;
}
