// SPDX-License-Identifier: ISC
#include "web/httpdate.h"

#include <stdbool.h>

#include "base/civil.h"

/* Source: RFC 9110 5.6.7; the names are case-sensitive there, not here. */
static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

/* Skip blanks, and commas and hyphens, which only RFC 850 has. */
static void
skip(struct str *s)
{
	while (s->len > 0 && (is_html_space((unsigned char)s->p[0]) ||
				 s->p[0] == ',' || s->p[0] == '-'))
		*s = str_from(*s, 1);
}

static struct str
word(struct str *s)
{
	struct str w;
	size_t n = 0;

	skip(s);
	while (n < s->len && is_alpha((unsigned char)s->p[n]))
		n++;
	w = str_sub(*s, 0, n);
	*s = str_from(*s, n);
	return w;
}

/* A number of MIN to MAX digits. */
static bool
number(struct str *s, size_t min, size_t max, int *out)
{
	size_t n = 0;

	skip(s);
	for (*out = 0;
	     n < s->len && n <= max && is_digit((unsigned char)s->p[n]); n++)
		*out = *out * 10 + (s->p[n] - '0');
	*s = str_from(*s, n);
	return n >= min && n <= max;
}

static bool
month(struct str *s, int *out)
{
	struct str w = word(s);

	for (int i = 0; i < 12 && w.len == 3; i++)
		if (str_ieq(w, str_n(months + (ptrdiff_t)i * 3, 3))) {
			*out = i + 1;
			return true;
		}
	return false;
}

static bool
clock_time(struct str *s, struct civil *c)
{
	int *const part[] = { &c->hour, &c->minute, &c->second };

	for (int i = 0; i < 3; i++) {
		/* A blank between them makes it no time. */
		if (i > 0 && (s->len < 2 || s->p[0] != ':' ||
				 !is_digit((unsigned char)s->p[1])))
			return false;
		*s = str_from(*s, i > 0 ? 1 : 0);
		if (!number(s, 2, 2, part[i]))
			return false;
	}
	if (c->second == 60) /* a leap second has no number of its own */
		c->second = 59;
	return true;
}

/* The zone is GMT by definition; servers also write UTC, and asctime none. */
static bool
at_end(struct str s)
{
	struct str w = word(&s);

	skip(&s);
	return s.len == 0 &&
	       (w.len == 0 || str_ieq(w, STR("GMT")) || str_ieq(w, STR("UTC")));
}

/* RFC 850: a year more than 50 years ahead is the last one with these digits. */
static int
full_year(int yy, int64_t now)
{
	struct civil c;
	int year;

	civil_from_utc(now, &c);
	year = c.year / 100 * 100 + yy;
	return year > c.year + 50 ? year - 100 : year;
}

/* Sun, 06 Nov 1994 08:49:37 GMT; Sunday, 06-Nov-94 08:49:37 GMT */
static bool
day_first(struct str s, int64_t now, struct civil *c)
{
	struct str before;

	if (!number(&s, 1, 2, &c->day) || !month(&s, &c->month))
		return false;
	skip(&s);
	before = s;
	if (!number(&s, 4, 4, &c->year)) {
		s = before;
		if (!number(&s, 2, 2, &c->year))
			return false;
		c->year = full_year(c->year, now);
	}
	return clock_time(&s, c) && at_end(s);
}

/* Sun Nov  6 08:49:37 1994 */
static bool
month_first(struct str s, struct civil *c)
{
	return month(&s, &c->month) && number(&s, 1, 2, &c->day) &&
	       clock_time(&s, c) && number(&s, 4, 4, &c->year) && at_end(s);
}

int
http_date_parse(struct str s, int64_t now, int64_t *t)
{
	struct civil c = { 0 };

	word(&s); /* the day of the week says nothing new */
	skip(&s);
	if (!day_first(s, now, &c) && !month_first(s, &c))
		return -1;
	if (!civil_valid(&c))
		return -1;
	*t = civil_to_utc(&c);
	return 0;
}

static bool
is_number(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_digit((unsigned char)s.p[i]))
			return false;
	return s.len > 0;
}

int64_t
http_retry_after(struct str s, int64_t now, int64_t max)
{
	unsigned long long seconds;
	int64_t t;

	s = str_trim(s);
	if (is_number(s)) {
		if (str_uint(s, (unsigned long long)max, &seconds) != 0)
			return max;
		return (int64_t)seconds;
	}
	if (http_date_parse(s, now, &t) != 0)
		return -1;
	return t <= now ? 0 : t - now > max ? max : t - now;
}
