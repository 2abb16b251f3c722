// SPDX-License-Identifier: ISC
#include <stdlib.h>

#include "schedule/schedule.h"

#define MINUTE 60
#define HOUR 3600

/* So many at once are no burst. */
#define AT_ONCE 64
/* The others are fetched within this time. */
#define WINDOW HOUR
/* A pause this long, and so many times as long as the one before it, is not
 * how the program is run. */
#define LONG_PAUSE (2LL * HOUR)
#define LONG_TIMES 4

/* The newest run that ended before T. */
static int64_t
run_before(const struct turn *v, size_t n, int64_t t)
{
	int64_t newest = 0;

	for (size_t i = 0; i < n; i++)
		if (v[i].last_run < t && v[i].last_run > newest)
			newest = v[i].last_run;
	return newest;
}

static bool
after_long_pause(const struct turn *v, size_t n, int64_t now)
{
	int64_t last = run_before(v, n, now);
	int64_t before = run_before(v, n, last - MINUTE);
	int64_t step = last - before, pause = now - last;

	return before > 0 && step <= HOUR && pause > LONG_PAUSE &&
	       pause > LONG_TIMES * step;
}

/* How many times its own pause a source has waited, in thousandths. */
static int64_t
urgency(const struct turn *t, int64_t now)
{
	int64_t planned = t->next_due - t->last_run;

	return (now - t->last_run) * 1000 / (planned > 0 ? planned : 1);
}

struct late {
	struct turn *turn;
	int64_t urgency;
};

/* The most urgent first; else in the order of the sources. */
static int
by_urgency(const void *a, const void *b)
{
	const struct late *x = a, *y = b;

	if (x->urgency != y->urgency)
		return x->urgency < y->urgency ? 1 : -1;
	return (x->turn > y->turn) - (x->turn < y->turn);
}

static size_t
list_late(struct turn *v, size_t n, int64_t now, struct late *out)
{
	size_t late = 0;

	for (size_t i = 0; i < n; i++)
		if (v[i].due && v[i].last_run != 0)
			out[late++] =
			    (struct late){ &v[i], urgency(&v[i], now) };
	return late;
}

size_t
schedule_spread(struct arena *a, struct turn *v, size_t n, int64_t now)
{
	struct late *late;
	size_t nlate;

	if (n <= AT_ONCE || !after_long_pause(v, n, now))
		return 0;
	late = ARENA_ARRAY(a, n, struct late);
	nlate = list_late(v, n, now, late);
	if (nlate <= AT_ONCE)
		return 0;
	qsort(late, nlate, sizeof(*late), by_urgency);
	for (size_t i = AT_ONCE; i < nlate; i++) {
		struct turn *t = late[i].turn;

		t->next_due = now + WINDOW * (int64_t)(i - AT_ONCE + 1) /
					(int64_t)(nlate - AT_ONCE);
		t->put_off = true;
		t->due = false;
	}
	return nlate - AT_ONCE;
}
