// SPDX-License-Identifier: ISC
// What the dates of a list say about each other.
#include "normalize/date/reading.h"
#include "normalize/date/years.h"

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

/*
 * Read again what was in doubt, and let ORDER be the list's own. Between two
 * texts A is reset: of what was read nothing in it stays.
 */
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
			w.how = (w.how & ~HOW_ORDER_GIVEN) | HOW_ORDER_LIST;
			*v[i].when = w;
		}
		arena_reset(a);
	}
}

void
date_mend_list(
    struct date_evidence *v, size_t n, const struct date_context *ctx)
{
	struct date_context own = *ctx;
	struct arena a;

	if (n == 0)
		return;
	/* Each text was part of one that had its budget when it was read. */
	arena_init(&a, SIZE_MAX);
	if (ctx->order == DATE_ORDER_AUTO)
		mend_order(&a, v, n, ctx, &own.order);
	mend_years(&a, v, n, &own);
	arena_release(&a);
}
