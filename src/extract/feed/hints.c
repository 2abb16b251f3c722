// SPDX-License-Identifier: ISC
#include "extract/feed/hints.h"

#include "model/limits.h"

/* More than a day of either is a slip that the schedule would cut anyway. */
#define ASKED_MINUTES (LIMIT_ASKED_S / 60)
/* A feed that says never to come is not meant so. */
#define ALL_HOURS 0xFFFFFFu
#define ALL_DAYS 0x7Fu

static uint32_t
number(struct str s, unsigned long long max)
{
	unsigned long long n;

	return str_uint(str_trim(s), max, &n) == 0 ? (uint32_t)n : 0;
}

void
hints_ttl(struct hints_seen *h, struct str minutes)
{
	uint32_t n = number(minutes, UINT32_MAX);

	h->ttl = 60 * (n < ASKED_MINUTES ? n : ASKED_MINUTES);
}

void
hints_period(struct hints_seen *h, struct str word)
{
	static const struct {
		const char *word;
		uint32_t seconds;
	} periods[] = { { "hourly", 3600 }, { "daily", 86400 },
		{ "weekly", 7 * 86400 }, { "monthly", 30 * 86400 },
		{ "yearly", 365 * 86400 } };

	for (size_t i = 0; i < sizeof(periods) / sizeof(*periods); i++)
		if (str_ieq(str_trim(word), str_c(periods[i].word)))
			h->period = periods[i].seconds;
}

void
hints_frequency(struct hints_seen *h, struct str times)
{
	h->frequency = number(times, UINT32_MAX);
}

/* 0 to 23 in RSS 2.0; in RSS 0.91 midnight was 24. */
void
hints_hour(struct hints_seen *h, struct str hour)
{
	unsigned long long n;

	if (str_uint(str_trim(hour), 24, &n) == 0)
		h->skip_hours |= (uint32_t)1 << n % 24;
}

void
hints_day(struct hints_seen *h, struct str name)
{
	static const char *const days[] = { "Sunday", "Monday", "Tuesday",
		"Wednesday", "Thursday", "Friday", "Saturday" };

	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		if (str_ieq(str_trim(name), str_c(days[i])))
			h->skip_days |= (uint32_t)1 << i;
}

struct hints
hints_of(const struct hints_seen *h)
{
	struct hints out = { .ttl = h->ttl,
		.skip_hours = h->skip_hours,
		.skip_days = h->skip_days };

	if (out.ttl == 0)
		out.ttl = h->period / (h->frequency > 0 ? h->frequency : 1);
	if (out.ttl > LIMIT_ASKED_S)
		out.ttl = LIMIT_ASKED_S;
	if (out.skip_hours == ALL_HOURS)
		out.skip_hours = 0;
	if (out.skip_days == ALL_DAYS)
		out.skip_days = 0;
	return out;
}
