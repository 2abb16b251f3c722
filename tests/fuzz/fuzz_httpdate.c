// SPDX-License-Identifier: ISC
/*
 * Dates of HTTP headers. What libc's strptime reads in one of the three forms of
 * RFC 9110 5.6.7 is the same time for us, and what we read is the same time for
 * libcurl, if it is one.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <curl/curl.h>

#include "base/civil.h"
#include "must.h"
#include "web/httpdate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NOW 1795132800
#define MOST 86400

/* IMF-fixdate, RFC 850 with two digits of a year, asctime; without the day of
 * the week, which may be a wrong one. */
static const char *const forms[] = { "%a, %d %b %Y %H:%M:%S GMT",
	"%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y" };

static void
write_form(char *out, size_t size, size_t form, const struct tm *tm)
{
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	const char *month = months[tm->tm_mon];
	int year = tm->tm_year + 1900;
	char clock[16];

	snprintf(clock, sizeof(clock), "%02u:%02u:%02u",
	    (unsigned)tm->tm_hour % 100, (unsigned)tm->tm_min % 100,
	    (unsigned)tm->tm_sec % 100);
	if (form == 0)
		snprintf(out, size, " %02d %s %04d %s GMT", tm->tm_mday, month,
		    year, clock);
	else if (form == 1)
		snprintf(out, size, " %02d-%s-%02d %s GMT", tm->tm_mday, month,
		    year % 100, clock);
	else
		snprintf(out, size, " %s %2d %s %04d", month, tm->tm_mday,
		    clock, year);
}

/* TEXT is of that form to the letter: strptime takes more. */
static bool
is_written(const char *text, size_t form, struct tm *tm)
{
	/* Other white space is none to us. */
	const char *end, *date = text + strcspn(text, " \t\n\v\f\r");
	char again[64];

	memset(tm, 0, sizeof(*tm));
	end = strptime(text, forms[form], tm);
	if (end == NULL || *end != '\0' || tm->tm_sec > 60 ||
	    tm->tm_year + 1900 < 0)
		return false;
	write_form(again, sizeof(again), form, tm);
	return strcasecmp(again, date) == 0;
}

static void
check_forms(const char *text, struct str s)
{
	struct tm tm;
	struct civil c;
	int64_t t;

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		if (!is_written(text, i, &tm))
			continue;
		c = (struct civil){ .year = tm.tm_year + 1900,
			.month = tm.tm_mon + 1,
			.day = tm.tm_mday,
			.hour = tm.tm_hour,
			.minute = tm.tm_min,
			.second = tm.tm_sec == 60 ? 59 : tm.tm_sec };
		must((http_date_parse(s, NOW, &t) == 0) == civil_valid(&c));
		if (!civil_valid(&c))
			continue;
		/* Two digits are of the century that POSIX or the RFC says. */
		must(i == 1 ? (t - civil_to_utc(&c)) % 60 == 0
			    : t == civil_to_utc(&c));
	}
}

static bool
begins_with_day(const char *text)
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu",
		"Fri", "Sat", "Sunday", "Monday", "Tuesday", "Wednesday",
		"Thursday", "Friday", "Saturday" };
	size_t len = strspn(
	    text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		if (strlen(days[i]) == len &&
		    strncasecmp(text, days[i], len) == 0)
			return true;
	return false;
}

/* libcurl takes other zones and orders, too. A leap second is the next minute's
 * there, and a year of two digits, or below 100, is of another century. */
static void
check_curl(const char *text, int64_t t)
{
	int64_t theirs = curl_getdate(text, NULL), days;

	/* Another word there may be a zone for libcurl. */
	if (!begins_with_day(text) || theirs == -1)
		return;
	if (strstr(text, ":60") != NULL && theirs % 60 == 0)
		t++;
	must((theirs - t) % 86400 == 0);
	days = llabs(theirs - t) / 86400;
	/* Of 36,524 or 36,525 days each, back to year 0. */
	must(days % 36524 <= 20);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = str_n((const char *)data, size);
	int64_t t, wait = http_retry_after(s, NOW, MOST);
	char text[64];

	must(wait >= -1 && wait <= MOST);
	if (http_date_parse(s, NOW, &t) == 0)
		must(wait >= 0);
	if (size >= sizeof(text) || memchr(data, 0, size) != NULL)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	check_forms(text, s);
	if (http_date_parse(s, NOW, &t) == 0)
		check_curl(text, t);
	return 0;
}
