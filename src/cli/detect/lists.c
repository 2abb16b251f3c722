// SPDX-License-Identifier: ISC
// The lists of a page, read, numbered and put in order.
#include "cli/detect/finding.h"

#include "base/utf8.h"
#include "model/limits.h"
#include "run/source_run.h"

/* Give S the rules of L for its list and for all that L has. */
static void
put_rules(struct arena *a, struct source *s, const struct candidate *l)
{
	struct rule_set *own = rule_set_own(a, s);

	if (!str_empty(l->embedded))
		own->embedded = l->embedded;
	own->item = l->item;
	for (int i = 0; i < FIELD_COUNT; i++)
		if (l->field[i].n > 0)
			own->field[i] = l->field[i];
}

void
finding_write(const struct finding *f, struct finding_list *l)
{
	struct buf *yaml = buf_in(f->c->a, LIMIT_CONFIG);

	l->written = f->bare;
	l->written.name = utf8_head(f->survey.title, LIMIT_NAME);
	put_rules(f->c->a, &l->written, l->rules);
	l->as = f->source;
	l->as.name = l->written.name;
	put_rules(f->c->a, &l->as, l->rules);
	(void)config_write_source(yaml, &l->written);
	l->yaml = buf_str(yaml);
}

static void
release(void *arg)
{
	arena_release(arg);
}

void
finding_read(
    const struct finding *f, struct finding_list *l, const struct response *res)
{
	struct arena *a = ARENA_NEW(f->c->a, struct arena);

	arena_init(a, LIMIT_ARENA);
	arena_defer(f->c->a, release, a);
	l->failed = processor_page(f->c->processor, a, &l->as, res, f->c->now,
			&l->page, &l->err) != 0 ||
		    page_judge(&l->as, &l->page, &l->err) != 0;
}

/* The lists of the page that F->survey is of, read; those that hold more of the
 * NEXAMPLES first. Returns 0, or -1 with E set. */
static int
find(struct finding *f, const struct response *res, size_t nexamples,
    struct err *e)
{
	/* Which of them hold an example is seen when they are read. */
	struct detect_ask ask = { .max = nexamples > 0 ? 2 * LIMIT_CANDIDATES
						       : LIMIT_CANDIDATES,
		.example = f->c->example,
		.nexamples = nexamples };
	struct page page = { .charset = "" };
	int rc = processor_survey(f->c->processor, f->work, &f->source, res,
	    f->c->now, &ask, &page, &f->survey, e);

	f->stage = page.stage;
	if (rc != 0)
		return -1;
	f->n = f->survey.lists.n;
	f->list =
	    ARENA_ARRAY(f->c->a, f->n + LIMIT_CANDIDATES, struct finding_list);
	for (size_t i = 0; i < f->n; i++) {
		f->list[i].rules = &f->survey.lists.v[i];
		finding_write(f, &f->list[i]);
		finding_read(f, &f->list[i], res);
	}
	return 0;
}

/* An example may have given it other rules. */
bool
finding_is_same(const struct finding_list *x, const struct finding_list *y)
{
	const struct items *a = &x->page.items, *b = &y->page.items;

	return !x->failed && !y->failed && str_eq(a->v[0].key, b->v[0].key);
}

/*
 * A list has one number, whether examples are given or not: that which it has
 * without. The N lists of PLAIN are those; what only examples bring to light
 * counts on behind them.
 */
static void
number(struct finding *f, const struct finding_list *plain, size_t n)
{
	size_t next = n, found = f->n;

	for (size_t k = 0; k < n; k++) {
		size_t i = 0;

		while (
		    i < found && (f->list[i].number > 0 ||
				     !finding_is_same(&f->list[i], &plain[k])))
			i++;
		if (i == found) {
			i = f->n++;
			f->list[i] = plain[k];
		}
		f->list[i].number = k + 1;
	}
	for (size_t i = 0; i < found; i++)
		if (f->list[i].number == 0)
			f->list[i].number = ++next;
}

int
finding_lists(struct finding *f, const struct response *res, struct err *e)
{
	struct finding_list *plain;
	size_t n;

	if (find(f, res, 0, e) != 0)
		return -1;
	plain = f->list;
	n = f->n;
	if (f->c->nexamples > 0 && find(f, res, f->c->nexamples, e) != 0)
		return -1;
	if (plain != f->list)
		number(f, plain, n);
	else
		for (size_t i = 0; i < n; i++)
			plain[i].number = i + 1;
	finding_rank(f);
	return 0;
}
