// SPDX-License-Identifier: ISC
// A list of which nothing is known any more.
#include "run/likeness.h"

#include "normalize/rematch.h"
#include "run/link_way.h"
#include "run/sides.h"

#define DAY_S 86400

/* Nine in ten are dated, none before AFTER or to come, and the dates fall. */
static bool
all_news(const struct items *page, int64_t after, int64_t now)
{
	size_t dated = 0;
	int64_t before = now + DAY_S;

	for (size_t i = 0; i < page->n; i++) {
		int64_t t = page->v[i].published.t;

		if (!date_is_own(&page->v[i]))
			continue;
		dated++;
		if (t < after || t > before)
			return false;
		before = t;
	}
	return 10 * dated >= 9 * page->n;
}

/* Most of the titles are in a script without spaces. */
static bool
is_wide(const struct item *v, size_t n)
{
	size_t wide = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < v[i].title.len; k++)
			if ((unsigned char)v[i].title.p[k] >= 0xE3) {
				wide++; /* U+3000 and above */
				break;
			}
	return 2 * wide > n;
}

static bool
same_language(const struct list_known *known, const struct items *page)
{
	struct str x = known->language, y = page->language;

	if (is_wide(known->v, known->n) != is_wide(page->v, page->n))
		return false;
	return str_empty(x) || str_empty(y) ||
	       str_ieq(str_sub(x, 0, str_chr(x, '-', 0)),
		   str_sub(y, 0, str_chr(y, '-', 0)));
}

bool
likeness_fresh(struct arena *a, const struct list_known *known,
    const struct items *page, const bool *stored, int64_t now)
{
	struct span span = span_of(known->v, known->n, NULL);
	struct likeness l;
	struct sides s = sides_of(a, known, page, stored, &l);
	struct str way;

	for (size_t i = 0; i < page->n; i++)
		if (stored[i])
			return false;
	if (l.known > 0 || page->n < LIKENESS_LEAST || !span.any ||
	    2 * page->n < known->n || page->n > 2 * known->n ||
	    dates_alike(page->v, page->n) || !sides_names_differ(&s) ||
	    !same_language(known, page) || !all_news(page, span.to, now) ||
	    likeness_around(a, known, page, &l) > 0)
		return false;
	way = link_one_way(a, known->v, known->n, NULL);
	for (size_t i = 0; i < page->n && !str_empty(way); i++)
		if (!str_eq(way, link_way(a, page->v[i].link)))
			return false;
	return !str_empty(way);
}
