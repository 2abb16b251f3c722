// SPDX-License-Identifier: ISC
#include "schedule/schedule.h"

#include "base/civil.h"

#define MINUTE 60
#define HOUR 3600
#define DAY 86400
/* Clocks are set by less than that without anybody noticing. */
#define CLOCK_SLACK (5 * MINUTE)

/* What strict publishers ask of feed readers: once an hour. */
#define AUTO_INTERVAL HOUR

static int64_t
interval(const struct source *s)
{
	if (s->every.kind == EVERY_INTERVAL && s->every.seconds > 0)
		return s->every.seconds;
	return AUTO_INTERVAL;
}

/* The first time after NOW at which clocks in the zone show the hour. */
static int64_t
next_daily(const struct source *s, int64_t now)
{
	int32_t at = s->every.seconds;
	struct civil today;

	zone_civil(&s->zone, now, &today);
	for (int day = 0;; day++) {
		struct civil c;
		int64_t t;

		civil_from_utc(
		    civil_days(today.year, today.month, today.day + day) * DAY,
		    &c);
		c.hour = at / HOUR;
		c.minute = at % HOUR / MINUTE;
		c.second = at % MINUTE;
		t = zone_instant(&s->zone, &c);
		if (t > now)
			return t;
	}
}

static int64_t
after_success(const struct source *s, int64_t now)
{
	if (s->every.kind == EVERY_DAILY)
		return next_daily(s, now);
	return now + interval(s);
}

static bool
is_overload(const struct err *failed)
{
	return failed->http == 429 || failed->http == 503;
}

static int64_t
after_failure(const struct source *s, const struct memory *m, int64_t now,
    const struct err *failed)
{
	int64_t pause = interval(s), next;

	if (failed->http == 410)
		return now + DAY;
	if (is_overload(failed) && pause < HOUR)
		pause = HOUR;
	for (uint32_t i = 1; i < m->failures && pause < DAY; i++)
		pause *= 2;
	next = now + (pause < DAY ? pause : DAY);
	/* A daily source tries again before its hour, never after it. */
	if (s->every.kind == EVERY_DAILY && next > next_daily(s, now))
		next = next_daily(s, now);
	return next;
}

int64_t
schedule_next(const struct source *s, const struct memory *m, int64_t now,
    const struct err *failed, int64_t retry_after)
{
	int64_t next;

	if (failed == NULL)
		return after_success(s, now);
	next = after_failure(s, m, now, failed);
	if (retry_after > DAY)
		retry_after = DAY;
	return next < now + retry_after ? now + retry_after : next;
}

/*
 * How much too early still counts as in time. Without it a run that cron
 * starts each hour would miss every other turn: a second less than an hour
 * has passed since the last one.
 */
static int64_t
slack(const struct source *s)
{
	int64_t tenth = interval(s) / 10;

	return tenth < MINUTE ? tenth : MINUTE;
}

bool
schedule_due(const struct source *s, const struct memory *m, int64_t now)
{
	if (s->paused)
		return false;
	if (m->last_run == 0)
		return true;
	if (m->state == STATE_GONE && str_eq(m->url, s->url))
		return false;
	/* The clock was put back: what was stored then means nothing now. */
	if (m->last_run > now + CLOCK_SLACK)
		return true;
	if (now >= m->next_due)
		return true;
	if (m->failures > 0 || s->every.kind == EVERY_DAILY)
		return false;
	return now + slack(s) >= m->next_due ||
	       now >= m->last_run + interval(s);
}
