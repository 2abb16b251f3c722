// SPDX-License-Identifier: ISC
#include "base/civil.h"
#include "schedule/schedule.h"

#define DAY 86400LL

/*
 * A Poisson process brings nothing where six are expected once in 400 times.
 * Sites keep holidays, which last longer than chance would, so days are asked
 * for as well; where a hundred are missing two days will do.
 */
static const struct {
	uint32_t missed; /* thousandths */
	int64_t silent;
} signs[] = { { 6000, 10 * DAY }, { 100000, 2 * DAY } };

bool
schedule_stale(const struct memory *m, int64_t now)
{
	const struct rhythm *r = &m->rhythm;

	if (r->newest == 0)
		return false;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (r->missed >= signs[i].missed &&
		    now - r->newest >= signs[i].silent)
			return true;
	return false;
}

struct str
schedule_stale_text(
    struct arena *a, const struct source *s, const struct memory *m)
{
	const struct rhythm *r = &m->rhythm;
	struct civil c;

	if (m->state != STATE_STALE)
		return STR_NULL;
	zone_civil(s->zone, r->newest, &c);
	return arena_printf(a,
	    "nothing new since %04d-%02d-%02d, where about %u were to be "
	    "expected; is this still the list?",
	    c.year, c.month, c.day, (unsigned)((r->missed + 500) / 1000));
}
