// SPDX-License-Identifier: ISC
// The order of lists by the examples that their items hold.
#include <stdlib.h>

#include "cli/detect/finding.h"
#include "model/limits.h"
#include "normalize/text.h"
#include "web/url.h"

/* An example in the forms that items are compared with. */
struct example {
	struct str text; /* folded */
	struct str link; /* as a URL; or empty */
	struct str raw;
};

static bool
shows(struct arena *a, const struct item *it, const struct example *ex)
{
	const struct raw_field *date = &it->raw->field[FIELD_DATE];

	if (!str_empty(ex->text) &&
	    str_find(text_fold(a, it->title), ex->text) != STR_NONE)
		return true;
	if (!str_empty(ex->link) && str_eq(it->link, ex->link))
		return true;
	return date->n > 0 &&
	       str_find(text_line(a, date->v[0].raw), ex->raw) != STR_NONE;
}

static size_t
held_by(const struct finding *f, const struct finding_list *l)
{
	struct arena a;
	size_t held = 0;

	if (l->failed)
		return 0;
	arena_init(&a, LIMIT_ARENA);
	for (size_t i = 0; i < f->c->nexamples; i++) {
		struct example ex = { .raw = text_line(&a, f->c->example[i]) };
		size_t k = 0;

		ex.text = text_fold(&a, ex.raw);
		if (url_resolve(&a, ex.raw, l->as.url, LIMIT_URL, &ex.link) !=
		    0)
			ex.link = STR_NULL;
		while (
		    k < l->page.items.n && !shows(&a, &l->page.items.v[k], &ex))
			k++;
		held += k < l->page.items.n;
	}
	arena_release(&a);
	return held;
}

/* The rules may find more than the entries that they were made from. */
static int
by_examples(const void *pa, const void *pb)
{
	const struct finding_list *a = pa, *b = pb;

	if (a->held != b->held)
		return a->held > b->held ? -1 : 1;
	if (a->held == 0 && a->rules->examples != b->rules->examples)
		return a->rules->examples > b->rules->examples ? -1 : 1;
	if (a->rules->score != b->rules->score)
		return a->rules->score > b->rules->score ? -1 : 1;
	return a->number < b->number ? -1 : 1;
}

bool
finding_shows(const struct finding *f, size_t i)
{
	return f->added ? i == f->pick : i < LIMIT_CANDIDATES || i == f->pick;
}

void
finding_rank(struct finding *f)
{
	if (f->c->nexamples > 0 && f->n > 0) {
		for (size_t i = 0; i < f->n; i++)
			f->list[i].held = held_by(f, &f->list[i]);
		qsort(f->list, f->n, sizeof(*f->list), by_examples);
	}
	f->pick = 0;
	while (f->wanted > 0 && f->pick < f->n &&
	       f->list[f->pick].number != f->wanted)
		f->pick++;
}
