// SPDX-License-Identifier: ISC
#ifndef UNIT_DATE_ROWS_H
#define UNIT_DATE_ROWS_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "normalize/date/date.h"

/*
 * What a text reads as at one moment: RFC 3339 cut to the precision
 * ("2026-11-20", "2026-11-20T08:30+08:00", "2026-11"), or "none".
 */
struct date_row {
	int line;
	const char *in, *want;
};

static inline struct str
date_show(struct arena *a, const struct when *w)
{
	struct str s = time_rfc3339(a, w->t, w->offset);

	switch (w->precision) {
	case PRECISION_MONTH:
		return str_sub(s, 0, 7);
	case PRECISION_DAY:
		return str_sub(s, 0, 10);
	case PRECISION_MINUTE: {
		struct str part[] = { str_sub(s, 0, 16), str_from(s, 19) };

		return arena_concat(a, part, 2);
	}
	default:
		return s;
	}
}

static inline void
date_rows_check(const struct date_row *rows, size_t n, const char *now,
    const char *tz, const char *language)
{
	struct date_context ctx = { .language = str_c(language) };
	struct zone z;
	struct arena a;
	struct err e;

	assert_int_equal(zone_init(&z, str_c(tz), &e), 0);
	assert_int_equal(
	    time_parse_rfc3339(str_c(now), &ctx.now, NULL, &(bool){ false }),
	    0);
	ctx.zone = &z;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < n; i++) {
		struct str got = STR("none");
		struct when w;

		if (date_parse(&a, str_c(rows[i].in), &ctx, &w) == 0)
			got = date_show(&a, &w);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %s: %.*s", rows[i].line, rows[i].in,
			    STR_ARG(got));
		arena_reset(&a);
	}
	arena_release(&a);
}
#define DATE_ROWS_CHECK(rows, now, tz, language) \
	date_rows_check(                         \
	    rows, sizeof(rows) / sizeof((rows)[0]), now, tz, language)

#endif
