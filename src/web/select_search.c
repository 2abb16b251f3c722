// SPDX-License-Identifier: ISC
/* Going through a page, or a part of it, for all that a selector matches. */
#include "web/select_priv.h"

static const struct html_node *
top_element(const struct html_doc *d)
{
	const struct html_node *n = html_first(html_root(d));

	while (n != NULL && html_type(n) != HTML_ELEMENT)
		n = html_next(n);
	return n;
}

static struct match
begin(struct arena *a, const struct selector *s, const struct html_doc *d,
    const struct html_node *scope, struct select_budget *budget)
{
	struct match m = { .d = d,
		.scope = scope,
		.anchor = scope,
		.steps = &budget->steps,
		.a = a,
		.quirks = html_quirks(d) };

	if (html_type(scope) == HTML_DOCUMENT)
		m.scope = top_element(d);
	m.nth = ARENA_ARRAY(a, s->slots, struct nth_count *);
	m.memo = ARENA_ARRAY(a, s->memos, struct memo_page **);
	return m;
}

static int
spent(struct err *e)
{
	return err_set(
	    e, ERR_LIMIT, "the selector takes too many steps on this page");
}

struct search {
	struct match m;
	const struct selector *s;
	struct arena *a;
	struct html_nodes *out;
	size_t cap, max;
};

/* Where in the page the search is. */
enum where { AT_SCOPE, BELOW_SCOPE, AFTER_SCOPE };

/* True when C can have its subject there. */
static bool
belongs(const struct complex *c, enum where where)
{
	return where == AT_SCOPE ? c->self
				 : (c->beside > 0) == (where == AFTER_SCOPE);
}

static void
consider(struct search *f, enum where where, const struct html_node *n)
{
	const struct complex *c = f->s->list;

	if (html_type(n) != HTML_ELEMENT)
		return;
	while (c != NULL && !(belongs(c, where) && match_one(&f->m, c, n)))
		c = c->next;
	if (c == NULL || f->m.over)
		return;
	f->out->v = arena_more(f->a, f->out->v, f->out->n, &f->cap,
	    sizeof(const struct html_node *));
	f->out->v[f->out->n++] = n;
}

static void
below(struct search *f, enum where where, const struct html_node *top)
{
	const struct html_node *n = top;

	while (f->out->n < f->max && match_step(&f->m, 1) &&
	       (n = html_walk(top, n, false)) != NULL)
		consider(f, where, n);
}

static void
after(struct search *f, const struct html_node *scope)
{
	const struct html_node *n = scope;
	size_t far = 0;

	for (const struct complex *c = f->s->list; c != NULL; c = c->next)
		if (c->beside > far)
			far = c->beside;
	while (far-- > 0 && f->out->n < f->max &&
	       (n = match_next(&f->m, n)) != NULL) {
		consider(f, AFTER_SCOPE, n);
		below(f, AFTER_SCOPE, n);
	}
}

int
select_all(struct arena *a, const struct selector *s, const struct html_doc *d,
    const struct html_node *scope, size_t max, struct select_budget *budget,
    struct html_nodes *out, struct err *e)
{
	struct search f = { .s = s, .a = a, .out = out, .max = max };

	*out = (struct html_nodes){ NULL, 0 };
	f.m = begin(a, s, d, scope, budget);
	if (max > 0)
		consider(&f, AT_SCOPE, scope);
	below(&f, BELOW_SCOPE, scope);
	after(&f, scope);
	return f.m.over ? spent(e) : 0;
}

int
select_matches(struct arena *a, const struct selector *s,
    const struct html_doc *d, const struct html_node *scope,
    const struct html_node *n, struct select_budget *budget, struct err *e)
{
	struct match m = begin(a, s, d, scope, budget);
	bool yes = html_type(n) == HTML_ELEMENT && match_list(&m, s->list, n);

	return m.over ? spent(e) : yes;
}
