// SPDX-License-Identifier: ISC
#include "schedule/rates.h"
#include "schedule/rhythm.h"

#define HOUR 3600

#define MISSED_MOST 2000 /* events that may fail to come by chance */

int64_t
rhythm_per_day(const struct rhythm *r)
{
	struct rates m;

	rates_init(&m, r);
	return m.mean * 24 / 1000;
}

/*
 * When much was expected and nothing came, the source is not what it was: the
 * longer the silence, the less is expected of the next hour.
 */
static int64_t
after_silence(const struct rhythm *r, int64_t rate)
{
	return r->missed > MISSED_MOST ? rate * MISSED_MOST / r->missed : rate;
}

int64_t
rhythm_wait(const struct rhythm *r, const struct zone *z, int64_t now,
    int64_t least, int64_t most)
{
	const int64_t step = 300, patience = RHYTHM_PATIENCE * 1000000LL;
	struct piece p = { .to = now };
	int64_t waiting = 0, waited = 0;
	struct rates m;

	rates_init(&m, r);
	while (piece_next(z, &p, now + most)) {
		int64_t rate = after_silence(r, rates_in(&m, &p));

		for (int64_t t = p.from; t < p.to; t += step) {
			int64_t s = p.to - t < step ? p.to - t : step;

			waited += waiting * s + rate * s / HOUR * s / 2;
			waiting += rate * s / HOUR;
			if (waited >= patience && t + s - now >= least)
				return t + s - now;
		}
	}
	return most;
}
