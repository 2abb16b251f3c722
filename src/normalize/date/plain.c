// SPDX-License-Identifier: ISC
// The form that most lists have, read without looking for words.
#include "normalize/date/reading.h"

/* "2026-11-20 08:30:00": what each character is. */
static const char form[] = "YYYY-MM-DD hh:mm:ss";

/* The number at byte AT of TEXT, N digits long; -1 when there are others. */
static int
number(struct str text, size_t at, size_t n)
{
	unsigned long long v;

	return str_uint(str_sub(text, at, n), 9999, &v) == 0 ? (int)v : -1;
}

/* TEXT has signs where FORM has them, and is as long as FORM, or as far as its
 * minutes or its day. */
static bool
has_form(struct str text)
{
	char sign = text.len > 4 ? text.p[4] : '-';

	if (text.len != 10 && text.len != 16 && text.len != 19)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (is_alpha(form[i]) != is_digit(text.p[i]))
			return false;
	return (sign == '-' || sign == '/') && text.p[7] == sign &&
	       (text.len < 16 ||
		   ((text.p[10] == ' ' || (text.p[10] == 'T' && sign == '-')) &&
		       text.p[13] == ':')) &&
	       (text.len < 19 || text.p[16] == ':');
}

bool
date_plain(struct str text, const struct date_context *ctx, struct when *out)
{
	struct reader r = { .ctx = ctx }; /* of no words */
	struct stamp s = STAMP_EMPTY;
	struct when w = { .raw = text };

	if (!has_form(text))
		return false;
	zone_civil(ctx->zone, ctx->now, &r.now);
	s.saying = SAYING_FIELDS;
	s.year = number(text, 0, 4);
	s.month = number(text, 5, 2);
	s.day = number(text, 8, 2);
	if (text.len >= 16) {
		s.hour = number(text, 11, 2);
		s.minute = number(text, 14, 2);
	}
	if (text.len == 19)
		s.second = number(text, 17, 2);
	/* Other calendars, dates to come, 24:00 and leap seconds take more. */
	if (s.year < 1970 || s.year > r.now.year ||
	    full_year(&r, (uint64_t)s.year, 4) != s.year || s.month < 1 ||
	    s.month > 12 || s.day < 1 ||
	    s.day > civil_month_days(s.year, s.month) || s.hour > 23 ||
	    s.minute > 59 || s.second > 59)
		return false;
	if (resolve(&r, &s, &w) != 0)
		return false;
	*out = w;
	return true;
}
