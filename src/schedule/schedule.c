// SPDX-License-Identifier: ISC
#include "schedule/schedule.h"

#include "base/civil.h"
#include "base/fnv.h"
#include "model/limits.h"
#include "schedule/hours.h"
#include "schedule/rhythm.h"

#define MINUTE 60
#define HOUR 3600
#define DAY 86400
/* Clocks are set by less than that without anybody noticing. */
#define CLOCK_SLACK (5LL * MINUTE)

/* A number that is the same for the same source and TIME. The bits of the
 * hash are mixed once more, as its high ones hardly know the last byte. */
static uint64_t
chance(const struct source *s, int64_t time)
{
	uint64_t h = fnv1a(FNV_BASIS, s->id.p, s->id.len);

	for (size_t i = 0; i < sizeof(time); i++) {
		unsigned char byte = (uint64_t)time >> 8 * i & 0xff;

		h = fnv1a(h, &byte, 1);
	}
	return (h ^ h >> 29) * 0xbf58476d1ce4e5b9u >> 16;
}

/* From 0 to MOST. */
static int64_t
up_to(const struct source *s, int64_t time, int64_t most)
{
	return (int64_t)(chance(s, time) % (uint64_t)(most + 1));
}

/* The usual pause after NOW. */
static int64_t
interval(const struct source *s, const struct memory *m, int64_t now)
{
	switch (s->every.kind) {
	case EVERY_AUTO:
		return rhythm_wait(
		    &m->rhythm, s->zone, now, s->every.least, s->every.most);
	case EVERY_INTERVAL:
		return s->every.seconds;
	default:
		return HOUR; /* a daily source that failed */
	}
}

static int64_t
next_daily(const struct source *s, int64_t now)
{
	return hours_next_clock(s->zone, now, s->every.seconds);
}

/*
 * How much too early still counts as in time. Without it a run that cron
 * starts each hour would miss every other turn: a second less than an hour
 * has passed since the last one.
 */
static int64_t
slack(int64_t pause)
{
	return pause / 10 < MINUTE ? pause / 10 : MINUTE;
}

/*
 * The times of a source with an interval are a grid of its own, so that those
 * of one interval are spread over it evenly and stay so. A source that is off
 * its grid comes nearer by a quarter of the interval at a time: never later
 * than the interval says, or a run that cron starts each hour would miss turns.
 */
static int64_t
next_in_phase(const struct source *s, int64_t now, int64_t pause)
{
	int64_t latest = now + pause + slack(pause);
	int64_t off = (latest - up_to(s, 0, pause - 1)) % pause;

	if (off > pause / 4 + slack(pause))
		return now + pause - pause / 4;
	return latest - off;
}

static int64_t
after_success(const struct source *s, const struct memory *m, int64_t now)
{
	int64_t pause = interval(s, m, now), early;

	if (s->every.kind == EVERY_DAILY)
		return next_daily(s, now);
	if (s->every.kind == EVERY_INTERVAL)
		return next_in_phase(s, now, pause);
	early = up_to(s, now, pause / 10);
	return now + (pause - early < s->every.least ? s->every.least
						     : pause - early);
}

static int64_t
first_pause(const struct source *s, const struct memory *m, int64_t now,
    const struct outcome *o)
{
	const struct err *e = o->failed;
	int64_t pause = interval(s, m, now);
	bool overload = e->http == 429 || e->http == 503;

	if (overload && o->retry_after > 0)
		return pause;
	if (e->retry == RETRY_SOON && !overload)
		return pause < HOUR ? pause : HOUR;
	return pause > HOUR ? pause : HOUR;
}

static struct due
after_failure(const struct source *s, const struct memory *m, int64_t now,
    const struct outcome *o)
{
	struct due d = { .why = DUE_BACKOFF };
	int64_t asked = o->retry_after, pause;

	if (o->failed->code == ERR_ROBOTS)
		return (struct due){ now + LIMIT_ROBOTS_MAX_S, DUE_ROBOTS };
	if (o->failed->retry == RETRY_NEVER) {
		d.t = now + LIMIT_EVERY_MAX_S;
		return d;
	}
	pause = first_pause(s, m, now, o);
	for (uint32_t i = 1; i < m->failures && pause < LIMIT_BACKOFF_S; i++)
		pause *= 2;
	if (pause > LIMIT_BACKOFF_S)
		pause = LIMIT_BACKOFF_S;
	d.t = now + pause - up_to(s, now, pause / 10);
	/* A daily source tries again before its hour, never after it. */
	if (s->every.kind == EVERY_DAILY && d.t > next_daily(s, now))
		d.t = next_daily(s, now);
	if (asked > LIMIT_ASKED_S)
		asked = LIMIT_ASKED_S;
	if (asked > 0 && d.t < now + asked)
		d = (struct due){ now + asked, DUE_RETRY_AFTER };
	return d;
}

/* How long the page or the feed says that nothing new is to be had. */
static int64_t
fresh_for(const struct memory *m, const struct outcome *o)
{
	int64_t t = o->fresh_for;

	if (t < (int64_t)m->hints.ttl)
		t = m->hints.ttl;
	return t < LIMIT_ASKED_S ? t : LIMIT_ASKED_S;
}

struct due
schedule_next(const struct source *s, const struct memory *m, int64_t now,
    const struct outcome *o)
{
	struct due d = { .why = DUE_RHYTHM };
	int64_t open;

	if (o->failed != NULL) {
		d = after_failure(s, m, now, o);
	} else {
		d.t = after_success(s, m, now);
		if (s->every.kind != EVERY_DAILY && d.t < now + fresh_for(m, o))
			d = (struct due){ now + fresh_for(m, o), DUE_FRESH };
	}
	open = hours_open(s, &m->hints, d.t);
	if (open != d.t)
		d = (struct due){ open, DUE_HOURS };
	return d;
}

/* The longest that any plan reaches; what is later was made by a wrong
 * clock. A week may pass until hours and days to skip are over. */
static int64_t
horizon(const struct source *s, const struct memory *m)
{
	int64_t most = DAY;

	if (m->failures > 0)
		most = LIMIT_EVERY_MAX_S;
	if (s->every.kind == EVERY_INTERVAL && most < s->every.seconds)
		most = s->every.seconds;
	if (s->every.kind == EVERY_AUTO && most < s->every.most)
		most = s->every.most;
	return most + 8LL * DAY;
}

/* A wrong clock was put back: what was stored then means nothing now. */
static bool
by_wrong_clock(const struct source *s, const struct memory *m, int64_t now)
{
	return m->last_run > now + CLOCK_SLACK ||
	       m->next_due > now + horizon(s, m);
}

/* When `every`, as it is now, has S fetched at the latest. */
static int64_t
latest(const struct source *s, const struct memory *m)
{
	switch (s->every.kind) {
	case EVERY_AUTO:
		return m->last_run + s->every.most;
	case EVERY_INTERVAL:
		return m->last_run + s->every.seconds;
	default:
		return next_daily(s, m->last_run);
	}
}

/* S waits for `hours` that are not those of the configuration any more. */
static bool
hours_edited(const struct source *s, const struct memory *m)
{
	return m->due_reason == DUE_HOURS && m->failures == 0 &&
	       hours_open(s, &m->hints, m->next_due - 1) == m->next_due - 1;
}

/* As it was planned, or before that: `every` was made shorter, or it is only
 * little too early. */
static int64_t
planned(const struct source *s, const struct memory *m, int64_t now)
{
	int64_t t = m->next_due;

	if (m->due_reason != DUE_RHYTHM && !hours_edited(s, m))
		return t;
	if (t > latest(s, m))
		t = latest(s, m);
	if (t > now && s->every.kind != EVERY_DAILY &&
	    t <= now + slack(t - m->last_run))
		return now;
	return t;
}

struct due
schedule_plan(
    const struct source *s, const struct memory *m, bool changed, int64_t now)
{
	struct due d = { now, DUE_RHYTHM };
	int64_t open;

	if (s->paused || (m->state == STATE_GONE && !changed))
		return (struct due){ DUE_NEVER, DUE_RHYTHM };
	if (m->last_run == 0)
		return d;
	if (changed)
		return (struct due){ now, DUE_EDITED };
	if (!by_wrong_clock(s, m, now))
		d = (struct due){ planned(s, m, now), m->due_reason };
	open = hours_open(s, &m->hints, d.t > now ? d.t : now);
	if (open > now && open != d.t)
		d = (struct due){ open, DUE_HOURS };
	return d;
}
