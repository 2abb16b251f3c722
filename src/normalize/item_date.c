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

/*
 * A rule that finds texts of which none is a date does not say when anything
 * was published: most likely its format is wrong, or the page has another now.
 * The texts are not quoted, as each run would tell others for news.
 */
static void
warn_unread(struct norm *n, const struct item *v, size_t count, enum field f)
{
	const struct rules *rules = &n->src->rules->field[f];
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		const struct when *w =
		    f == FIELD_DATE ? &v[i].published : &v[i].updated;

		found += v[i].raw->field[f].n > 0;
		if (w->precision != PRECISION_NONE)
			return;
	}
	if (rules->n == 0 || found == 0)
		return;
	norm_warn_rule(
	    n, arena_printf(n->a, "%s: nothing that %.*s%s finds is a date",
		   field_name(f), STR_ARG(rules->v[0].text),
		   rules->n > 1 ? " or a rule after it" : ""));
}

void
item_dates(struct norm *n, struct item *v, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		v[i].published = read_date(n, v[i].raw, FIELD_DATE);
		v[i].updated = read_date(n, v[i].raw, FIELD_UPDATED);
	}
	warn_unread(n, v, count, FIELD_DATE);
	warn_unread(n, v, count, FIELD_UPDATED);
	mend(n, v, count);
	for (size_t i = 0; i < count; i++) {
		read_link(n, &v[i]);
		if (v[i].updated.t < v[i].published.t)
			v[i].updated = NO_DATE;
	}
}
