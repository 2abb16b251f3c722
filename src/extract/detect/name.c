// SPDX-License-Identifier: ISC
#include "extract/detect/name.h"

#include "model/limits.h"

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

/* The number of P that are among FOUND; both are in the order of the page. */
static size_t
shared(const struct html_nodes *found, const struct peers *p)
{
	size_t n = 0;

	for (size_t i = 0, k = 0; i < p->n && k < found->n; k++)
		if (found->v[k] == p->v[i]) {
			n++;
			i++;
		}
	return n;
}

/*
 * How well TEXT names P: elements that it finds beside them count against it,
 * but a few that stand alike are most likely entries too, which miss
 * something. 1 is perfect.
 */
static double
fitness(struct namer *nm, struct str text, const struct peers *p)
{
	struct html_nodes found;
	size_t few = p->n / 4 + 2;

	if (try(nm, text, html_root(nm->doc), p->n + few + 1, &found) != 0 ||
	    shared(&found, p) < p->n || found.n > p->n + few)
		return 0;
	return found.n == p->n ? 1 : 0.5;
}

/* TEXT or TEXT:has(HEADLINE), whichever names P better and is shorter. */
static double
fit_step(struct namer *nm, struct str text, struct str headline,
    const struct peers *p, struct str *out)
{
	double plain = fitness(nm, text, p), with;
	struct str longer;

	*out = text;
	if (plain == 1 || str_eq(headline, STR(".")))
		return plain;
	longer = arena_printf(
	    nm->a, "%.*s:has(%.*s)", STR_ARG(text), STR_ARG(headline));
	with = fitness(nm, longer, p);
	if (with <= plain)
		return plain;
	*out = longer;
	return with;
}

int
name_items(struct namer *nm, const struct reading *r, struct str headline,
    struct str *out)
{
	struct peers p, step;
	struct str path = STR_NULL;
	double best = 0;

	members_of(nm->a, nm->outline, r, &p);
	step = p;
	for (int i = 0; i < LIMIT_DETECT_STEPS && best < 1; i++) {
		struct str name = step_name(nm->a, &step), text;
		double fit;

		path = path.len == 0 ? name
				     : arena_printf(nm->a, "%.*s > %.*s",
					   STR_ARG(name), STR_ARG(path));
		fit = fit_step(nm, path, headline, &p, &text);
		if (fit > best) {
			best = fit;
			*out = text;
		}
		if (nm->e->code != ERR_NONE || html_is(step.v[0], STR("body")))
			break;
		parents_of(nm->a, &step, &step);
	}
	return best > 0 ? 0 : -1;
}

/* Of how many of the members that have C TEXT gives its element first. */
static double
right_share(struct namer *nm, struct str text, const struct group *g,
    const struct column *c)
{
	const struct box *v = nm->outline->v;
	size_t right = 0;

	for (size_t m = 0; m < g->n; m++) {
		struct html_nodes found;

		if (c->box[m] == NO_BOX)
			continue;
		if (try(nm, text, v[g->member[m]].node, 1, &found) != 0)
			return 0;
		right += found.n > 0 && found.v[0] == v[c->box[m]].node;
	}
	return (double)right / (double)c->have;
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

/* The place of N among its parent's elements, from 1. */
static size_t
place_of(const struct html_node *n)
{
	size_t k = 1;

	while ((n = html_prev(n)) != NULL)
		k += html_type(n) == HTML_ELEMENT;
	return k;
}

/* NAME with the place that all of P have, as the cells of a table do; or
 * empty when they have none in common. */
static struct str
placed_name(struct arena *a, const struct peers *p, struct str name)
{
	size_t k = place_of(p->v[0]);

	for (size_t i = 1; i < p->n; i++)
		if (place_of(p->v[i]) != k)
			return STR_NULL;
	return arena_printf(a, "%.*s:nth-child(%zu)", STR_ARG(name), k);
}

/* The best selector of a column so far. */
struct attempt {
	struct str text;
	double right;
};

/* NAME > PATH, which becomes BEST when it is right more often. */
static struct str
attempt(struct namer *nm, const struct group *g, const struct column *c,
    struct str name, struct str path, struct attempt *best)
{
	double right;

	if (path.len > 0)
		name = arena_printf(
		    nm->a, "%.*s > %.*s", STR_ARG(name), STR_ARG(path));
	right = right_share(nm, name, g, c);
	if (right > best->right + 0.01) {
		best->right = right;
		best->text = name;
	}
	return name;
}

int
name_column(struct namer *nm, const struct group *g, const struct column *c,
    struct str *out)
{
	const struct html_node *top = NULL;
	struct attempt best = { STR_NULL, 0 };
	struct str path = STR_NULL;
	struct peers step;

	boxes_of(nm->a, nm->outline, g, c, &step);
	for (size_t m = 0; m < g->n && top == NULL; m++)
		if (c->box[m] != NO_BOX)
			top = nm->outline->v[g->member[m]].node;
	*out = STR(".");
	if (step.v[0] == top)
		return 0;
	for (int i = 0; i < LIMIT_DETECT_STEPS && step.v[0] != top; i++) {
		struct str name = step_name(nm->a, &step);
		struct str placed = placed_name(nm->a, &step, name);

		struct str below = path;

		path = attempt(nm, g, c, name, below, &best);
		if (placed.len > 0 && best.right < RIGHT_LEAST)
			attempt(nm, g, c, placed, below, &best);
		if (best.right > 0.99 || nm->e->code != ERR_NONE)
			break;
		parents_of(nm->a, &step, &step);
	}
	*out = best.text;
	return best.right >= RIGHT_LEAST ? 0 : -1;
}
