// SPDX-License-Identifier: ISC
#include "base/civil.h"

#include <stdlib.h>

#define DAY_S 86400

/* Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
int64_t
civil_days(int year, int month, int day)
{
	int64_t y = year, era, yoe, doy, m;

	y += (month - 1) / 12;
	m = (month - 1) % 12;
	if (m < 0) {
		m += 12;
		y--;
	}
	m++;
	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

int
civil_weekday(int year, int month, int day)
{
	int64_t d = (civil_days(year, month, day) + 4) % 7;

	return (int)(d < 0 ? d + 7 : d);
}

int
civil_month_days(int year, int month)
{
	return (
	    int)(civil_days(year, month + 1, 1) - civil_days(year, month, 1));
}

bool
civil_valid(const struct civil *c)
{
	return c->month >= 1 && c->month <= 12 && c->day >= 1 &&
	       c->day <= civil_month_days(c->year, c->month) && c->hour >= 0 &&
	       c->hour <= 23 && c->minute >= 0 && c->minute <= 59 &&
	       c->second >= 0 && c->second <= 59;
}

int64_t
civil_to_utc(const struct civil *c)
{
	return civil_days(c->year, c->month, c->day) * DAY_S +
	       (int64_t)c->hour * 3600 + (int64_t)c->minute * 60 + c->second;
}

void
civil_from_utc(int64_t t, struct civil *c)
{
	int64_t days = t / DAY_S, secs = t % DAY_S, era, doe, yoe, doy, mp;

	if (secs < 0) {
		secs += DAY_S;
		days--;
	}
	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	doe = days - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	c->day = (int)(doy - (153 * mp + 2) / 5 + 1);
	c->month = (int)(mp < 10 ? mp + 3 : mp - 9);
	c->year = (int)(yoe + era * 400 + (c->month <= 2));
	c->hour = (int)(secs / 3600);
	c->minute = (int)(secs / 60 % 60);
	c->second = (int)(secs % 60);
}

/* N digits of V, and SIGN behind them; the end. Each feed has two dates an item,
 * for which printf(3) is slow. */
static char *
put(char *p, int v, int n, char sign)
{
	for (int i = n; i-- > 0; v /= 10)
		p[i] = (char)('0' + v % 10);
	p[n] = sign;
	return p + n + 1;
}

static char *
put_clock(char *p, const struct civil *c, char sign)
{
	p = put(p, c->hour, 2, ':');
	p = put(p, c->minute, 2, ':');
	return put(p, c->second, 2, sign);
}

static bool
has_four_digits(const struct civil *c)
{
	return c->year >= 0 && c->year <= 9999;
}

static struct str
rfc3339(struct arena *a, const struct civil *c, const char *zone)
{
	char text[sizeof("2026-11-20T00:30:00")], *p = text;

	if (!has_four_digits(c))
		return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d%s",
		    c->year, c->month, c->day, c->hour, c->minute, c->second,
		    zone);
	p = put(p, c->year, 4, '-');
	p = put(p, c->month, 2, '-');
	p = put(p, c->day, 2, 'T');
	(void)put_clock(p, c, '\0');
	return arena_concat(
	    a, (struct str[]){ str_n(text, sizeof(text) - 1), str_c(zone) }, 2);
}

struct str
time_rfc3339_utc(struct arena *a, int64_t t)
{
	struct civil c;

	civil_from_utc(t, &c);
	return rfc3339(a, &c, "Z");
}

/* Without the seconds that old local mean times have. */
struct str
time_offset(struct arena *a, int32_t offset)
{
	int32_t minutes = abs(offset) / 60;

	return arena_printf(a, "%c%02d:%02d", offset < 0 ? '-' : '+',
	    minutes / 60, minutes % 60);
}

struct str
time_clock(struct arena *a, int hour, int minute, int32_t offset)
{
	return arena_printf(a, "%02d:%02d%s%s", hour, minute,
	    offset == 0 ? "Z" : " ",
	    offset == 0 ? "" : time_offset(a, offset).p);
}

struct str
time_rfc3339(struct arena *a, int64_t t, int32_t offset)
{
	struct civil c;

	if (offset == 0)
		return time_rfc3339_utc(a, t);
	/* RFC 3339 has no seconds in an offset. */
	civil_from_utc(t + offset / 60 * INT64_C(60), &c);
	return rfc3339(a, &c, time_offset(a, offset).p);
}

struct str
time_rfc1123(struct arena *a, int64_t t)
{
	static const char day[7][4] = { "Sun", "Mon", "Tue", "Wed", "Thu",
		"Fri", "Sat" };
	static const char month[12][4] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	char date[sizeof("20")], rest[sizeof("2026 00:30:00")];
	const char *weekday;
	struct civil c;

	civil_from_utc(t, &c);
	weekday = day[civil_weekday(c.year, c.month, c.day)];
	if (!has_four_digits(&c))
		return arena_printf(a, "%s, %02d %s %04d %02d:%02d:%02d GMT",
		    weekday, c.day, month[c.month - 1], c.year, c.hour,
		    c.minute, c.second);
	(void)put(date, c.day, 2, '\0');
	(void)put_clock(put(rest, c.year, 4, ' '), &c, '\0');
	return arena_concat(a,
	    (struct str[]){ str_c(weekday), STR(", "), str_c(date), STR(" "),
		str_c(month[c.month - 1]), STR(" "), str_c(rest), STR(" GMT") },
	    8);
}

/* N digits at *S as a number, moving past them. */
static int
digits(struct str *s, size_t n, int *out)
{
	unsigned long long v;

	if (s->len < n || str_uint(str_sub(*s, 0, n), 9999, &v) != 0)
		return -1;
	*s = str_from(*s, n);
	*out = (int)v;
	return 0;
}

static int
literal(struct str *s, char c)
{
	if (s->len == 0 || s->p[0] != c)
		return -1;
	*s = str_from(*s, 1);
	return 0;
}

/* "Z" or "+hh:mm", all of S. */
static int
parse_offset(struct str s, int32_t *offset)
{
	int sign, h, m;

	if (str_ieq(s, STR("Z"))) {
		*offset = 0;
		return 0;
	}
	if (s.len == 0 || (s.p[0] != '+' && s.p[0] != '-'))
		return -1;
	sign = s.p[0] == '-' ? -1 : 1;
	s = str_from(s, 1);
	if (digits(&s, 2, &h) || literal(&s, ':') || digits(&s, 2, &m) ||
	    s.len != 0 || h > 23 || m > 59)
		return -1;
	*offset = sign * (h * 3600 + m * 60);
	return 0;
}

int
time_parse_rfc3339(struct str s, int64_t *t, int32_t *offset, bool *day)
{
	struct civil c = { 0 };
	int32_t off = 0;
	bool bare;

	if (digits(&s, 4, &c.year) || literal(&s, '-') ||
	    digits(&s, 2, &c.month) || literal(&s, '-') ||
	    digits(&s, 2, &c.day))
		return -1;
	bare = s.len == 0;
	if (!bare) {
		if (s.p[0] != 'T' && s.p[0] != 't' && s.p[0] != ' ')
			return -1;
		s = str_from(s, 1);
		if (digits(&s, 2, &c.hour) || literal(&s, ':') ||
		    digits(&s, 2, &c.minute) || literal(&s, ':') ||
		    digits(&s, 2, &c.second))
			return -1;
		if (s.len > 1 && s.p[0] == '.')
			for (s = str_from(s, 1); s.len > 0 && is_digit(s.p[0]);)
				s = str_from(s, 1);
		if (parse_offset(s, &off) != 0)
			return -1;
		if (c.second == 60)
			c.second = 59; /* a leap second */
	}
	if (!civil_valid(&c))
		return -1;
	*t = civil_to_utc(&c) - off;
	if (offset != NULL)
		*offset = off;
	if (day != NULL)
		*day = bare;
	return 0;
}
