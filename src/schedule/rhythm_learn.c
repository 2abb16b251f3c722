// SPDX-License-Identifier: ISC
#include "schedule/rhythm.h"

#include <stdlib.h>

#include "model/limits.h"
#include "schedule/rates.h"

#define HOUR 3600
#define DAY 86400

#define SLOT 900          /* events closer than this are one */
#define LATE (6LL * HOUR) /* pages may show an item this long after its date */
#define DAY_EVENTS 8      /* of items that name the same day */

/* How much something AGE days old still counts: a thirtieth less a day. */
static int64_t
weight(int64_t age)
{
	int64_t w = 1000;

	if (age >= HISTORY)
		return 0;
	for (; age > 0; age--)
		w -= w / 30;
	return w;
}

static void
tally_fade(struct tally *t, int64_t w)
{
	t->events = (uint32_t)(t->events * w / 1000);
	t->seconds = (uint32_t)(t->seconds * w / 1000);
}

static void
fade(struct rhythm *r, int64_t now)
{
	/* In whole days, or many short steps would round it all away. */
	int64_t w = weight(now / DAY - r->learned / DAY);

	if (w == 1000)
		return;
	for (int h = 0; h < 24; h++)
		tally_fade(&r->hour[h], w);
	for (int d = 0; d < 7; d++)
		tally_fade(&r->day[d], w);
}

/* Put down that the time from FROM until NOW was looked at. */
static void
watch(struct rhythm *r, const struct zone *z, int64_t from, int64_t now)
{
	struct piece p = { .to = from };

	while (piece_next(z, &p, now)) {
		int64_t w = weight((now - p.from) / DAY);
		uint32_t s = (uint32_t)((p.to - p.from) * w / 1000);

		r->hour[p.hour].seconds += s;
		r->day[p.day].seconds += s;
	}
}

static void
count_in(struct rhythm *r, const struct piece *p, int64_t events, int64_t now)
{
	uint32_t n = (uint32_t)(events * weight((now - p->from) / DAY) / 1000);

	r->hour[p->hour].events += n;
	r->day[p->day].events += n;
}

/*
 * Put down EVENTS that came at unknown times within FROM to TO: to each hour
 * as many as the model expects there of them.
 */
static void
count_between(struct rhythm *r, const struct zone *z, int64_t from, int64_t to,
    int64_t events, int64_t now)
{
	struct piece p = { .to = from };
	struct rates m;
	int64_t all = 0;

	rates_init(&m, r);
	while (piece_next(z, &p, to))
		all += rates_in(&m, &p) * (p.to - p.from);
	p.to = from;
	while (all > 0 && piece_next(z, &p, to)) {
		int64_t part = rates_in(&m, &p) * (p.to - p.from);

		count_in(r, &p, events * (part / 1000) / (all / 1000 + 1), now);
	}
}

static void
count_at(struct rhythm *r, const struct zone *z, int64_t t, int64_t now)
{
	struct piece p = { .to = t };

	if (piece_next(z, &p, t + 1))
		count_in(r, &p, EVENT, now);
}

static int
newest_first(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x < y) - (x > y);
}

/* The dates of a page that can be believed, newest first. */
struct dates {
	int64_t t[LIMIT_ITEMS];
	size_t n;
	bool days; /* they have no time of day that means anything */
};

static bool
has_time(const struct when *w)
{
	return w->precision == PRECISION_SECOND ||
	       w->precision == PRECISION_MINUTE;
}

/* Does a page show one and the same clock time on different days? */
static bool
one_clock_time(const struct dates *d)
{
	size_t days = 1;

	for (size_t i = 1; i < d->n; i++) {
		if ((d->t[0] - d->t[i]) % DAY != 0)
			return false;
		days += d->t[i] != d->t[i - 1];
	}
	return days > 2;
}

static void
dates_init(struct dates *d, const struct item *v, size_t n, int64_t now)
{
	size_t timed = 0, dated = 0;

	d->n = 0;
	for (size_t i = 0; i < n; i++) {
		timed += has_time(&v[i].published);
		dated += v[i].published.precision == PRECISION_DAY;
	}
	d->days = timed < dated;
	for (size_t i = 0; i < n && d->n < LIMIT_ITEMS; i++) {
		const struct when *w = &v[i].published;
		bool fits =
		    d->days ? w->precision == PRECISION_DAY : has_time(w);

		if (fits && w->t <= now && w->t >= LIMIT_DATE_MIN)
			d->t[d->n++] = w->t;
	}
	qsort(d->t, d->n, sizeof(d->t[0]), newest_first);
	if (!d->days && one_clock_time(d))
		d->days = true;
}

/* An event on the day that begins at T, or as near to it as FROM allows. */
static void
count_day(struct rhythm *r, const struct zone *z, int64_t t, int64_t from,
    int64_t now)
{
	int64_t to = t + DAY < now ? t + DAY : now;

	count_between(r, z, t > from ? t : from, to, EVENT, now);
}

/*
 * The first page shows the newest items there are, so it tells the rate from
 * its oldest item on. But what is pinned may be of any age: the oldest tenth
 * is left out.
 */
static void
learn_page(
    struct rhythm *r, const struct zone *z, const struct dates *d, int64_t now)
{
	size_t last = d->n > 0 ? d->n - 1 - d->n / 10 : 0, same = 0;
	int64_t from = now, seen = now + SLOT;

	if (d->n > 0) {
		from = d->t[last];
		r->newest = d->t[0];
	}
	if (from < now - HISTORY * DAY)
		from = now - HISTORY * DAY;
	watch(r, z, from, now);
	for (size_t i = 0; i < last && d->t[i] >= from; i++) {
		same = i > 0 && d->t[i] == d->t[i - 1] ? same + 1 : 0;
		if (d->days && same < DAY_EVENTS)
			count_day(r, z, d->t[i], from, now);
		if (d->days || seen / SLOT == d->t[i] / SLOT)
			continue;
		count_at(r, z, d->t[i], now);
		seen = d->t[i];
	}
	r->missed = 0;
	if (d->n > 0) {
		int64_t missed = rates_expected(r, z, r->newest, now);

		r->missed = missed < UINT32_MAX ? (uint32_t)missed : UINT32_MAX;
	}
}

/* FRESH items came since SINCE: at their dates where those can be believed,
 * else at some time since then, and, as nobody can tell whether at once, as
 * one event for each hour at most. */
static void
count_fresh(struct rhythm *r, const struct zone *z, const struct dates *d,
    size_t fresh, int64_t since, int64_t now)
{
	int64_t seen = now + SLOT, most = 1 + (now - since) / HOUR;
	size_t timed = 0, odd;

	while (!d->days && timed < fresh && timed < d->n &&
	       d->t[timed] > since - LATE) {
		if (seen / SLOT != d->t[timed] / SLOT)
			count_at(r, z, d->t[timed], now);
		seen = d->t[timed++];
	}
	odd = fresh - timed;
	/* With old dates of their own they are a page that was made anew. */
	if (odd > 1 && !d->days && d->n >= fresh)
		odd = 1;
	if ((int64_t)odd < most)
		most = (int64_t)odd;
	if (odd > 0)
		count_between(r, z, since, now, most * EVENT, now);
	r->newest = timed > 0 ? d->t[0] : now;
	r->missed = 0;
}

static void
learn_news(struct rhythm *r, const struct zone *z, const struct dates *d,
    size_t fresh, int64_t since, int64_t now)
{
	int64_t missed = r->missed + rates_expected(r, z, since, now);

	watch(r, z, since, now);
	if (fresh > 0)
		count_fresh(r, z, d, fresh, since, now);
	else
		r->missed = missed < UINT32_MAX ? (uint32_t)missed : UINT32_MAX;
}

void
rhythm_learn(struct rhythm *r, const struct zone *z, const struct item *v,
    size_t n, size_t fresh, int64_t since, int64_t now)
{
	struct dates d;

	/* After a pause longer than memory, or when the clock went back over
	 * what was learned, begin anew. */
	if (since > now || r->learned > now || r->learned == 0 ||
	    now - since > HISTORY * DAY) {
		*r = (struct rhythm){ .learned = now, .newest = now };
		since = 0;
	}
	fade(r, now);
	dates_init(&d, v, n, now);
	if (since == 0)
		learn_page(r, z, &d, now);
	else
		learn_news(r, z, &d, fresh, since, now);
	r->learned = now;
}

void
rhythm_came(struct rhythm *r, int64_t at)
{
	if (at <= r->newest)
		return;
	r->newest = at;
	r->missed = 0;
}
