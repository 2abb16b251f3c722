// SPDX-License-Identifier: ISC
#include "run/articles_lost.h"

#include "model/field.h"

/* So many in a row are no accident, and come within a day or two. */
#define LAST 5
/* What they are compared with: that many before them. */
#define BEFORE 20

static size_t
count(const struct article_tried *v, size_t n, enum field f)
{
	size_t some = 0;

	for (size_t i = 0; i < n; i++)
		some += v[i].gave >> f & 1;
	return some;
}

/* The names of the fields that a rule of SRC gave in most of the articles V but
 * for the first ones, and that those do not have. */
static struct str
lost_fields(struct arena *a, const struct source *src,
    const struct article_tried *v, size_t n)
{
	struct str names = STR_NULL;
	size_t before = n - LAST;

	for (int f = 0; f < FIELD_COUNT && before >= LAST; f++) {
		if (src->article->field[f].n == 0 ||
		    count(v, LAST, (enum field)f) > 0 ||
		    count(v + LAST, before, (enum field)f) * 5 < before * 4)
			continue;
		names = arena_printf(a, "%.*s%s%s", STR_ARG(names),
		    names.len > 0 ? ", " : "", field_name((enum field)f));
	}
	return names;
}

static bool
any_read(const struct article_tried *v, size_t n)
{
	size_t i = 0;

	while (i < n && !v[i].read)
		i++;
	return i < n;
}

/* Move those that were read, or that failed by RULE, to the front of the N
 * articles V; how many. */
static size_t
keep(struct article_tried *v, size_t n, struct str rule)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (v[i].read || str_eq(v[i].rule, rule))
			v[k++] = v[i];
	return k;
}

struct str
articles_rule(struct arena *a, const struct source *src)
{
	const struct rules *rules = &src->article->field[FIELD_CONTENT];
	struct str s = rules->n == 0 ? STR("auto") : rules->v[0].text;

	for (size_t i = 1; i < rules->n; i++)
		s = arena_printf(
		    a, "%.*s, %.*s", STR_ARG(s), STR_ARG(rules->v[i].text));
	return s;
}

int
articles_lost(struct store *st, struct arena *a, const struct source *src,
    struct str *out, struct err *e)
{
	struct article_tried *v;
	struct str names;
	size_t n;

	*out = STR_NULL;
	if (!src->article->on)
		return 0;
	if (store_articles_tried(st, a, src->id, LAST + BEFORE, &v, &n, e) != 0)
		return -1;
	n = keep(v, n, articles_rule(a, src));
	if (n < LAST)
		return 0;
	if (!any_read(v, LAST)) {
		*out = arena_printf(a,
		    "article: none of the last %d could be read: %.*s", LAST,
		    STR_ARG(v[0].why));
		return 0;
	}
	n = keep(v, n, STR_NULL);
	if (n < LAST)
		return 0;
	names = lost_fields(a, src, v, n);
	if (!str_empty(names))
		*out = arena_printf(a,
		    "article: no %.*s found any more in the last %d",
		    STR_ARG(names), LAST);
	return 0;
}
