// SPDX-License-Identifier: ISC
/*
 * The date engine on any bytes. The first byte chooses language and order; the
 * rest is a text, its lines are a list, and what stands before the first line
 * end is also a format and a link.
 */
#include <stdlib.h>

#include "normalize/date/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define BUDGET (64 << 20)
#define MOST_ROWS 64

static void
check(const struct when *w, struct str text)
{
	if (w->precision == PRECISION_NONE)
		abort();
	if (w->raw.len > text.len)
		abort();
}

static void
list(struct arena *a, struct str text, const struct date_context *ctx)
{
	struct date_evidence v[MOST_ROWS];
	struct str line;
	size_t n = 0;

	while (n < MOST_ROWS && str_cut(&text, '\n', &line)) {
		v[n].when = ARENA_NEW(a, struct when);
		v[n].link = line;
		if (date_parse(a, line, ctx, v[n].when) != 0)
			v[n].when->precision = PRECISION_NONE;
		n++;
	}
	date_mend_list(v, n, ctx);
}

static void
all(struct arena *a, struct str text, const struct date_context *ctx)
{
	struct str rest = text, first = STR_NULL;
	struct when w;

	if (date_parse(a, text, ctx, &w) == 0)
		check(&w, text);
	str_cut(&rest, '\n', &first);
	if (date_parse_format(a, rest, first, ctx, &w) == 0)
		check(&w, text);
	if (date_in_url(first, ctx, &w) == 0)
		check(&w, text);
	list(a, text, ctx);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const languages[] = { "", "en", "zh-CN", "zh-TW",
		"ja", "ko", "de", "fr", "ru", "th", "ar", "vi", "hu", "es" };
	struct zone utc = ZONE_UTC;
	struct date_context ctx = { .now = 1795132800, .zone = &utc };
	struct arena a;
	jmp_buf over;

	if (size == 0)
		return 0;
	ctx.language = str_c(
	    languages[data[0] % (sizeof(languages) / sizeof(languages[0]))]);
	ctx.order = (enum date_order)(data[0] >> 6);
	arena_init(&a, BUDGET);
	a.over = &over;
	if (setjmp(over) == 0)
		all(&a, str_n((const char *)data + 1, size - 1), &ctx);
	arena_release(&a);
	return 0;
}
