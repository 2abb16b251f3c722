// SPDX-License-Identifier: ISC
#include "normalize/rematch.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/civil.h"
#include "normalize/canonical.h"
#include "normalize/text.h"

/* "3 hours ago" is said for an hour. */
#define RELATIVE_S 3600
#define MINUTE_S 60
/* Figures that are a number of something, and no day, page or place. */
#define NUMBER_LEAST 3
/* Dates of a page that are too many to be one moment by chance. */
#define ALIKE_LEAST 3

/* What two items are compared by. */
struct face {
	const struct item *it;
	size_t at;          /* its place on its side */
	bool here;          /* it is none that is looked for */
	bool dated;         /* its date says something */
	struct str title;   /* folded; or empty */
	struct str url;     /* canonical; or empty */
	struct str path;    /* of it: all but scheme and host; or empty */
	struct str number;  /* that its path ends in, and no other's does; or
			       empty */
	struct face *other; /* the one it is; or NULL */
};

enum says { SAYS_SAME, SAYS_NOTHING, SAYS_OTHER };

/* What faces are paired by. */
typedef struct str (*trait_fn)(const struct face *f);

static struct str
by_title(const struct face *f)
{
	return f->title;
}

static struct str
by_path(const struct face *f)
{
	return f->path;
}

static struct str
by_number(const struct face *f)
{
	return f->number;
}

bool
date_is_own(const struct item *it)
{
	const struct when *w = &it->published;

	if (w->precision == PRECISION_NONE)
		return false;
	return !w->inferred || (!str_empty(w->raw) && w->t != it->first_seen);
}

bool
dates_alike(const struct item *v, size_t n)
{
	size_t dated = 0;
	int64_t t = 0;

	for (size_t i = 0; i < n; i++) {
		const struct when *w = &v[i].published;

		if (!date_is_own(&v[i]))
			continue;
		if (w->precision > PRECISION_MINUTE)
			return false;
		if (dated++ == 0)
			t = w->t;
		else if (llabs((long long)(w->t - t)) >= MINUTE_S)
			return false;
	}
	return dated >= ALIKE_LEAST;
}

static enum says
compare_dates(const struct face *x, const struct face *y)
{
	const struct when *w = &x->it->published, *v = &y->it->published;
	enum precision less =
	    w->precision > v->precision ? w->precision : v->precision;
	long long apart = llabs((long long)(w->t - v->t));
	struct civil c, d;

	if (!x->dated || !y->dated)
		return SAYS_NOTHING;
	if (less <= PRECISION_MINUTE) {
		long long most = w->how & HOW_RELATIVE ? RELATIVE_S : MINUTE_S;

		return apart < most ? SAYS_SAME : SAYS_OTHER;
	}
	civil_from_utc(w->t + w->offset, &c);
	civil_from_utc(v->t + v->offset, &d);
	if (c.year != d.year || c.month != d.month ||
	    (less == PRECISION_DAY && c.day != d.day))
		return SAYS_OTHER;
	return SAYS_SAME;
}

static enum says
compare_text(struct str x, struct str y)
{
	if (str_empty(x) || str_empty(y))
		return SAYS_NOTHING;
	return str_eq(x, y) ? SAYS_SAME : SAYS_OTHER;
}

/* The part of a canonical URL behind its host, which may be a query alone;
 * empty for the host alone. */
static struct str
path_of(struct str url)
{
	size_t host = str_find(url, STR("://")), at;

	if (host == STR_NONE)
		return STR_NULL;
	for (at = host + 3; at < url.len; at++)
		if (url.p[at] == '/' || url.p[at] == '?' || url.p[at] == '#')
			break;
	return str_from(url, at);
}

/* The last figures of PATH when they may be an article's number, which stays when
 * its address is made anew; not a year, and not few. */
static struct str
number_of(struct str path)
{
	size_t end = path.len, from;
	struct str s;

	while (end > 0 && !is_digit(path.p[end - 1]))
		end--;
	for (from = end; from > 0 && is_digit(path.p[from - 1]);)
		from--;
	s = str_sub(path, from, end - from);
	if (s.len < NUMBER_LEAST ||
	    (s.len == 4 &&
		(str_starts(s, STR("19")) || str_starts(s, STR("20")))))
		return STR_NULL;
	return s;
}

/* Faces by one trait, sorted. */
struct view {
	struct str trait;
	struct face *face;
};

static int
by_trait(const void *va, const void *vb)
{
	const struct view *a = va, *b = vb;
	int order = str_cmp(a->trait, b->trait);

	return order != 0
		   ? order
		   : (a->face->at > b->face->at) - (a->face->at < b->face->at);
}

/* Those of F that have the trait and are the only ones with it. A headline may
 * come back each day, and be that of one item here and of another that is gone;
 * what leads to several items is not the address of any. */
static size_t
view_of(struct arena *a, struct face *f, size_t n, trait_fn trait,
    struct view **out)
{
	struct view *v = ARENA_ARRAY(a, n, struct view);
	size_t all = 0, kept = 0;

	for (size_t i = 0; i < n; i++)
		if (!str_empty(trait(&f[i])) &&
		    (!f[i].here || trait != by_title))
			v[all++] = (struct view){ trait(&f[i]), &f[i] };
	qsort(v, all, sizeof(*v), by_trait);
	for (size_t i = 0, end; i < all; i = end) {
		for (end = i + 1; end < all && str_eq(v[i].trait, v[end].trait);
		     end++)
			;
		if (end == i + 1 && !v[i].face->here &&
		    v[i].face->other == NULL)
			v[kept++] = v[i];
	}
	*out = v;
	return kept;
}

/* What several addresses end in is the number of a section, or of a day. */
static void
drop_shared_numbers(struct arena *a, struct face *f, size_t n)
{
	struct str *alone = ARENA_ARRAY(a, n, struct str);
	struct view *v;
	size_t kept = view_of(a, f, n, by_number, &v);

	for (size_t i = 0; i < kept; i++)
		alone[v[i].face->at] = v[i].trait;
	for (size_t i = 0; i < n; i++)
		f[i].number = alone[i];
}

static struct face *
faces_of(struct arena *a, const struct item *v, const bool *here, size_t n,
    bool dates)
{
	struct face *f = ARENA_ARRAY(a, n, struct face);

	for (size_t i = 0; i < n; i++) {
		struct str title = v[i].title;

		f[i] = (struct face){ .it = &v[i],
			.at = i,
			.here = here != NULL && here[i],
			.dated = dates && date_is_own(&v[i]),
			.title =
			    str_empty(title) ? STR_NULL : text_fold(a, title),
			.url = str_empty(v[i].link)
				   ? STR_NULL
				   : canonical_url(a, v[i].link) };
		f[i].path = path_of(f[i].url);
		f[i].number = number_of(f[i].path);
	}
	drop_shared_numbers(a, f, n);
	return f;
}

/* Does a pair of one title need nothing else? -1: it is no pair. */
static int
judge_title(const struct face *x, const struct face *y)
{
	enum says date = compare_dates(x, y);

	if (date == SAYS_OTHER)
		return -1;
	return date == SAYS_SAME ||
	       compare_text(x->path, y->path) == SAYS_SAME ||
	       compare_text(x->number, y->number) == SAYS_SAME;
}

/* Likewise of one path. */
static int
judge_path(const struct face *x, const struct face *y)
{
	if (compare_text(x->url, y->url) == SAYS_SAME ||
	    compare_dates(x, y) == SAYS_SAME)
		return 1;
	return compare_text(x->title, y->title) == SAYS_NOTHING &&
		       compare_dates(x, y) == SAYS_NOTHING
		   ? 0
		   : -1;
}

/* Two sides, and the pairs that want the others to speak for them. */
struct pairing {
	struct arena *a;
	struct face *new, *old;
	size_t n, m;
	struct face **weak; /* of NEW; their OTHER is not set yet */
	struct face **meant;
	size_t nweak, found;
};

static void
pair_by(struct pairing *p, trait_fn trait,
    int (*judge)(const struct face *, const struct face *))
{
	struct view *x, *y;
	size_t n = view_of(p->a, p->new, p->n, trait, &x);
	size_t m = view_of(p->a, p->old, p->m, trait, &y);

	for (size_t i = 0, j = 0; i < n && j < m;) {
		int order = str_cmp(x[i].trait, y[j].trait);
		int verdict;

		if (order != 0) {
			i += order < 0;
			j += order > 0;
			continue;
		}
		verdict = judge(x[i].face, y[j].face);
		if (verdict > 0) {
			x[i].face->other = y[j].face;
			y[j].face->other = x[i].face;
			p->found++;
		} else if (verdict == 0) {
			p->weak[p->nweak] = x[i].face;
			p->meant[p->nweak++] = y[j].face;
		}
		i++;
		j++;
	}
}

static void
settle_weak(struct pairing *p)
{
	size_t told = p->found;

	for (size_t i = 0; i < p->nweak; i++)
		told += p->weak[i]->other == NULL && p->meant[i]->other == NULL;
	if (told < REMATCH_LEAST || 2 * told < p->n)
		return;
	for (size_t i = 0; i < p->nweak; i++) {
		if (p->weak[i]->other != NULL || p->meant[i]->other != NULL)
			continue;
		p->weak[i]->other = p->meant[i];
		p->meant[i]->other = p->weak[i];
		p->found++;
	}
}

size_t
rematch(struct arena *a, const struct item *new, size_t n,
    const struct item *old, const bool *here, size_t m, size_t *match)
{
	struct pairing p = { .a = a,
		.new = faces_of(a, new, NULL, n, !dates_alike(new, n)),
		.old = faces_of(a, old, here, m, true),
		.n = n,
		.m = m,
		.weak = ARENA_ARRAY(a, 2 * n, struct face *),
		.meant = ARENA_ARRAY(a, 2 * n, struct face *) };

	pair_by(&p, by_title, judge_title);
	pair_by(&p, by_path, judge_path);
	settle_weak(&p);
	for (size_t i = 0; i < n; i++)
		match[i] =
		    p.new[i].other == NULL ? SIZE_MAX : p.new[i].other->at;
	return p.found;
}
