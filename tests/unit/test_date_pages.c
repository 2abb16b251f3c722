// SPDX-License-Identifier: ISC
// Dates as pages print them, and what is none: tests/data/dates/*.txt, read on
// Friday, 20 November 2026 at 10:30:20 where the page is.
#include "date_rows.h"

#include <fcntl.h>
#include <stdio.h>

#include "base/file.h"

#define LIMIT (1 << 20)
#define WALL "2026-11-20T10:30:20Z"

/* The text that S begins with, up to SEP; S goes behind it. */
static struct str
cut(struct str *s, struct str sep)
{
	size_t at = str_find(*s, sep);
	struct str head = at == STR_NONE ? *s : str_sub(*s, 0, at);

	*s = at == STR_NONE ? STR_NULL : str_from(*s, at + sep.len);
	return head;
}

/* "@zh-CN Asia/Shanghai"; a language of "-" is none. */
static void
enter(struct str line, struct zone *z, struct date_context *ctx)
{
	struct str language = cut(&line, STR(" "));
	struct civil wall;
	struct err e;
	int64_t t;
	bool day;

	if (zone_init(z, line, &e) != 0)
		fail_msg("no zone %.*s", STR_ARG(line));
	assert_int_equal(time_parse_rfc3339(STR(WALL), &t, NULL, &day), 0);
	civil_from_utc(t, &wall);
	*ctx = (struct date_context){ .now = zone_instant(z, &wall),
		.zone = z,
		.language = str_eq(language, STR("-")) ? STR_NULL : language };
}

/* As the files write it: a time in the page's own zone goes without zone. */
static struct str
shown(struct arena *a, const struct when *w, const struct date_context *ctx)
{
	struct str s = date_show(a, w);

	if (w->precision <= PRECISION_MINUTE &&
	    w->offset == zone_offset(ctx->zone, w->t))
		s = str_sub(s, 0, w->precision == PRECISION_SECOND ? 19 : 16);
	return s;
}

static void
check_file(const char *path)
{
	struct date_context ctx = { .now = 0 };
	struct str all, line;
	struct buf bytes;
	struct zone z;
	struct arena a;
	struct err e = ERR_INIT;
	size_t n = 0;

	arena_init(&a, 1 << 26);
	buf_init(&bytes, LIMIT);
	if (file_read(AT_FDCWD, path, &bytes, &e) != 0)
		fail_msg("%s", e.msg);
	all = buf_str(&bytes);
	while (str_cut(&all, '\n', &line)) {
		struct str in, got = STR("none");
		struct when w;

		n++;
		if (line.len == 0 || line.p[0] == '#')
			continue;
		if (line.p[0] == '@') {
			enter(str_from(line, 1), &z, &ctx);
			continue;
		}
		in = cut(&line, STR(" => "));
		if (date_parse(&a, in, &ctx, &w) == 0)
			got = shown(&a, &w, &ctx);
		if (!str_eq(got, line))
			fail_msg("%s:%zu: %.*s: %.*s", path, n, STR_ARG(in),
			    STR_ARG(got));
	}
	buf_release(&bytes);
	arena_release(&a);
}

static void
test_files(void **state)
{
	static const char *const files[] = { "chinese", "east", "english",
		"long", "other" };

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		char path[64];

		snprintf(
		    path, sizeof(path), "tests/data/dates/%s.txt", files[i]);
		check_file(path);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
