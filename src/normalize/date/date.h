// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_DATE_DATE_H
#define NORMALIZE_DATE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/str.h"
#include "model/item.h"
#include "model/source.h"

/* What is known when a date is read. */
struct date_context {
	int64_t now;             /* the moment of asking */
	const struct zone *zone; /* of dates that name none */
	struct str language;     /* BCP 47; or empty */
	enum date_order order;   /* of purely numeric dates */
};

/*
 * Read the date in TEXT, a scraped string that may have words around it
 * ("发布时间：2026-11-20 08:30 阅读 123"). Returns 0 and fills OUT, or -1 when
 * TEXT holds no date: no date is better than a wrong one.
 *
 * A date without a year is the newest that is not after NOW (a later time of
 * today is today's); a weekday or a time alone likewise, to the minute. Then
 * OUT->inferred is set, as it is for months and years ago. OUT->raw is the
 * part of TEXT that was read. Of several dates the one labelled as that of
 * publication wins, else the most complete, else the first. Of several days
 * ("Nov 18-20, 2026") the first is taken. No dates are days of the Moon's
 * calendar, a year alone, what is to come ("in 3 hours", "tomorrow", a day
 * without year whose weekday fits the next year only, a year after the next),
 * and what a long sentence mentions ("founded on March 12, 1998 in a garage"):
 * a date with a year counts where it heads or ends the text, is labelled, in
 * figures, has a time, or stands between the signs of a byline.
 * Where the language is empty it is guessed from the words for dates.
 * Numeric dates are read in CTX's order, else in that of its language, unless
 * the numbers, a weekday or NOW speak for the other. CST is China's where
 * CTX's zone is eight hours east, and America's elsewhere; IST likewise.
 * Words mean what they mean in CTX's language; else those of languages of many
 * pages count, when they mean one thing (listopad is October and November).
 * Years may be Buddhist or of an era; other calendars are not read.
 * Safe on any bytes (tests/fuzz/fuzz_date.c).
 */
int date_parse(struct arena *a, struct str text, const struct date_context *ctx,
    struct when *out);

/*
 * Read TEXT by FORMAT, with the conversions %Y %y %m %d %e %H %I %M %S %p %b
 * %B %a %A %j %s %z %Z %% of strptime(3), names in any language the engine
 * knows. White space in FORMAT matches any. Returns 0, or -1.
 */
int date_parse_format(struct arena *a, struct str text, struct str format,
    const struct date_context *ctx, struct when *out);

/*
 * The day a URL names in its path (/2026/1120/, t20261120_1.html), or only the
 * month (/2026/11/title, PRECISION_MONTH). Returns 0, or -1 when it has none.
 * Safe on any bytes.
 */
int date_in_url(
    struct str url, const struct date_context *ctx, struct when *out);

/* One date of a list, with what may correct it. */
struct date_evidence {
	struct when *when; /* in and out; precision NONE: no date */
	struct str link;   /* whose path may name the year */
};
/*
 * Mend the dates of a list together. A year that was inferred is moved back
 * when the item's link names another (by two digits, /09/06/30/, or by seconds
 * since 1970, M.1708407561.html, if month and day agree), or when the list is
 * in no order as it is: then the years are those of the likeliest list, newest
 * first or, with more evidence, oldest first. A row that breaks the order (one
 * pinned to the top) moves no other.
 * An ambiguous day/month order is settled by the rows that leave no doubt.
 * Only inferred parts are touched.
 */
void date_mend_list(
    struct date_evidence *v, size_t n, const struct date_context *ctx);

#endif
