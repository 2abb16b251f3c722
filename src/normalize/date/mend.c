// SPDX-License-Identifier: ISC
// What the dates of a list say about each other.
#include "normalize/date/date.h"

#include <stdlib.h>

#include "normalize/date/reading.h"

/* Memory for reading the short texts of a list again. */
#define MEND_BUDGET (64 << 20)
/* A list without years reaches back no further. */
#define MOST_YEARS 10
/* What speaks against a list that ends so many years before now, in days. */
#define YEAR_PENALTY 200

/* ---- the order of day and month ---- */

enum vote { VOTE_NONE, VOTE_DMY, VOTE_MDY, VOTE_EITHER };

/* Which orders the figures at the start of a numeric date allow. */
static enum vote
vote_of(struct str raw, bool year_first)
{
	unsigned v[3] = { 0, 0, 0 };
	size_t n = 0, digits = 0;
	bool sign = true;

	for (size_t i = 0; i < raw.len && n < 3; i++) {
		if (is_digit((unsigned char)raw.p[i])) {
			if (++digits > 2 && n < 2)
				return VOTE_NONE; /* the year comes first */
			v[n] = v[n] * 10 + (unsigned)(raw.p[i] - '0');
		} else if (digits > 0) {
			sign = raw.p[i] == '/' || raw.p[i] == '-' ||
			       raw.p[i] == '.';
			n++;
			digits = 0;
			if (!sign)
				break;
		}
	}
	if (digits > 0)
		n++;
	if (year_first && n == 3 && v[2] < 100)
		return VOTE_NONE;
	if (n < 2 || (n == 2 && !sign && v[1] == 0) || v[0] == 0 || v[1] == 0)
		return VOTE_NONE;
	if (v[0] > 12)
		return v[1] > 12 ? VOTE_NONE : VOTE_DMY;
	if (v[1] > 12)
		return VOTE_MDY;
	return v[0] == v[1] ? VOTE_NONE : VOTE_EITHER;
}

/* Read again what was in doubt, and let ORDER be the list's own. */
static void
mend_order(struct arena *a, struct date_evidence *v, size_t n,
    const struct date_context *ctx, enum date_order *order)
{
	bool year_first = date_order_of(ctx) == DATE_ORDER_YMD;
	size_t votes[4] = { 0 };
	struct date_context settled = *ctx;

	for (size_t i = 0; i < n; i++)
		if (v[i].when->precision != PRECISION_NONE)
			votes[vote_of(v[i].when->raw, year_first)]++;
	if (votes[VOTE_EITHER] == 0 ||
	    (votes[VOTE_DMY] == 0) == (votes[VOTE_MDY] == 0))
		return;
	settled.order = votes[VOTE_DMY] > 0 ? DATE_ORDER_DMY : DATE_ORDER_MDY;
	*order = settled.order;
	for (size_t i = 0; i < n; i++) {
		struct when w;

		if (v[i].when->precision == PRECISION_NONE ||
		    vote_of(v[i].when->raw, year_first) != VOTE_EITHER)
			continue;
		if (date_parse(a, v[i].when->raw, &settled, &w) == 0) {
			w.raw = v[i].when->raw;
			*v[i].when = w;
		}
	}
}

/* ---- the years ---- */

/* A row of the list while its year is looked for. */
struct row {
	struct when *when;
	struct civil c; /* as its own clocks show */
	bool open;      /* its year was made up */
	int low, high;  /* years back that are possible; equal: settled */
};
/* The best way to reach a row with its year moved back by K years. */
struct step {
	int64_t cost;
	int from; /* K of the row before */
};

static bool
exists(const struct row *row, int k)
{
	return row->c.day <= civil_month_days(row->c.year - k, row->c.month);
}

static int64_t
days(const struct row *row, int k)
{
	return civil_days(row->c.year - k, row->c.month, row->c.day);
}

/* The year that a link names is nearer than any other. */
static void
settle_by_link(struct row *row, struct str link, const struct date_context *ctx)
{
	struct when w;
	struct civil c;
	int64_t best = INT64_MAX;

	if (date_in_url(link, ctx, &w) != 0)
		return;
	zone_civil(ctx->zone, w.t, &c);
	for (int k = 0; k < 60; k++) {
		int64_t off =
		    llabs(days(row, k) - civil_days(c.year, c.month, c.day));

		if (!exists(row, k) || off >= best)
			continue;
		best = off;
		row->low = row->high = k;
	}
}

/* Whether only the year of a date was made up: the text names the rest. */
static bool
lacks_year(
    struct arena *a, const struct when *w, const struct date_context *ctx)
{
	struct date_context other = *ctx;
	struct when then;
	struct civil c, d;

	if (!w->inferred || w->raw.len == 0 || w->precision == PRECISION_MONTH)
		return false;
	/* Read at another time of the year, it is still the same day of it. */
	other.now -= 400LL * 86400;
	if (date_parse(a, w->raw, &other, &then) != 0)
		return false;
	civil_from_utc(w->t + w->offset, &c);
	civil_from_utc(then.t + then.offset, &d);
	return c.month == d.month && c.day == d.day;
}

/* What it costs that one row follows another in a list of one direction. */
static int64_t
step_cost(int64_t before, int64_t after, bool newest_first)
{
	int64_t forward = newest_first ? before - after : after - before;

	/* Against the direction counts half as much again. */
	return forward >= 0 ? forward * 2 : -forward * 3;
}

static int64_t
cheapest(const struct row *rows, size_t n, bool newest_first,
    struct step (*steps)[MOST_YEARS], int *last)
{
	int64_t best = INT64_MAX;

	for (size_t i = 0; i < n; i++) {
		for (int k = 0; k < MOST_YEARS; k++) {
			struct step *s = &steps[i][k];

			*s = (struct step){ .cost = INT64_MAX };
			if (k < rows[i].low || k > rows[i].high ||
			    !exists(&rows[i], k))
				continue;
			if (i == 0) {
				s->cost = newest_first ? k * YEAR_PENALTY : 0;
				continue;
			}
			for (int j = 0; j < MOST_YEARS; j++) {
				int64_t cost = steps[i - 1][j].cost;

				if (cost == INT64_MAX)
					continue;
				cost += step_cost(days(&rows[i - 1], j),
				    days(&rows[i], k), newest_first);
				if (cost < s->cost)
					*s = (struct step){ cost, j };
			}
		}
	}
	for (int k = 0; k < MOST_YEARS; k++) {
		int64_t cost = steps[n - 1][k].cost;

		if (cost == INT64_MAX)
			continue;
		cost += newest_first ? 0 : k * YEAR_PENALTY;
		if (cost < best) {
			best = cost;
			*last = k;
		}
	}
	return best;
}

static void
move_back(struct row *row, int years, const struct date_context *ctx)
{
	struct when *w = row->when;
	struct zone fixed = { .fixed = true, .offset = w->offset };
	bool home = zone_offset(ctx->zone, w->t) == w->offset;

	row->c.year -= years;
	w->t = zone_instant(home ? ctx->zone : &fixed, &row->c);
	w->offset = home ? zone_offset(ctx->zone, w->t) : w->offset;
}

/* Choose the years that make the shortest way through the list. */
static void
choose_years(
    struct arena *a, struct row *rows, size_t n, const struct date_context *ctx)
{
	struct step(*steps)[MOST_YEARS] = arena_array(a, n, sizeof(*steps));
	int last = 0, other = 0;
	bool newest_first = true;

	if (cheapest(rows, n, false, steps, &other) <
	    cheapest(rows, n, true, steps, &last))
		newest_first = false;
	if (cheapest(rows, n, newest_first, steps, &last) == INT64_MAX)
		return;
	for (size_t i = n; i-- > 0;) {
		int from = steps[i][last].from;

		if (rows[i].open && last > 0)
			move_back(&rows[i], last, ctx);
		last = from;
	}
}

static void
mend_years(struct arena *a, struct date_evidence *v, size_t n,
    const struct date_context *ctx)
{
	struct row *rows = ARENA_ARRAY(a, n, struct row);
	size_t count = 0;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		struct row *row = &rows[count];

		if (v[i].when->precision == PRECISION_NONE)
			continue;
		*row = (struct row){ .when = v[i].when };
		civil_from_utc(row->when->t + row->when->offset, &row->c);
		row->open = lacks_year(a, row->when, ctx);
		if (row->open) {
			row->high = MOST_YEARS - 1;
			settle_by_link(row, v[i].link, ctx);
			any = true;
		}
		/* A settled row is moved at once and then stands firm. */
		if (row->open && row->low == row->high) {
			move_back(row, row->low, ctx);
			row->open = false;
			row->low = row->high = 0;
		}
		count++;
	}
	if (any && count > 0)
		choose_years(a, rows, count, ctx);
}

void
date_mend_list(
    struct date_evidence *v, size_t n, const struct date_context *ctx)
{
	struct date_context own = *ctx;
	struct arena a;

	if (n == 0)
		return;
	arena_init(&a, MEND_BUDGET);
	if (ctx->order == DATE_ORDER_AUTO)
		mend_order(&a, v, n, ctx, &own.order);
	mend_years(&a, v, n, &own);
	arena_release(&a);
}
