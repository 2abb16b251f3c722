// SPDX-License-Identifier: ISC
#include "normalize/filter.h"

#include <stdbool.h>

#include "base/regex.h"
#include "model/limits.h"
#include "normalize/markup.h"
#include "normalize/text.h"

struct condition {
	const struct filter *filter;
	bool drops;            /* what it matches is dropped, else kept */
	struct regex *pattern; /* or NULL */
	struct str word;       /* folded */
};
struct conditions {
	struct condition *v;
	size_t n;
};
struct filter_set {
	unsigned required;
	struct conditions only, drop;
	uint32_t max_age;
	int64_t now;
};

static int
make_ready(struct arena *a, const struct filters *f, bool drops, bool later,
    struct conditions *out, struct err *e)
{
	out->n = 0;
	out->v = ARENA_ARRAY(a, f->n, struct condition);
	for (size_t i = 0; i < f->n; i++) {
		struct condition *c = &out->v[out->n];

		if (later && f->v[i].field == FIELD_CONTENT)
			continue;
		out->n++;
		c->filter = &f->v[i];
		c->drops = drops;
		if (!f->v[i].pattern)
			c->word = text_fold_case(a, f->v[i].text);
		else if (regex_compile(a, f->v[i].text, f->v[i].flags,
			     LIMIT_REGEX_STEPS, &c->pattern, e) != 0)
			return err_in(e, "/%.*s/", STR_ARG(f->v[i].text));
	}
	return 0;
}

int
filter_init(struct arena *a, const struct source *src, int64_t now,
    struct filter_set **out, struct err *e)
{
	struct filter_set *f = ARENA_NEW(a, struct filter_set);

	f->required = src->sieve->required;
	/* What the article brings is asked for when it has come. */
	if (src->article->on)
		f->required &= ~(1u << FIELD_CONTENT);
	f->max_age = src->sieve->max_age;
	f->now = now;
	if (make_ready(a, &src->sieve->only, false, src->article->on, &f->only,
		e) != 0 ||
	    make_ready(
		a, &src->sieve->drop, true, src->article->on, &f->drop, e) != 0)
		return -1;
	*out = f;
	return 0;
}

static bool
in_text(struct arena *a, const struct condition *c, struct str text)
{
	struct regex_match m;
	struct err e = ERR_INIT;

	if (c->pattern != NULL)
		switch (regex_search(c->pattern, text, 0, &m, &e)) {
		case 0:
			return false;
		case 1:
			return true;
		default:
			/* Given up: what a filter cannot read is not let
			 * through, neither by `only` nor by `drop`. */
			return c->drops;
		}
	return str_find(text_fold_case(a, text), c->word) != STR_NONE;
}

static bool
in_categories(struct arena *a, const struct condition *c, const struct item *it)
{
	for (size_t i = 0; i < it->ncategories; i++)
		if (in_text(a, c, it->categories[i]))
			return true;
	return false;
}

static bool
in_enclosures(struct arena *a, const struct condition *c, const struct item *it)
{
	for (size_t i = 0; i < it->nenclosures; i++)
		if (in_text(a, c, it->enclosures[i].url))
			return true;
	return false;
}

/* The first value of F as it was found; of a stored item dates alone. */
static struct str
found(const struct item *it, enum field f)
{
	if (it->raw == NULL)
		return f == FIELD_DATE      ? it->published.raw
		       : f == FIELD_UPDATED ? it->updated.raw
					    : STR_NULL;
	if (it->raw->field[f].n == 0)
		return STR_NULL;
	return it->raw->field[f].v[0].value;
}

static bool
matches(struct arena *a, const struct condition *c, const struct item *it)
{
	switch (c->filter->field) {
	case FIELD_TITLE:
		return in_text(a, c, it->title);
	case FIELD_LINK:
		return in_text(a, c, it->link);
	case FIELD_GUID:
	case FIELD_DATE:
	case FIELD_UPDATED:
		return in_text(a, c, found(it, c->filter->field));
	case FIELD_SUMMARY:
		return in_text(a, c, it->summary);
	case FIELD_CONTENT:
		return in_text(a, c, markup_text(a, it->content));
	case FIELD_AUTHOR:
		return in_text(a, c, it->author);
	case FIELD_OUTLET:
		return in_text(a, c, it->outlet);
	case FIELD_CATEGORY:
		return in_categories(a, c, it);
	case FIELD_IMAGE:
		return in_text(a, c, it->image);
	case FIELD_ENCLOSURE:
		return in_enclosures(a, c, it);
	case FIELD_LANGUAGE:
		return in_text(a, c, it->language);
	case FIELD_COUNT:
		break;
	}
	return in_text(a, c, it->title) ||
	       in_text(a, c,
		   str_empty(it->summary) ? markup_text(a, it->content)
					  : it->summary);
}

static bool
has_field(const struct item *it, enum field f)
{
	switch (f) {
	case FIELD_TITLE:
		return !str_empty(it->title);
	case FIELD_LINK:
		return !str_empty(it->link);
	case FIELD_GUID:
		return !str_empty(found(it, f));
	case FIELD_SUMMARY:
		return !str_empty(it->summary);
	case FIELD_CONTENT:
		return !str_empty(it->content);
	case FIELD_DATE:
		return it->published.precision != PRECISION_NONE;
	case FIELD_UPDATED:
		return it->updated.precision != PRECISION_NONE;
	case FIELD_AUTHOR:
		return !str_empty(it->author);
	case FIELD_OUTLET:
		return !str_empty(it->outlet);
	case FIELD_CATEGORY:
		return it->ncategories > 0;
	case FIELD_IMAGE:
		return !str_empty(it->image);
	case FIELD_ENCLOSURE:
		return it->nenclosures > 0;
	case FIELD_LANGUAGE:
		return !str_empty(it->language);
	case FIELD_COUNT:
		break;
	}
	return true;
}

/* The first of C that IT meets, or NULL. */
static const struct filter *
first_match(struct arena *a, const struct conditions *c, const struct item *it)
{
	for (size_t i = 0; i < c->n; i++)
		if (matches(a, &c->v[i], it))
			return c->v[i].filter;
	return NULL;
}

/* The last moment that the date may mean: a bare day goes on to its end. */
static int64_t
end_of(const struct when *w)
{
	switch (w->precision) {
	case PRECISION_MONTH:
		return w->t + 31 * (int64_t)86400;
	case PRECISION_DAY:
		return w->t + 86400;
	default:
		return w->t;
	}
}

static bool
is_too_old(const struct filter_set *f, const struct item *it)
{
	return f->max_age > 0 && it->published.precision != PRECISION_NONE &&
	       end_of(&it->published) < f->now - (int64_t)f->max_age;
}

struct str
filter_ask(struct arena *a, const struct filter_set *f, const struct item *it)
{
	const struct filter *hit;

	for (int i = 0; i < FIELD_COUNT; i++)
		if ((f->required & 1u << i) && !has_field(it, (enum field)i))
			return arena_printf(
			    a, "required: no %s", field_name((enum field)i));
	if (is_too_old(f, it))
		return STR("max_age: too old");
	if (f->only.n > 0 && first_match(a, &f->only, it) == NULL)
		return STR("only: nothing matches");
	hit = first_match(a, &f->drop, it);
	if (hit == NULL)
		return STR_NULL;
	return arena_printf(a, hit->pattern ? "drop: /%.*s/" : "drop: %.*s",
	    STR_ARG(hit->text));
}
