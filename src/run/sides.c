// SPDX-License-Identifier: ISC
#include "run/sides.h"

#include "normalize/rematch.h"
#include "normalize/text.h"

static bool
own_link(const struct item *it)
{
	return !str_starts(it->key, STR("t:"));
}

static struct str *
fold_titles(struct arena *a, const struct item *v, size_t n)
{
	struct str *out = ARENA_ARRAY(a, n, struct str);

	for (size_t i = 0; i < n; i++)
		out[i] =
		    str_empty(v[i].title) ? STR_NULL : text_fold(a, v[i].title);
	return out;
}

static size_t
times(const struct str *v, size_t n, struct str s)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		found += str_eq(v[i], s);
	return found;
}

static size_t
rank_of(const struct sides *s, size_t i)
{
	size_t by_title = UNKNOWN;

	for (size_t k = 0; k < s->old->n; k++) {
		if (str_eq(s->old->v[k].key, s->page->v[i].key))
			return k;
		if (!str_empty(s->title[i]) &&
		    str_eq(s->old_title[k], s->title[i]))
			by_title = k;
	}
	if (by_title == UNKNOWN ||
	    times(s->title, s->page->n, s->title[i]) > 1 ||
	    times(s->old_title, s->old->n, s->title[i]) > 1)
		return UNKNOWN;
	return by_title;
}

struct sides
sides_of(struct arena *a, const struct list_known *known,
    const struct items *page, const bool *stored, struct likeness *l)
{
	struct sides s = { .a = a,
		.old = known,
		.page = page,
		.stored = stored,
		.old_title = fold_titles(a, known->v, known->n),
		.title = fold_titles(a, page->v, page->n),
		.l = l };

	*l = (struct likeness){ .rank = ARENA_ARRAY(a, page->n, size_t),
		.why = STR_NULL };
	for (size_t i = 0; i < page->n; i++) {
		l->rank[i] = rank_of(&s, i);
		if (l->rank[i] == UNKNOWN)
			continue;
		l->known++;
		s.last = i;
	}
	return s;
}

static size_t
count_own(const struct str *title, size_t n)
{
	size_t own = 0;

	for (size_t i = 0; i < n; i++)
		own += !str_empty(title[i]) && times(title, n, title[i]) == 1;
	return own;
}

static size_t
count_links(const struct item *v, size_t n)
{
	size_t own = 0;

	for (size_t i = 0; i < n; i++)
		own += own_link(&v[i]);
	return own;
}

bool
sides_names_differ(const struct sides *s)
{
	size_t n = s->page->n, m = s->old->n;

	return 4 * count_own(s->title, n) * m >=
		   3 * count_own(s->old_title, m) * n &&
	       4 * count_links(s->page->v, n) * m >=
		   3 * count_links(s->old->v, m) * n;
}

struct span
span_of(const struct item *v, size_t n, const size_t *rank)
{
	struct span out = { .any = false };

	for (size_t i = 0; i < n; i++) {
		int64_t t = v[i].published.t;

		if (!date_is_own(&v[i]) || (rank != NULL && rank[i] == UNKNOWN))
			continue;
		if (!out.any || t < out.from)
			out.from = t;
		if (!out.any || t > out.to)
			out.to = t;
		out.any = true;
	}
	return out;
}
