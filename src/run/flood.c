// SPDX-License-Identifier: ISC
#include "run/flood.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/log.h"
#include "model/limits.h"
#include "normalize/rematch.h"
#include "run/plausible.h"

/* A day's dates, in all zones of the world. */
#define DAY_S 86400

/* The page beside what the store has. */
struct sides {
	struct store *st;
	struct arena *a;
	struct flood *f;
	struct items *items;
	int64_t *number;  /* of each item of the page; 0: unknown */
	size_t unknown;   /* of them */
	struct item *old; /* the newest that are stored */
	int64_t *old_number;
	bool *on_page; /* of each of OLD, or on one of the list before it */
	size_t nold;
};

static void
count_unknown(struct sides *s)
{
	s->unknown = 0;
	for (size_t i = 0; i < s->items->n; i++)
		s->unknown += s->number[i] == 0;
}

static int
by_number(const void *va, const void *vb)
{
	int64_t a = *(const int64_t *)va, b = *(const int64_t *)vb;

	return (a > b) - (a < b);
}

static int
load_old(struct sides *s, struct err *e)
{
	size_t n = s->items->n;
	int64_t *sorted = ARENA_ARRAY(s->a, n, int64_t);

	if (store_items_all(s->st, s->a, s->f->source->id, LIMIT_ITEMS, &s->old,
		&s->old_number, &s->nold, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		sorted[i] = s->number[i];
	if (n > 0)
		qsort(sorted, n, sizeof(*sorted), by_number);
	s->on_page = ARENA_ARRAY(s->a, s->nold, bool);
	for (size_t i = 0; i < s->nold; i++)
		s->on_page[i] =
		    (n > 0 && bsearch(&s->old_number[i], sorted, n,
				  sizeof(*sorted), by_number) != NULL) ||
		    (s->f->later && seen_has(s->f->shown, s->old[i].key));
	return 0;
}

/* Unknown items that are known ones under other links. */
static int
find_moved(struct sides *s, struct err *e)
{
	struct item *new = ARENA_ARRAY(s->a, s->unknown, struct item);
	size_t *new_at = ARENA_ARRAY(s->a, s->unknown, size_t);
	size_t *match = ARENA_ARRAY(s->a, s->unknown, size_t), n = 0;

	for (size_t i = 0; i < s->items->n; i++)
		if (s->number[i] == 0) {
			new_at[n] = i;
			new[n++] = s->items->v[i];
		}
	s->f->moved = rematch(s->a, new, n, s->old, s->on_page, s->nold, match);
	for (size_t i = 0; i < n; i++) {
		size_t at = match[i];

		if (at == SIZE_MAX)
			continue;
		if (store_rekey(s->st, s->a, s->f->source->id,
			s->old_number[at], new[i].key, s->f->now, e) != 0)
			return -1;
		s->number[new_at[i]] = s->old_number[at];
		s->on_page[at] = true;
	}
	count_unknown(s);
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
borne_out(const struct sides *s)
{
	size_t again = 0;

	for (size_t i = 0; i < s->nold; i++)
		again += s->on_page[i] && is_held(&s->old[i]);
	return 2 * again >= s->f->held.n ||
	       (!was_back(s->f) && 2 * (again + s->unknown) > s->items->n);
}

/* What stands among the items of the list is one of them, and came at the
 * wrong moment. */
static int
enter_single(struct sides *s, struct err *e)
{
	struct flood *f = s->f;

	for (size_t i = 0; i < s->nold; i++) {
		if (!s->on_page[i] || !is_held(&s->old[i]))
			continue;
		if (store_withheld_enter(s->st, s->old_number[i], e) != 0)
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
judge_held(struct sides *s, struct err *e)
{
	struct flood *f = s->f;
	int64_t waited = f->now - f->held.since;

	if (f->held.n == 0)
		return 0;
	if (f->accept || (waited >= FLOOD_WAIT_S && borne_out(s))) {
		f->accept = true;
		return end_flood(f, s->st, WITHHELD_NOT, e);
	}
	if (waited >= FLOOD_WAIT_S && enter_single(s, e) != 0)
		return -1;
	return waited >= FLOOD_OVER_S && f->held.n > 0
		   ? end_flood(f, s->st, WITHHELD_FAULT, e)
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
judge_new(struct sides *s, struct err *e)
{
	struct flood *f = s->f;
	bool dates = !dates_alike(s->items->v, s->items->n);
	size_t strange = 0, usual;

	if (f->accept || f->now - f->memory->last_success >= FLOOD_PAUSE_S)
		return 0;
	for (size_t i = 0; i < s->items->n; i++)
		strange += s->number[i] == 0 &&
			   !(dates && is_news(f, &s->items->v[i]));
	if (strange <= FLOOD_LEAST || 2 * strange <= s->items->n)
		return 0;
	/* An archive or a magazine, that is all new each time. */
	if (store_largest_batch(s->st, f->source->id, &usual, e) != 0)
		return -1;
	if (strange <= usual)
		return 0;
	for (size_t i = 0; i < s->items->n; i++)
		if (s->number[i] == 0 &&
		    !(dates && is_news(f, &s->items->v[i])))
			s->items->v[i].withheld = WITHHELD_FLOOD;
	/* Of two floods with the list between them the first was a fault. */
	if (f->held.n > 0 && was_back(f) &&
	    end_flood(f, s->st, WITHHELD_FAULT, e) != 0)
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
judge_first(struct sides *s)
{
	struct items *items = s->items;
	struct ranked *v = ARENA_ARRAY(s->a, items->n, struct ranked);
	size_t most = s->f->source->first_run;

	most = most > s->f->entered ? most - s->f->entered : 0;
	if (items->n <= most)
		return;
	for (size_t i = 0; i < items->n; i++) {
		const struct when *w = &items->v[i].published;
		bool undated = w->precision == PRECISION_NONE;
		/* As the store freezes it. */
		int64_t t =
		    undated ? s->f->now - (int64_t)items->v[i].position : w->t;

		v[i] = (struct ranked){ t < s->f->now ? t : s->f->now, i };
	}
	qsort(v, items->n, sizeof(*v), newest_first);
	for (size_t i = most; i < items->n; i++)
		items->v[v[i].at].withheld = WITHHELD_FIRST_RUN;
}

int
flood_guard(struct store *st, struct arena *a, struct flood *f,
    struct items *items, struct err *e)
{
	struct sides s = { .st = st,
		.a = a,
		.f = f,
		.items = items,
		.number = ARENA_ARRAY(a, items->n, int64_t) };

	f->moved = 0;
	f->held = f->memory->held;
	f->accept = f->accept || f->source->flood == FLOOD_ACCEPT;
	if (f->memory->last_success == 0) {
		judge_first(&s);
		return 0;
	}
	if (store_find(st, f->source->id, items->v, items->n, s.number, e) != 0)
		return -1;
	count_unknown(&s);
	/* What is held back is judged by the first page. */
	if (s.unknown == 0 && (f->later || f->held.n == 0))
		return 0;
	if (load_old(&s, e) != 0 ||
	    (!f->later && !f->accept &&
		plausible(items, s.old, s.nold, e) != 0) ||
	    (s.unknown > 0 && find_moved(&s, e) != 0) ||
	    (!f->later && judge_held(&s, e) != 0))
		return -1;
	if (f->moved > 0)
		log_line(LOG_INFO,
		    "%zu known items have other links now; they stay the same",
		    f->moved);
	/* What stands further down was there before it was looked for. */
	if (f->later && f->deep)
		return 0;
	return judge_new(&s, e);
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
