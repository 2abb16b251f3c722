// SPDX-License-Identifier: ISC
#include <stdbool.h>

#include "base/utf8.h"
#include "model/limits.h"
#include "normalize/context.h"
#include "normalize/date/date.h"

struct date_context
norm_dates(const struct norm *n)
{
	return (struct date_context){
		.now = n->now,
		.zone = &n->zone,
		.language = n->language,
		.order = n->src->date_order,
	};
}

static int
read_value(struct norm *n, const struct raw_field *f, size_t i, struct when *w)
{
	const struct date_context ctx = norm_dates(n);
	struct str text = utf8_head(f->v[i].value, LIMIT_DATE_TEXT);
	int rc;

	*w = NO_DATE;
	rc = str_empty(f->format)
		 ? date_parse(n->a, text, &ctx, w)
		 : date_parse_format(n->a, text, f->format, &ctx, w);
	return rc == 0 && w->t >= LIMIT_DATE_MIN ? 0 : -1;
}

static int64_t
day_of(const struct when *w)
{
	return (w->t + w->offset) / 86400;
}

/* True when W says of the day of BEST at which time it was. */
static bool
is_finer(const struct when *w, const struct when *best)
{
	return w->precision < best->precision && !w->inferred &&
	       best->precision == PRECISION_DAY && day_of(w) == day_of(best);
}

/*
 * The first value of F that reads as a date, or a later one that agrees and
 * has the time of day: <time datetime="2026-11-20">2026-11-20 08:30</time>.
 */
static struct when
read_date(struct norm *n, const struct raw_item *raw, enum field f)
{
	const struct raw_field *field = &raw->field[f];
	struct when best = NO_DATE, w;

	for (size_t i = 0; i < field->n; i++)
		if (read_value(n, field, i, &w) == 0 &&
		    (best.precision == PRECISION_NONE || is_finer(&w, &best)))
			best = w;
	if (field->n > 0 && best.precision == PRECISION_NONE)
		norm_warn(n, raw, "no date", field->v[0].value);
	return best;
}

/* The list's own order and the links settle what the dates leave open. */
static void
mend(struct norm *n, struct item *v, size_t count)
{
	const struct date_context ctx = norm_dates(n);
	struct date_evidence *list =
	    ARENA_ARRAY(n->a, count, struct date_evidence);

	for (size_t i = 0; i < count; i++)
		list[i] = (struct date_evidence){ .when = &v[i].published,
			.link = v[i].link };
	date_mend_list(list, count, &ctx);
}

/* Where the page gives no date, the link may. */
static void
read_link(struct norm *n, struct item *it)
{
	const struct date_context ctx = norm_dates(n);
	struct when w = NO_DATE;

	if (it->published.precision != PRECISION_NONE ||
	    date_in_url(it->link, &ctx, &w) != 0 ||
	    w.precision != PRECISION_DAY || w.t < LIMIT_DATE_MIN ||
	    w.t > n->now)
		return;
	w.inferred = true;
	it->published = w;
}

void
item_dates(struct norm *n, struct item *v, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		v[i].published = read_date(n, v[i].raw, FIELD_DATE);
		v[i].updated = read_date(n, v[i].raw, FIELD_UPDATED);
	}
	mend(n, v, count);
	for (size_t i = 0; i < count; i++) {
		read_link(n, &v[i]);
		if (v[i].updated.t < v[i].published.t)
			v[i].updated = NO_DATE;
	}
}
