// SPDX-License-Identifier: ISC
// What the configuration says of the page already, and what to change there.
#include "cli/detect/finding.h"

#include "model/limits.h"

/* The page RES as the source S reads it. */
static struct finding_list
read_by(
    const struct finding *f, const struct source *s, const struct response *res)
{
	static const struct candidate none;
	struct finding_list l = { .rules = &none, .as = *s };

	finding_read(f, &l, res);
	return l;
}

/* Does L read the list X, most of it and little else? */
static bool
reads(const struct finding_list *l, const struct finding_list *x)
{
	size_t n = l->page.items.n, want = x->page.items.n;

	return finding_is_same(l, x) && 10 * n >= 9 * want &&
	       10 * want >= 9 * n;
}

/* Does the field WHAT of half of the items of L find something? */
static bool
finds(const struct finding_list *l, enum field what)
{
	const struct items *all = &l->page.items;
	size_t n = 0;

	for (size_t i = 0; !l->failed && i < all->n; i++)
		n += all->v[i].raw->field[what].n > 0;
	return n > 0 && 2 * n >= all->n;
}

/*
 * S as it would be for the list L. Its headline and its link belong to the
 * list; other rules of a person, which may say more than what is found, stay
 * where they find something.
 */
static struct source
changed(const struct finding *f, const struct source *s,
    const struct finding_list *l, const struct response *res)
{
	struct source to = *s;
	struct rule_set *own = rule_set_own(f->c->a, &to);
	static const enum field head[] = { FIELD_TITLE, FIELD_LINK };
	struct finding_list trial;
	/* What is found anew each time needs no rules for the best list. */
	bool free = s->rules->item.n == 0 && l->number == 1;

	if (!free) {
		own->embedded = str_empty(l->rules->embedded)
				    ? STR_NULL
				    : l->rules->embedded;
		own->item = l->rules->item;
	}
	for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++)
		if (!free || s->rules->field[head[i]].n > 0)
			own->field[head[i]] = l->rules->field[head[i]];
	trial = read_by(f, &to, res);
	for (int i = 0; i < FIELD_COUNT; i++) {
		bool given = s->rules->field[i].n > 0;

		if (i != FIELD_TITLE && i != FIELD_LINK && (given || !free) &&
		    !(given && finds(&trial, (enum field)i)))
			own->field[i] = l->rules->field[i];
	}
	return to;
}

static void
note_changes(
    struct finding *f, const struct source *from, const struct source *to)
{
	struct finding_twin *t = &f->twin;
	struct buf *b = buf_in(f->c->a, LIMIT_CONFIG);

	(void)config_write_changes(b, from, to);
	t->changes = arena_str(f->c->a, buf_str(b));
	t->gone = ARENA_ARRAY(f->c->a, FIELD_COUNT + 1, struct str);
	if (!str_empty(from->rules->embedded) && str_empty(to->rules->embedded))
		t->gone[t->ngone++] = STR("embedded");
	for (int i = 0; i < FIELD_COUNT; i++)
		if (from->rules->field[i].n > 0 && to->rules->field[i].n == 0)
			t->gone[t->ngone++] = str_c(field_name((enum field)i));
}

/* Of several sources with this URL the one that reads the list already, else
 * the first. */
static struct finding_list
choose(struct finding *f, const struct response *res)
{
	const struct sources *all = &f->config.sources;
	struct finding_twin *t = &f->twin;
	struct finding_list first = read_by(f, t->source, res);

	t->reads = reads(&first, &f->list[f->pick]);
	for (size_t i = 0; !t->reads && i < all->n; i++) {
		struct finding_list l;

		if (&all->v[i] == t->source ||
		    !str_eq(all->v[i].url, f->bare.url))
			continue;
		l = read_by(f, &all->v[i], res);
		if (!reads(&l, &f->list[f->pick]))
			continue;
		t->reads = true;
		t->source = &all->v[i];
		return l;
	}
	return first;
}

void
finding_compare(struct finding *f, const struct response *res)
{
	struct finding_twin *t = &f->twin;
	struct finding_list now;
	struct source to;

	if (t->source == NULL || f->pick >= f->n || f->list[f->pick].failed)
		return;
	now = choose(f, res);
	t->asked = true;
	t->items = now.failed ? 0 : now.page.items.n;
	if (t->reads || f->is_feed)
		return;
	to = changed(f, t->source, &f->list[f->pick], res);
	note_changes(f, t->source, &to);
}
