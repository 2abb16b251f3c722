// SPDX-License-Identifier: ISC
// The first line is a text that the list is to hold, the rest a page. What is
// found must be rules that compile and that read the page.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "extract/extract.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Digits and what stands between them in dates. */
static int
date(const void *ctx, struct arena *a, struct str s, struct str language)
{
	(void)ctx;
	(void)a;
	(void)language;
	for (size_t i = 0; i < s.len; i++)
		if (!is_digit(s.p[i]) && s.p[i] != '-' && s.p[i] != ':')
			return 0;
	return s.len == 10 ? DETECT_DATE_WHOLE
	       : s.len > 3 ? DETECT_DATE_PART
			   : DETECT_DATE_NONE;
}

static void
search(struct arena *a, struct str rest)
{
	const struct detect_help help = { date, NULL };
	struct source src = { SOURCE_PARTS(bare_parts), .limit = 0 };
	struct document doc = { .url = STR("https://example.org/a/") };
	struct str example = STR_NULL;
	struct detect_ask ask = {
		.help = &help, .max = 4, .example = &example, .nexamples = 1
	};
	struct survey found;
	struct raw_items items;
	struct err e = ERR_INIT;

	str_cut(&rest, '\n', &example);
	doc.text = utf8_scrub(a, rest);
	if (extract_survey(a, &src, &doc, &ask, &found, &e) != 0)
		return;
	for (size_t i = 0; i < found.lists.n; i++) {
		struct source *as =
		    candidate_source(a, &src, &found.lists.v[i]);

		if (extract(a, as, &doc, &help, &items, &e) != 0) {
			if (e.code != ERR_LIMIT && e.code != ERR_BLOCKED &&
			    e.code != ERR_RENDER && e.code != ERR_HTTP)
				abort();
		} else if (items.n < found.lists.v[i].n)
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	arena_init(&a, 64 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		search(&a, str_n((const char *)data, size));
	arena_release(&a);
	return 0;
}
