// SPDX-License-Identifier: ISC
#include "schedule/rates.h"

#define HOUR 3600
#define DAY 86400

/*
 * What is assumed before anything was seen, worth so many events in so much
 * time: a page that somebody thought worth reading has one a day or so.
 */
#define PRIOR_EVENTS 300
#define PRIOR_SECONDS (DAY / 3)
/* What an hour or weekday is drawn towards the average with. */
#define PRIOR_SHARE 200
/* More than an event each quarter of an hour, or an hour that has all of a
 * week, was not learned: whatever stands in the database, sums stay small. */
#define MEAN_MOST 4000000
#define SHARE_MOST 168000

/* The offset at T. No zone changes twice within a day, so that one which is the
 * same at both ends of a day holds in it: asking for each hour costs more. */
static int32_t
offset_at(const struct zone *z, struct piece *p, int64_t t)
{
	if (p->held == 0 || t >= p->held) {
		p->offset = zone_offset(z, t);
		p->held = zone_offset(z, t + DAY) == p->offset ? t + DAY : t;
	}
	return p->offset;
}

bool
piece_next(const struct zone *z, struct piece *p, int64_t end)
{
	struct civil c;

	if (p->to >= end)
		return false;
	p->from = p->to;
	civil_from_utc(p->from + offset_at(z, p, p->from), &c);
	p->to = p->from + HOUR - (c.minute * 60 + c.second);
	if (p->to > end)
		p->to = end;
	p->hour = c.hour;
	p->day = civil_weekday(c.year, c.month, c.day);
	return true;
}

/* Events seen to events expected, drawn towards 1. */
static int64_t
share(int64_t events, int64_t expected)
{
	int64_t v = (events + PRIOR_SHARE) * 1000 / (expected + PRIOR_SHARE);

	return v < SHARE_MOST ? v : SHARE_MOST;
}

/* Thousandths of events that the mean rate expects in so many seconds. */
static int64_t
at_mean(const struct rates *m, int64_t seconds)
{
	return m->mean * seconds / HOUR / 1000;
}

void
rates_init(struct rates *m, const struct rhythm *r)
{
	int64_t events = PRIOR_EVENTS, seconds = PRIOR_SECONDS;

	for (int d = 0; d < 7; d++) {
		events += r->day[d].events;
		seconds += r->day[d].seconds;
	}
	m->mean = events * 1000 * HOUR / seconds;
	if (m->mean > MEAN_MOST)
		m->mean = MEAN_MOST;
	for (int d = 0; d < 7; d++)
		m->day[d] =
		    share(r->day[d].events, at_mean(m, r->day[d].seconds));
	/* Neighbours lend each other: 9:58 and 10:02 are the same habit. */
	for (int h = 0; h < 24; h++) {
		const struct tally *a = &r->hour[(h + 23) % 24],
				   *b = &r->hour[h],
				   *c = &r->hour[(h + 1) % 24];
		int64_t n =
		    ((int64_t)a->events + 2 * (int64_t)b->events + c->events) /
		    4;
		int64_t s = ((int64_t)a->seconds + 2 * (int64_t)b->seconds +
				c->seconds) /
			    4;

		m->hour[h] = share(n, at_mean(m, s));
	}
}

int64_t
rates_in(const struct rates *m, const struct piece *p)
{
	return m->mean * m->hour[p->hour] / 1000 * m->day[p->day] / 1000;
}

/* Thousandths of events that M expects in P. */
static int64_t
expected_in(const struct rates *m, const struct piece *p)
{
	return rates_in(m, p) * (p->to - p->from) / HOUR / 1000;
}

int64_t
rates_expected(
    const struct rhythm *r, const struct zone *z, int64_t from, int64_t to)
{
	struct piece p = { .to = from };
	struct rates m;
	int64_t n = 0;

	rates_init(&m, r);
	/* Beyond its memory the model knows no hours, only the mean. */
	if (to - from > HISTORY * DAY) {
		n = at_mean(&m, to - from - HISTORY * DAY);
		p.to = to - HISTORY * DAY;
	}
	while (piece_next(z, &p, to))
		n += expected_in(&m, &p);
	return n;
}
