// SPDX-License-Identifier: ISC
#include "run/likeness.h"

#include <stdlib.h>

#include "normalize/rematch.h"
#include "run/around.h"
#include "run/link_way.h"
#include "run/sides.h"

#define DAY_S 86400
#define HOUR_S 3600
/* Bytes of a folded title that tell it from others though it was cut. */
#define HEAD_LEAST 12

/* number and gaps */
static struct str
judge_number(const struct sides *s)
{
	const struct likeness *l = s->l;
	size_t head = 0;

	for (size_t i = 0; i < s->page->n; i++)
		if (l->rank[i] != UNKNOWN && l->rank[i] + 1 > head)
			head = l->rank[i] + 1;
	if (l->known < LIKENESS_LEAST || 3 * l->known < s->old->n)
		return arena_printf(s->a, "it has %zu of the %zu known items",
		    l->known, s->old->n);
	if (2 * s->page->n < s->old->n)
		return arena_printf(s->a, "it has only %zu items, not %zu",
		    s->page->n, s->old->n);
	if (5 * l->known < 4 * head)
		return arena_printf(s->a,
		    "it has %zu of the first %zu known items, here and there",
		    l->known, head);
	return STR_NULL;
}

static struct str
judge_order(const struct sides *s)
{
	const size_t *rank = s->l->rank;
	size_t pairs = 0, kept = 0;

	for (size_t i = 0; i < s->page->n; i++)
		for (size_t k = i + 1; k < s->page->n; k++) {
			if (rank[i] == UNKNOWN || rank[k] == UNKNOWN)
				continue;
			pairs++;
			kept += rank[i] < rank[k];
		}
	return 5 * kept < 4 * pairs
		   ? STR("it has the known items in another order")
		   : STR_NULL;
}

/* Equal, or one of them goes on where the other was cut. */
static bool
titles_agree(struct str x, struct str y)
{
	if (x.len > y.len) {
		struct str other = x;

		x = y;
		y = other;
	}
	return str_eq(x, y) || (x.len >= HEAD_LEAST && str_starts(y, x));
}

static struct str
judge_names(const struct sides *s)
{
	size_t both = 0, agree = 0;

	for (size_t i = 0; i < s->page->n; i++) {
		size_t k = s->l->rank[i];

		if (k == UNKNOWN || str_empty(s->old_title[k]))
			continue;
		both++;
		agree += titles_agree(s->title[i], s->old_title[k]);
	}
	if (4 * agree < 3 * both)
		return arena_printf(s->a,
		    "%zu of %zu known items have other titles in it",
		    both - agree, both);
	return sides_names_differ(s) ? STR_NULL
				     : STR("its items lack titles or links");
}

/* Does the date of IT stand where a list has it that begins with the newest?
 * To a day, as zones and bare days are not told apart. */
static bool
date_fits(const struct span *known, const struct item *it, bool behind)
{
	int64_t t = it->published.t;

	return behind ? t <= known->to + DAY_S : t >= known->from - DAY_S;
}

/* What unknown items are held against. */
struct measure {
	struct span span; /* of the dates of known items */
	bool dated;       /* nine in ten of those are */
	struct str host, way;
	size_t known; /* above the item that is looked at */
};

static struct measure
measure_of(const struct sides *s)
{
	const size_t *rank = s->l->rank;
	struct measure m = { .span = span_of(s->page->v, s->page->n, rank),
		.host = link_one_host(s->a, s->page->v, s->page->n, rank),
		.way = link_one_way(s->a, s->page->v, s->page->n, rank) };
	size_t dated = 0;

	for (size_t i = 0; i < s->page->n; i++)
		dated += rank[i] != UNKNOWN && date_is_own(&s->page->v[i]);
	m.dated = 10 * dated >= 9 * s->l->known;
	return m;
}

/* May item I, which is unknown, be news of the list? Empty: it may. */
static struct str
judge_news(const struct sides *s, const struct measure *m, size_t i)
{
	const struct item *it = &s->page->v[i];
	bool dated = m->span.any && date_is_own(it);

	if ((!str_empty(m->host) &&
		!str_eq(m->host, link_host(s->a, it->link))) ||
	    (!str_empty(m->way) && !str_eq(m->way, link_way(s->a, it->link))))
		return STR("not all of it leads to where the known items "
			   "lead");
	if (around_has(s->a, s->old->around, it->link))
		return STR("some of it stood elsewhere on the page before");
	if (dated ? !date_fits(&m->span, it, i > s->last)
		  : m->dated || i > s->last || 4 * m->known > s->l->known)
		return STR("it has more than news and the known items");
	return STR_NULL;
}

/* rest */
static struct str
judge_rest(const struct sides *s)
{
	struct measure m = measure_of(s);
	size_t undated = 0, old = 0;

	for (size_t i = 0; i < s->page->n; i++) {
		struct str why;

		if (s->l->rank[i] != UNKNOWN) {
			m.known++;
			continue;
		}
		old += s->stored[i];
		if (s->stored[i])
			continue;
		why = judge_news(s, &m, i);
		if (!str_empty(why))
			return why;
		undated += !date_is_own(&s->page->v[i]);
	}
	if (undated > s->l->known || old > s->l->known)
		return STR("less than half of it is known");
	return STR_NULL;
}

void
likeness_judge(struct arena *a, const struct list_known *known,
    const struct items *page, const bool *stored, struct likeness *out)
{
	static struct str (*const judges[])(const struct sides *) = {
		judge_number, judge_order, judge_names, judge_rest
	};
	struct sides s = sides_of(a, known, page, stored, out);

	for (size_t i = 0; i < sizeof(judges) / sizeof(*judges); i++) {
		out->why = judges[i](&s);
		if (!str_empty(out->why))
			return;
	}
}

size_t
likeness_around(struct arena *a, const struct list_known *known,
    const struct items *page, const struct likeness *l)
{
	size_t n = 0;

	for (size_t i = 0; i < page->n; i++)
		n += l->rank[i] == UNKNOWN &&
		     around_has(a, known->around, page->v[i].link);
	return n;
}

bool
likeness_dates(const struct list_known *known, const struct items *page,
    const struct likeness *l)
{
	size_t both = 0, agree = 0;

	for (size_t i = 0; i < page->n; i++) {
		const struct when *w = &page->v[i].published, *v;
		int64_t most = HOUR_S;

		if (l->rank[i] == UNKNOWN || !date_is_own(&page->v[i]) ||
		    !date_is_own(&known->v[l->rank[i]]))
			continue;
		v = &known->v[l->rank[i]].published;
		if (w->precision > PRECISION_MINUTE ||
		    v->precision > PRECISION_MINUTE)
			most = DAY_S;
		both++;
		agree += llabs((long long)(w->t - v->t)) < most;
	}
	return 4 * agree >= 3 * both;
}
