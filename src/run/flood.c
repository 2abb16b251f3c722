// SPDX-License-Identifier: ISC
#include "run/flood.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/log.h"
#include "normalize/rematch.h"
#include "run/beside.h"
#include "run/plausible.h"

/* A day's dates, in all zones of the world. */
#define DAY_S 86400

/* One page, judged. */
struct judging {
	struct flood *f;
	struct items *items;
	struct beside b;
};

/* Known items whose site has changed its links stay known. */
static int
follow_links(struct judging *j, struct err *e)
{
	struct flood *f = j->f;

	if (j->b.unknown > 0 && beside_rekey(&j->b, f->now, &f->moved, e) != 0)
		return -1;
	if (f->moved > 0)
		log_line(LOG_INFO,
		    "%zu known items have other links now; they stay the same",
		    f->moved);
	return 0;
}

/* Has a page been read since the last flood that was none? */
static bool
was_back(const struct flood *f)
{
	return f->memory->last_success > f->held.last;
}

static bool
is_held(const struct item *it)
{
	return it->withheld == WITHHELD_FLOOD;
}

/*
 * Do the items held back belong to the source? Most of them are on the page
 * again, or what it had before has not come back.
 */
static bool
borne_out(const struct judging *j)
{
	size_t again = 0;

	for (size_t i = 0; i < j->b.nold; i++)
		again += j->b.on_page[i] && is_held(&j->b.old[i]);
	return 2 * again >= j->f->held.n ||
	       (!was_back(j->f) && 2 * (again + j->b.unknown) > j->items->n);
}

/* What stands among the items of the list is one of them, and came at the
 * wrong moment. */
static int
enter_single(struct judging *j, struct err *e)
{
	struct flood *f = j->f;

	for (size_t i = 0; i < j->b.nold; i++) {
		if (!j->b.on_page[i] || !is_held(&j->b.old[i]))
			continue;
		if (store_withheld_enter(j->b.st, j->b.old_number[i], e) != 0)
			return -1;
		f->held.n--;
	}
	if (f->held.n == 0)
		f->held = (struct held){ 0 };
	return 0;
}

static int
end_flood(struct flood *f, struct store *st, enum withheld to, struct err *e)
{
	size_t n;

	f->held = (struct held){ 0 };
	if (store_withheld_change(
		st, f->source->id, WITHHELD_FLOOD, to, &n, e) != 0)
		return -1;
	log_line(LOG_INFO,
	    to == WITHHELD_NOT
		? "%zu items that were held back enter the feed"
		: "%zu items that were held back did not come again",
	    n);
	return 0;
}

/* What becomes of those that are held back already. */
static int
judge_held(struct judging *j, struct err *e)
{
	struct flood *f = j->f;
	int64_t waited = f->now - f->held.since;

	if (f->held.n == 0)
		return 0;
	if (f->accept || (waited >= FLOOD_WAIT_S && borne_out(j))) {
		f->accept = true;
		return end_flood(f, j->b.st, WITHHELD_NOT, e);
	}
	if (waited >= FLOOD_WAIT_S && enter_single(j, e) != 0)
		return -1;
	return waited >= FLOOD_OVER_S && f->held.n > 0
		   ? end_flood(f, j->b.st, WITHHELD_FAULT, e)
		   : 0;
}

/* A date tells that it is news since the page was read last. */
static bool
is_news(const struct flood *f, const struct item *it)
{
	const struct when *w = &it->published;

	return w->precision != PRECISION_NONE &&
	       w->t > f->memory->last_success - DAY_S && w->t <= f->now + DAY_S;
}

/* The unknown items that nothing explains are a flood: hold them back. */
static int
judge_new(struct judging *j, struct err *e)
{
	struct flood *f = j->f;
	bool dates = !dates_alike(j->items->v, j->items->n);
	size_t strange = 0, usual;

	if (f->accept || f->now - f->memory->last_success >= FLOOD_PAUSE_S)
		return 0;
	for (size_t i = 0; i < j->items->n; i++)
		strange += j->b.number[i] == 0 &&
			   !(dates && is_news(f, &j->items->v[i]));
	if (strange <= FLOOD_LEAST || 2 * strange <= j->items->n)
		return 0;
	/* An archive or a magazine, that is all new each time. */
	if (store_largest_batch(j->b.st, f->source->id, &usual, e) != 0)
		return -1;
	if (strange <= usual)
		return 0;
	for (size_t i = 0; i < j->items->n; i++)
		if (j->b.number[i] == 0 &&
		    !(dates && is_news(f, &j->items->v[i])))
			j->items->v[i].withheld = WITHHELD_FLOOD;
	/* Of two floods with the list between them the first was a fault. */
	if (f->held.n > 0 && was_back(f) &&
	    end_flood(f, j->b.st, WITHHELD_FAULT, e) != 0)
		return -1;
	f->held.n += (uint32_t)strange;
	if (f->held.since == 0)
		f->held.since = f->now;
	f->held.last = f->now;
	return 0;
}

/* Items in the order of their feed: see store_items. */
struct ranked {
	int64_t t;
	size_t at;
};

static int
newest_first(const void *va, const void *vb)
{
	const struct ranked *a = va, *b = vb;

	if (a->t != b->t)
		return a->t > b->t ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

/* The first run: what is there was there before the source. */
static void
judge_first(struct judging *j, struct arena *a)
{
	struct items *items = j->items;
	struct ranked *v = ARENA_ARRAY(a, items->n, struct ranked);
	size_t most = j->f->source->first_run;

	most = most > j->f->entered ? most - j->f->entered : 0;
	if (items->n <= most)
		return;
	for (size_t i = 0; i < items->n; i++) {
		const struct when *w = &items->v[i].published;
		bool undated = w->precision == PRECISION_NONE;
		/* As the store freezes it. */
		int64_t t =
		    undated ? j->f->now - (int64_t)items->v[i].position : w->t;

		v[i] = (struct ranked){ t < j->f->now ? t : j->f->now, i };
	}
	qsort(v, items->n, sizeof(*v), newest_first);
	for (size_t i = most; i < items->n; i++)
		items->v[v[i].at].withheld = WITHHELD_FIRST_RUN;
}

/* The first page that is read, by what the store knows. It may know items, as
 * `recover` brings them back from the feeds. */
static int
guard_first(struct judging *j, struct store *st, struct arena *a, struct err *e)
{
	struct flood *f = j->f;
	int64_t newest = 0;

	if (!f->later && store_newest(st, f->source->id, &newest, e) != 0)
		return -1;
	if (newest != 0 &&
	    (beside_find(&j->b, st, a, f->source->id, j->items, e) != 0 ||
		beside_load(&j->b, NULL, e) != 0 || follow_links(j, e) != 0))
		return -1;
	judge_first(j, a);
	return 0;
}

int
flood_guard(struct store *st, struct arena *a, struct flood *f,
    struct items *items, struct err *e)
{
	struct judging j = { .f = f, .items = items };

	f->moved = 0;
	f->held = f->memory->held;
	f->accept = f->accept || f->source->flood == FLOOD_ACCEPT;
	if (f->memory->last_success == 0)
		return guard_first(&j, st, a, e);
	if (beside_find(&j.b, st, a, f->source->id, items, e) != 0)
		return -1;
	/* What is held back is judged by the first page. */
	if (j.b.unknown == 0 && (f->later || f->held.n == 0))
		return 0;
	if (beside_load(&j.b, f->later ? f->shown : NULL, e) != 0 ||
	    (!f->later && !f->accept &&
		plausible(items, j.b.old, j.b.nold, e) != 0) ||
	    follow_links(&j, e) != 0 || (!f->later && judge_held(&j, e) != 0))
		return -1;
	/* What stands further down was there before it was looked for. */
	if (f->later && f->deep)
		return 0;
	return judge_new(&j, e);
}

int
flood_accept(struct store *st, struct str id, struct err *e)
{
	static const enum withheld from[] = { WITHHELD_FLOOD, WITHHELD_FAULT };
	size_t n;

	for (size_t i = 0; i < sizeof(from) / sizeof(*from); i++)
		if (store_withheld_change(
			st, id, from[i], WITHHELD_NOT, &n, e) != 0)
			return -1;
	return 0;
}

struct str
flood_text(struct arena *a, const struct source *s, const struct held *held)
{
	if (held->n == 0)
		return STR_NULL;
	return arena_printf(a,
	    "%u items are held back, for nearly all of the page was new at "
	    "once; they enter the feed when it shows them again after %.*s, "
	    "or by `coranto run --accept %.*s`",
	    (unsigned)held->n,
	    STR_ARG(time_rfc3339_utc(a, held->since + FLOOD_WAIT_S)),
	    STR_ARG(s->id));
}
