// SPDX-License-Identifier: ISC
// The years that the dates of a list leave out.
#include "normalize/date/years.h"

#include <stdlib.h>

/* A list without years reaches back no further. */
#define MOST_YEARS 10
/* A year in a link is looked for as far back. */
#define MOST_LINK_YEARS 60
/* So many rows in a line can stand out of a list's order. */
#define MOST_STRAY 8

/*
 * What speaks against a reading of a list, in sixteenths of a bit: a gap of G
 * days costs log2(1 + G), for gaps of all lengths occur, the longer the rarer.
 * These are odds of the same kind, tried on lists whose years were known.
 */
enum odds {
	ODDS_PINNED = 108,  /* a row on top is in no order */
	ODDS_MORE = 76,     /* so is the one below it */
	ODDS_STRAY = 180,   /* a row further down is in no order */
	ODDS_BACK = 96,     /* a row follows against the order */
	ODDS_YEAR = 48,     /* a year is further back than the order asks for */
	ODDS_ASCENDING = 72 /* the list is oldest first: few are */
};

/* A row of the list while its year is looked for. */
struct row {
	struct when *when;
	struct civil c; /* as its own clocks show */
	bool open;      /* its year was made up, and no link says which */
};
/*
 * The best way to a row in the order whose year is moved back by so many:
 * what it costs, and the row in the order that comes before.
 */
struct step {
	int64_t cost;
	size_t row; /* NO_ROW: it is the first */
	int years;
};
#define NO_ROW SIZE_MAX

struct list {
	struct row *rows;
	size_t n;
	int64_t today;
	struct step (*steps)[MOST_YEARS];
};

static bool
exists(const struct row *row, int years)
{
	return row->c.day <=
	       civil_month_days(row->c.year - years, row->c.month);
}

static bool
possible(const struct row *row, int years)
{
	return years == 0 || (row->open && exists(row, years));
}

static int64_t
days(const struct row *row, int years)
{
	return civil_days(row->c.year - years, row->c.month, row->c.day);
}

/* ---- what a row says by itself ---- */

/* How far ROW must go back to be nearest to DAY; OFF is what then remains. */
static int
years_to(const struct row *row, int64_t day, int64_t *off)
{
	int best = 0;

	*off = INT64_MAX;
	for (int k = 0; k < MOST_LINK_YEARS; k++) {
		int64_t d = llabs(days(row, k) - day);

		if (!exists(row, k) || d >= *off)
			continue;
		*off = d;
		best = k;
	}
	return best;
}

/* The two digits at AT when slashes enclose them; else -1. */
static int
two_digits(struct str s, size_t at)
{
	unsigned long long v;

	if (at + 3 >= s.len || s.p[at] != '/' || s.p[at + 3] != '/' ||
	    str_uint(str_sub(s, at + 1, 2), 99, &v) != 0)
		return -1;
	return (int)v;
}

/*
 * Find a path like /09/06/30/ that names ROW's day of the year, or the next to
 * it. It could be any numbers: only that agreement makes it a date.
 */
static bool
short_year(const struct row *row, struct str link, int *years)
{
	for (size_t i = 0; i < link.len; i++) {
		int year = two_digits(link, i);
		struct civil c = { .year = year,
			.month = two_digits(link, i + 3),
			.day = two_digits(link, i + 6) };
		int64_t off;

		/* POSIX, strptime(3), %y: 69 to 99 are of the last century. */
		c.year += year < 69 ? 2000 : 1900;
		if (year < 0 || !civil_valid(&c))
			continue;
		*years =
		    years_to(row, civil_days(c.year, c.month, c.day), &off);
		if (off <= 1)
			return true;
	}
	return false;
}

/* Seconds since 1970 have so many figures, from 2001 to 2286. */
#define EPOCH_FIGURES 10

/*
 * Find a number of seconds since 1970, as boards name their entries by
 * (M.1708407561.A.html), that is on ROW's day of the year, or the next to it:
 * that agreement again is what makes it a date.
 */
static bool
epoch_year(const struct row *row, struct str link,
    const struct date_context *ctx, int *years)
{
	size_t end;

	for (size_t i = 0; i < link.len; i = end + 1) {
		struct civil c;
		unsigned long long t;
		int64_t off;

		for (end = i; end < link.len && is_digit(link.p[end]);)
			end++;
		if (end - i != EPOCH_FIGURES ||
		    str_uint(str_sub(link, i, end - i), INT64_MAX, &t) != 0 ||
		    (int64_t)t > ctx->now)
			continue;
		zone_civil(ctx->zone, (int64_t)t, &c);
		*years =
		    years_to(row, civil_days(c.year, c.month, c.day), &off);
		if (off <= 1)
			return true;
	}
	return false;
}

/* The year that a link names is nearer than any other. */
static bool
year_in_link(const struct row *row, struct str link,
    const struct date_context *ctx, int *years)
{
	struct when w;
	struct civil c;
	int64_t off;

	if (date_in_url(link, ctx, &w) != 0)
		return short_year(row, link, years) ||
		       epoch_year(row, link, ctx, years);
	zone_civil(ctx->zone, w.t, &c);
	*years = years_to(row, civil_days(c.year, c.month, c.day), &off);
	return true;
}

/* Move ROW back by YEARS for the reason WHY. */
static void
move_back(
    struct row *row, int years, enum how why, const struct date_context *ctx)
{
	struct when *w = row->when;
	struct zone fixed = { .fixed = true, .offset = w->offset };
	bool home = zone_offset(ctx->zone, w->t) == w->offset;

	w->how = (w->how & ~(unsigned)HOW_YEAR_NEWEST) | why;
	row->c.year -= years;
	w->t = zone_instant(home ? ctx->zone : &fixed, &row->c);
	w->offset = home ? zone_offset(ctx->zone, w->t) : w->offset;
}

/* ---- what the order of the list says ---- */

/* Whether the list as it stands goes one way; rows of one day may. */
static bool
is_monotone(const struct list *l, bool newest_first)
{
	for (size_t i = 1; i < l->n; i++) {
		int64_t d = days(&l->rows[i - 1], 0) - days(&l->rows[i], 0);

		if (newest_first ? d < 0 : d > 0)
			return false;
	}
	return true;
}

/* log2(1 + DAYS) in sixteenths, in straight lines from power to power. */
static int64_t
gap_cost(int64_t gap)
{
	uint64_t x = (uint64_t)llabs(gap) + 1;
	int64_t bits = 0;

	while (x >> bits > 1)
		bits++;
	return bits * 16 + (int64_t)((x << 4) >> bits) - 16;
}

/* What it costs that OLDER stands so many days behind what comes next. */
static int64_t
lag_cost(const struct row *older, int64_t gap)
{
	return gap_cost(gap) +
	       (older->open && gap > 0 ? gap / 365 * ODDS_YEAR : 0);
}

/*
 * What it costs that one row follows another in a list of one direction, with
 * their years moved back by so many.
 */
static int64_t
step_cost(const struct row *before, int years_before, const struct row *after,
    int years_after, bool newest_first)
{
	const struct row *older = newest_first ? after : before;
	int64_t forward = days(before, years_before) - days(after, years_after);
	if (!newest_first)
		forward = -forward;
	return lag_cost(older, forward) + (forward < 0 ? ODDS_BACK : 0);
}

/* What it costs that the first N rows are in no order. */
static int64_t
pinned_cost(size_t n)
{
	return n == 0 ? 0 : ODDS_PINNED + (int64_t)(n - 1) * ODDS_MORE;
}

/* The best way to row I, moved back by YEARS, from the rows before it. */
static struct step
best_step(const struct list *l, size_t i, int years, bool newest_first)
{
	int64_t day = days(&l->rows[i], years);
	struct step best = { pinned_cost(i), NO_ROW, 0 };

	/* When many rows are pinned none is. */
	if (i > 1 ? i * 3 >= l->n : i > (l->n + 1) / 2)
		best.cost = INT64_MAX;
	/* The newest row is not long ago: pages are read for their news. */
	else if (newest_first)
		best.cost += lag_cost(&l->rows[i], l->today - day);
	for (size_t j = i > MOST_STRAY ? i - MOST_STRAY - 1 : 0; j < i; j++) {
		for (int k = 0; k < MOST_YEARS; k++) {
			int64_t cost = (int64_t)(i - j - 1) * ODDS_STRAY;

			if (!possible(&l->rows[j], k))
				continue;
			cost += l->steps[j][k].cost + step_cost(&l->rows[j], k,
							  &l->rows[i], years,
							  newest_first);
			if (cost < best.cost)
				best = (struct step){ cost, j, k };
		}
	}
	return best;
}

/* Fill in L's steps and return the last one, to the end of the list. */
static struct step
best_way(const struct list *l, bool newest_first)
{
	struct step best = { INT64_MAX, NO_ROW, 0 };

	for (size_t i = 0; i < l->n; i++) {
		for (int k = 0; k < MOST_YEARS; k++) {
			int64_t cost = (int64_t)(l->n - 1 - i) * ODDS_STRAY;

			if (!possible(&l->rows[i], k))
				continue;
			l->steps[i][k] = best_step(l, i, k, newest_first);
			cost += l->steps[i][k].cost;
			if (!newest_first)
				cost += ODDS_ASCENDING +
					lag_cost(&l->rows[i],
					    l->today - days(&l->rows[i], k));
			if (cost < best.cost)
				best = (struct step){ cost, i, k };
		}
	}
	return best;
}

/* Move the rows back to the years of the way that costs least. */
static void
choose_years(struct list *l, const struct date_context *ctx)
{
	struct step up = best_way(l, false), way = best_way(l, true);

	if (up.cost < way.cost)
		way = best_way(l, false);
	while (way.row != NO_ROW) {
		struct row *row = &l->rows[way.row];
		struct step before = l->steps[way.row][way.years];

		if (way.years > 0)
			move_back(row, way.years, HOW_YEAR_LIST, ctx);
		way = before;
	}
}

void
mend_years(struct arena *a, struct date_evidence *v, size_t n,
    const struct date_context *ctx)
{
	struct list l = { .rows = ARENA_ARRAY(a, n, struct row) };
	size_t open = 0;
	struct civil now;

	for (size_t i = 0; i < n; i++) {
		struct row *row = &l.rows[l.n];
		int years;

		if (v[i].when->precision == PRECISION_NONE)
			continue;
		*row = (struct row){ .when = v[i].when };
		civil_from_utc(row->when->t + row->when->offset, &row->c);
		row->open = (row->when->how & HOW_YEAR_NEWEST) != 0;
		/* A settled row is moved at once and then stands firm. */
		if (row->open && year_in_link(row, v[i].link, ctx, &years)) {
			move_back(row, years, HOW_YEAR_LINK, ctx);
			row->open = false;
		}
		open += row->open;
		l.n++;
	}
	/* Years that are known can show that an ascent is only made up. */
	if (open == 0 || is_monotone(&l, true) ||
	    (open == l.n && is_monotone(&l, false)))
		return;
	zone_civil(ctx->zone, ctx->now, &now);
	l.today = civil_days(now.year, now.month, now.day);
	l.steps = arena_array(a, l.n, sizeof(*l.steps));
	choose_years(&l, ctx);
}
