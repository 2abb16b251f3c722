// SPDX-License-Identifier: ISC
#include "extract/detect/name.h"

/* Steps upwards that a selector is given at most. */
#define STEPS_MOST 12
/* Share of the members for which the selector of a field must be right. */
#define RIGHT_LEAST 0.9

static bool
is_name_char(char c)
{
	return is_alpha(c) || c == '-' || c == '_';
}

/*
 * A class or id that can be written as it is and has no number in it: numbers
 * are those of an entry, a column or a release of the site's style.
 */
static bool
is_steady(struct str name)
{
	if (name.len == 0 || name.len > 40 || !is_alpha(name.p[0]))
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (!is_name_char(name.p[i]))
			return false;
	return true;
}

static bool
has_class(const struct html_node *n, struct str class)
{
	struct str all, one;

	if (!html_attr(n, STR("class"), &all))
		return false;
	while (str_cut(&all, ' ', &one))
		if (str_eq(str_trim(one), class))
			return true;
	return false;
}

/* The elements that a step of a selector is to match. */
struct peers {
	const struct html_node **v;
	size_t n;
};

/* The classes that all of P have: ".a.b", at most two. */
static struct str
common_classes(struct arena *a, const struct peers *p)
{
	struct str all, one, out = STR_NULL;
	int taken = 0;

	if (!html_attr(p->v[0], STR("class"), &all))
		return out;
	while (taken < 2 && str_cut(&all, ' ', &one)) {
		size_t i = 1;

		one = str_trim(one);
		while (is_steady(one) && i < p->n && has_class(p->v[i], one))
			i++;
		if (!is_steady(one) || i < p->n)
			continue;
		out = arena_printf(a, "%.*s.%.*s", STR_ARG(out), STR_ARG(one));
		taken++;
	}
	return out;
}

/* "li.item": how all of P can be called. The id counts when it is one. */
static struct str
step_name(struct arena *a, const struct peers *p)
{
	struct str name = html_name(p->v[0]), id;

	for (size_t i = 1; i < p->n; i++)
		if (!str_eq(html_name(p->v[i]), name))
			name = STR("*");
	if (p->n == 1 && html_attr(p->v[0], STR("id"), &id) && is_steady(id))
		return arena_printf(a, "#%.*s", STR_ARG(id));
	return arena_printf(
	    a, "%.*s%.*s", STR_ARG(name), STR_ARG(common_classes(a, p)));
}

/* The parents of P, each once, in the order of the page. */
static void
parents_of(struct arena *a, const struct peers *p, struct peers *out)
{
	const struct html_node *last = NULL;
	struct peers up = { ARENA_ARRAY(a, p->n, const struct html_node *), 0 };

	for (size_t i = 0; i < p->n; i++) {
		const struct html_node *n = html_parent(p->v[i]);

		if (n != last)
			up.v[up.n++] = n;
		last = n;
	}
	*out = up;
}

/* Find what TEXT matches below SCOPE. */
static int
try(struct namer *nm, struct str text, const struct html_node *scope,
    size_t max, struct html_nodes *found)
{
	struct selector *s;
	struct err unused;

	/* A name that selectors cannot write was not steady. */
	if (select_compile(nm->a, text, &s, &unused) != 0)
		return -1;
	return select_all(
	    nm->a, s, nm->doc, scope, max, &nm->budget, found, nm->e);
}

/* The members that have their headline. */
static void
members_of(struct arena *a, const struct outline *o, const struct reading *r,
    struct peers *out)
{
	const struct group *g = r->group;

	*out =
	    (struct peers){ ARENA_ARRAY(a, g->n, const struct html_node *), 0 };
	for (size_t m = 0; m < g->n; m++)
		if (r->title->box[m] != NO_BOX && r->link->box[m] != NO_BOX)
			out->v[out->n++] = o->v[g->member[m]].node;
}

/* True when FOUND are those of P. */
static bool
same(const struct html_nodes *found, const struct peers *p)
{
	if (found->n != p->n)
		return false;
	for (size_t i = 0; i < p->n; i++)
		if (found->v[i] != p->v[i])
			return false;
	return true;
}

/* TEXT, or TEXT:has(HEADLINE), when that gives the members P. */
static bool
fits(struct namer *nm, struct str text, struct str headline,
    const struct peers *p, struct str *out)
{
	struct html_nodes found;
	struct str with;

	if (try(nm, text, html_root(nm->doc), p->n * 4 + 16, &found) != 0)
		return false;
	*out = text;
	if (same(&found, p))
		return true;
	/* One that lacks members will not gain them. */
	if (found.n < p->n || str_eq(headline, STR(".")))
		return false;
	with = arena_printf(
	    nm->a, "%.*s:has(%.*s)", STR_ARG(text), STR_ARG(headline));
	*out = with;
	return try(nm, with, html_root(nm->doc), p->n + 1, &found) == 0 &&
	       same(&found, p);
}

int
name_items(struct namer *nm, const struct reading *r, struct str headline,
    struct str *out)
{
	struct peers p, step;
	struct str path = STR_NULL;

	members_of(nm->a, nm->outline, r, &p);
	step = p;
	for (int i = 0; i < STEPS_MOST; i++) {
		struct str name = step_name(nm->a, &step);

		path = path.len == 0 ? name
				     : arena_printf(nm->a, "%.*s > %.*s",
					   STR_ARG(name), STR_ARG(path));
		if (fits(nm, path, headline, &p, out))
			return 0;
		if (nm->e->code != ERR_NONE || html_is(step.v[0], STR("body")))
			break;
		parents_of(nm->a, &step, &step);
	}
	return -1;
}

/* How many of the members TEXT gives the element of C first, or nothing where
 * C has none. */
static double
right_share(struct namer *nm, struct str text, const struct group *g,
    const struct column *c)
{
	const struct box *v = nm->outline->v;
	size_t right = 0;

	for (size_t m = 0; m < g->n; m++) {
		struct html_nodes found;

		if (try(nm, text, v[g->member[m]].node, 1, &found) != 0)
			return 0;
		if (c->box[m] == NO_BOX)
			right += found.n == 0;
		else
			right += found.n > 0 && found.v[0] == v[c->box[m]].node;
	}
	return (double)right / (double)g->n;
}

static void
boxes_of(struct arena *a, const struct outline *o, const struct group *g,
    const struct column *c, struct peers *out)
{
	*out =
	    (struct peers){ ARENA_ARRAY(a, g->n, const struct html_node *), 0 };
	for (size_t m = 0; m < g->n; m++)
		if (c->box[m] != NO_BOX)
			out->v[out->n++] = o->v[c->box[m]].node;
}

int
name_column(struct namer *nm, const struct group *g, const struct column *c,
    struct str *out)
{
	const struct html_node *top = NULL;
	struct peers step;
	struct str path = STR_NULL, best = STR_NULL;
	double most = 0;

	boxes_of(nm->a, nm->outline, g, c, &step);
	for (size_t m = 0; m < g->n && top == NULL; m++)
		if (c->box[m] != NO_BOX)
			top = nm->outline->v[g->member[m]].node;
	if (step.v[0] == top) {
		*out = STR(".");
		return 0;
	}
	for (int i = 0; i < STEPS_MOST && step.v[0] != top; i++) {
		struct str name = step_name(nm->a, &step);
		double right;

		path = path.len == 0 ? name
				     : arena_printf(nm->a, "%.*s > %.*s",
					   STR_ARG(name), STR_ARG(path));
		right = right_share(nm, path, g, c);
		if (right > most + 0.01) {
			most = right;
			best = path;
		}
		if (right > 0.99 || nm->e->code != ERR_NONE)
			break;
		parents_of(nm->a, &step, &step);
	}
	*out = best;
	return most >= RIGHT_LEAST ? 0 : -1;
}
