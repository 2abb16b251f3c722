// SPDX-License-Identifier: ISC
// The first line is a selector, the rest a page to look for it.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "web/html.h"
#include "web/select.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
search(struct arena *a, struct str rest)
{
	const struct html_limits lim = { 100, 50, 50, 5000, 64 << 20 };
	struct select_budget budget = { 200000 };
	struct html_nodes found;
	struct selector *s;
	struct html_doc *d;
	struct str text;
	struct err e = ERR_INIT;

	if (!str_cut(&rest, '\n', &text))
		return;
	if (select_compile(a, text, &s, &e) != 0) {
		if (e.col < 1 || (size_t)e.col > text.len + 1 ||
		    e.msg[0] == '\0')
			abort();
		return;
	}
	if (html_parse(a, utf8_scrub(a, rest), &lim, &d, &e) != 0 ||
	    select_all(a, s, d, html_root(d), 1000, &budget, &found, &e) != 0)
		return;
	/* What was found below the page's first element is found in it. */
	for (size_t i = 0; i < found.n; i++)
		if (select_matches(
			a, s, d, html_root(d), found.v[i], &budget, &e) == 0)
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	arena_init(&a, 32 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		search(&a, str_n((const char *)data, size));
	arena_release(&a);
	return 0;
}
