// SPDX-License-Identifier: ISC
/*
 * Matching from right to left. The only recursion is into functions such as
 * :is(), which the parser bounds; going up and sideways in the page is a loop.
 */
#include "web/select_priv.h"

static const struct html_node *
only_elements(struct match *m, const struct html_node *n,
    const struct html_node *(*go)(const struct html_node *))
{
	while (n != NULL && html_type(n) != HTML_ELEMENT) {
		if (!match_step(m, 1))
			return NULL;
		n = go(n);
	}
	return n;
}

const struct html_node *
match_prev(struct match *m, const struct html_node *n)
{
	return match_step(m, 1) ? only_elements(m, html_prev(n), html_prev)
				: NULL;
}

const struct html_node *
match_next(struct match *m, const struct html_node *n)
{
	return match_step(m, 1) ? only_elements(m, html_next(n), html_next)
				: NULL;
}

/* ---------------------------------------------------- simple selectors */

/*
 * In SVG and MathML, too, without case: the standard has "clipPath" match as
 * it is written only, but Chromium takes "clippath" as well, and so do we.
 */
static bool
match_type(const struct simple *s, const struct html_node *n)
{
	return html_ns(n) == HTML_NS_HTML ? str_eq(html_name(n), s->name)
					  : str_ieq(html_name(n), s->name);
}

static bool
match_id(struct match *m, const struct simple *s, const struct html_node *n)
{
	struct str v;

	return html_attr(n, STR("id"), &v) && match_same(m->quirks, v, s->name);
}

static bool
match_class(struct match *m, const struct simple *s, const struct html_node *n)
{
	struct str v;

	return html_attr(n, STR("class"), &v) &&
	       match_word(m->quirks, v, s->name);
}

/* True when C has a subject among what is below N. */
static bool
has_below(struct match *m, const struct complex *c, const struct html_node *n)
{
	bool children = c->depth == DEPTH_CHILD;
	const struct html_node *at = n;

	while ((at = html_walk(n, at, children && at != n)) != NULL)
		if (!match_step(m, 1))
			return false;
		else if (html_type(at) == HTML_ELEMENT && match_one(m, c, at))
			return true;
	return false;
}

/* The same for the siblings after N that it can be, or be below. */
static bool
has_beside(struct match *m, const struct complex *c, const struct html_node *n)
{
	for (size_t i = 0; i < c->beside; i++) {
		n = match_next(m, n);
		if (n == NULL)
			return false;
		if (c->depth == DEPTH_SELF ? match_one(m, c, n)
					   : has_below(m, c, n))
			return true;
	}
	return false;
}

static bool
match_has(
    struct match *m, const struct complex *list, const struct html_node *n)
{
	const struct html_node *outer = m->anchor;
	bool found = false;

	m->anchor = n;
	for (; list != NULL && !found; list = list->next)
		found = list->beside > 0 ? has_beside(m, list, n)
					 : has_below(m, list, n);
	m->anchor = outer;
	return found;
}

static bool
match_simple(struct match *m, const struct simple *s, const struct html_node *n)
{
	switch (s->kind) {
	case SIMPLE_ANCHOR:
		return n == m->anchor;
	case SIMPLE_SCOPE:
		return n == m->scope;
	case SIMPLE_NEVER:
		return false;
	case SIMPLE_TYPE:
		return match_type(s, n);
	case SIMPLE_ID:
		return match_id(m, s, n);
	case SIMPLE_CLASS:
		return match_class(m, s, n);
	case SIMPLE_ATTR:
		return match_attr(s, n);
	case SIMPLE_TEST:
		return s->u.test(m, n);
	case SIMPLE_LANG:
		return match_lang(m, s, n);
	case SIMPLE_DIR:
		return match_dir(m, s->u.rtl, n);
	case SIMPLE_NTH:
		return match_nth(m, &s->u.nth, n);
	case SIMPLE_IS:
		return match_list(m, s->u.list, n);
	case SIMPLE_NOT:
		return !match_list(m, s->u.list, n);
	case SIMPLE_CONTAINS:
		return match_contains(m, s, n);
	case SIMPLE_HAS:
		return match_has(m, s->u.list, n);
	}
	return false;
}

/* A root that is no element is only ever the scope or the anchor. */
static bool
match_compound(
    struct match *m, const struct compound *c, const struct html_node *n)
{
	bool element = html_type(n) == HTML_ELEMENT;

	if (!match_step(m, 1) || (!element && c->first == NULL))
		return false;
	for (const struct simple *s = c->first; s != NULL; s = s->next)
		if ((!element && s->kind > SIMPLE_SCOPE) ||
		    !match_simple(m, s, n))
			return false;
	return true;
}

/* ------------------------------------------------- complex selectors */

/* A compound to try again at the next node that way. */
struct retry {
	const struct compound *c; /* NULL: nothing to try */
	const struct html_node *n;
};

/*
 * The next node for the compound left of C, which matched at N. Nearest first
 * is enough: what is farther has fewer ancestors and earlier siblings, so of
 * each kind only the last choice is worth another try, and choices among
 * siblings only until the path goes up.
 */
static const struct html_node *
go_left(struct match *m, const struct compound *c, const struct html_node *n,
    struct retry *up, struct retry *aside)
{
	switch (c->by) {
	case BY_NEXT:
		return match_prev(m, n);
	case BY_SUBSEQUENT:
		n = match_prev(m, n);
		*aside = (struct retry){ n == NULL ? NULL : c->left, n };
		return n;
	case BY_CHILD:
		*aside = (struct retry){ NULL, NULL };
		return html_parent(n);
	case BY_DESCENDANT:
		break;
	}
	n = html_parent(n);
	*aside = (struct retry){ NULL, NULL };
	*up = (struct retry){ n == NULL ? NULL : c->left, n };
	return n;
}

bool
match_one(
    struct match *m, const struct complex *complex, const struct html_node *n)
{
	struct retry up = { NULL, NULL }, aside = { NULL, NULL };
	const struct compound *c = complex->right;

	while (!m->over) {
		if (n != NULL && match_compound(m, c, n)) {
			if (c->left == NULL)
				return true;
			n = go_left(m, c, n, &up, &aside);
			c = c->left;
		} else if (aside.c != NULL) {
			c = aside.c;
			n = aside.n = match_prev(m, aside.n);
			if (n == NULL)
				aside.c = NULL;
		} else if (up.c != NULL) {
			c = up.c;
			n = up.n = html_parent(up.n);
			if (n == NULL)
				up.c = NULL;
		} else {
			return false;
		}
	}
	return false;
}

bool
match_list(
    struct match *m, const struct complex *list, const struct html_node *n)
{
	for (; list != NULL && !m->over; list = list->next)
		if (match_one(m, list, n))
			return true;
	return false;
}

/* ------------------------------------------------------------ search */

static const struct html_node *
top_element(const struct html_doc *d)
{
	const struct html_node *n = html_first(html_root(d));

	while (n != NULL && html_type(n) != HTML_ELEMENT)
		n = html_next(n);
	return n;
}

static struct match
begin(struct arena *a, const struct html_doc *d, const struct html_node *scope,
    struct select_budget *budget)
{
	struct match m = { .d = d,
		.scope = scope,
		.anchor = scope,
		.steps = &budget->steps,
		.a = a,
		.quirks = html_quirks(d) };

	if (html_type(scope) == HTML_DOCUMENT)
		m.scope = top_element(d);
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
	f.m = begin(a, d, scope, budget);
	if (s->slots > 0)
		f.m.nth = ARENA_ARRAY(a, s->slots, struct nth_count *);
	if (max > 0)
		consider(&f, AT_SCOPE, scope);
	below(&f, BELOW_SCOPE, scope);
	after(&f, scope);
	return f.m.over ? spent(e) : 0;
}

int
select_matches(const struct selector *s, const struct html_doc *d,
    const struct html_node *scope, const struct html_node *n,
    struct select_budget *budget, struct err *e)
{
	struct match m = begin(NULL, d, scope, budget);
	bool yes = html_type(n) == HTML_ELEMENT && match_list(&m, s->list, n);

	return m.over ? spent(e) : yes;
}
