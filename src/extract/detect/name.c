// SPDX-License-Identifier: ISC
#include "extract/detect/name.h"

#include "extract/detect/extras.h"
#include "model/limits.h"

/* Share of the members for which the selector of a field must be right. */
#define RIGHT_LEAST 0.9

static bool
is_name_char(char c)
{
	return is_alpha(c) || c == '-' || c == '_';
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Capitals in the middle of words of one or two letters: "bdVaJa". What people
 * write with capitals are words: "postTitle". */
static bool
is_jumbled(struct str name)
{
	size_t from = 0, shreds = 0;

	for (size_t i = 1; i <= name.len; i++) {
		bool ends = i == name.len || !is_alpha(name.p[i]) ||
			    (is_upper(name.p[i]) && !is_upper(name.p[i - 1]));

		if (!ends)
			continue;
		shreds += i - from <= 2;
		from = i;
	}
	return shreds >= 2 && shreds * 4 >= name.len;
}

/*
 * A class or id that can be written as it is and that a person has chosen:
 * with a number in it, it is one entry's, a column's or a machine's.
 */
static bool
is_steady(struct str name)
{
	if (name.len == 0 || name.len > 40 || !is_alpha(name.p[0]))
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (!is_name_char(name.p[i]))
			return false;
	return !is_jumbled(name);
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

/* The parents of P, each once, in the order of the page. Some stand higher than
 * others, and come to the top, which has none, before them. */
static void
parents_of(struct arena *a, const struct peers *p, struct peers *out)
{
	const struct html_node *last = NULL;
	struct peers up = { ARENA_ARRAY(a, p->n, const struct html_node *), 0 };

	for (size_t i = 0; i < p->n; i++) {
		const struct html_node *n = html_parent(p->v[i]);

		if (n != NULL && n != last)
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

/* TEXT without what begins or ends the list, when that names P. */
static double
fit_ends(
    struct namer *nm, struct str text, const struct peers *p, struct str *out)
{
	static const char *const ends[] = { "last", "first" };

	for (size_t i = 0; i < 2; i++) {
		struct str without = arena_printf(
		    nm->a, "%.*s:not(:%s-child)", STR_ARG(text), ends[i]);

		if (fitness(nm, without, p) < 1)
			continue;
		*out = without;
		return 1;
	}
	return 0;
}

/* TEXT or TEXT:has(HEADLINE), whichever names P better and is shorter. */
static double
fit_step(struct namer *nm, struct str text, struct str headline,
    const struct peers *p, struct str *out)
{
	double plain = fitness(nm, text, p), with = 0;
	struct str longer = STR_NULL;

	*out = text;
	if (plain == 1)
		return plain;
	if (!str_eq(headline, STR("."))) {
		longer = arena_printf(
		    nm->a, "%.*s:has(%.*s)", STR_ARG(text), STR_ARG(headline));
		with = fitness(nm, longer, p);
	}
	if (with < 1 && nm->ends &&
	    ((plain > 0 && fit_ends(nm, text, p, out) == 1) ||
		(with > 0 && fit_ends(nm, longer, p, out) == 1)))
		return 1;
	if (with <= plain)
		return plain;
	*out = longer;
	return with;
}

/* Above one of STEP there is no list: it is the body, where the others, which may
 * be further down, would lead as well. */
static bool
is_top(const struct peers *step)
{
	for (size_t i = 0; i < step->n; i++)
		if (html_is(step->v[i], STR("body")) ||
		    html_is(step->v[i], STR("html")))
			return true;
	return false;
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

static const struct html_node *
prev_element(const struct html_node *n)
{
	do
		n = html_prev(n);
	while (n != NULL && html_type(n) != HTML_ELEMENT);
	return n;
}

/* "h3 + PATH", when an h3 stands before each of STEP; or empty. */
static struct str
behind(struct arena *a, const struct peers *step, struct str path)
{
	struct str name = STR_NULL;

	for (size_t i = 0; i < step->n; i++) {
		const struct html_node *n = prev_element(step->v[i]);

		if (n == NULL || (i > 0 && !str_eq(html_name(n), name)))
			return STR_NULL;
		name = html_name(n);
	}
	return arena_printf(a, "%.*s + %.*s", STR_ARG(name), STR_ARG(path));
}

/* Name P, which have HEADLINE each, into OUT. How well that is done. */
static double
fit_members(struct namer *nm, const struct peers *p, struct str headline,
    struct str *out)
{
	struct peers step = *p;
	struct str path = STR_NULL;
	double best = 0;

	for (int i = 0; i < LIMIT_DETECT_STEPS && best < 1; i++) {
		struct str name = step_name(nm->a, &step), text;
		double fit;

		path = path.len == 0 ? name
				     : arena_printf(nm->a, "%.*s > %.*s",
					   STR_ARG(name), STR_ARG(path));
		fit = fit_step(nm, path, headline, p, &text);
		if (fit > best) {
			best = fit;
			*out = text;
		}
		if (nm->e->code != ERR_NONE || is_top(&step))
			break;
		text =
		    i > 0 && best < 1 ? behind(nm->a, &step, path) : STR_NULL;
		if (text.len > 0 && fitness(nm, text, p) > best) {
			best = fitness(nm, text, p);
			*out = text;
		}
		parents_of(nm->a, &step, &step);
	}
	return best;
}

/* The whole way to the headlines of R within its members: "td.t > a". Empty
 * when they are the members, or stand in what follows these. */
static struct str
way_to_headline(struct namer *nm, const struct reading *r)
{
	const struct box *v = nm->outline->v;
	struct str path = STR_NULL;
	struct peers step;
	uint32_t top;
	size_t first = 0;

	boxes_of(nm->a, nm->outline, r->group, r->title, &step);
	while (r->title->box[first] == NO_BOX)
		first++;
	top = r->group->member[first];
	if (r->title->box[first] >= v[top].end)
		return STR_NULL;
	for (int i = 0; i < LIMIT_DETECT_STEPS && step.v[0] != v[top].node;
	     i++) {
		struct str name = step_name(nm->a, &step);

		path = path.len == 0 ? name
				     : arena_printf(nm->a, "%.*s > %.*s",
					   STR_ARG(name), STR_ARG(path));
		parents_of(nm->a, &step, &step);
	}
	return path;
}

int
name_items(struct namer *nm, const struct reading *r, struct str headline,
    struct str date, struct str *out)
{
	struct peers p;
	struct str dated;
	double fit;

	nm->ends = r->onward;
	members_of(nm->a, nm->outline, r, &p);
	fit = fit_members(nm, &p, headline, out);
	/* What else stands alike, as in a menu, has no date. */
	if (fit == 0.5 && date.len > 0 &&
	    fit_members(nm, &p, date, &dated) == 1)
		*out = dated;
	if (fit > 0 && nm->e->code == ERR_NONE)
		return 0;
	if (nm->e->code != ERR_NONE)
		return -1;
	/* What stands between them has such a link as well, elsewhere. */
	headline = way_to_headline(nm, r);
	return headline.len > 0 && fit_members(nm, &p, headline, out) > 0 ? 0
									  : -1;
}

/* Entries that are asked what pictures they have. */
#define SAMPLE 8

/*
 * True when the picture N of member M, which has nothing in C, stands at a place
 * where those have one, too, that have theirs in C: then it is a sign.
 */
static bool
is_sign(const struct outline *o, const struct group *g, const struct column *c,
    size_t m, const struct html_node *n)
{
	const struct box *v = o->v;
	uint32_t i = g->member[m];
	size_t asked = 0;

	while (i < g->until[m] && v[i].node != n)
		i++;
	for (size_t k = 0; k < g->n && asked < SAMPLE; k++) {
		if (c->box[k] == NO_BOX || i == g->until[m])
			continue;
		asked++;
		if (v[c->box[k]].kind_path == v[i].kind_path)
			return false;
		for (uint32_t p = g->member[k]; p < g->until[k]; p++)
			if (v[p].picture && v[p].kind_path == v[i].kind_path)
				return true;
	}
	return false;
}

/*
 * Of how many of the members that have C TEXT gives its element first. What it
 * gives of the others is one of another kind, most often; but others may have no
 * picture, and what it gives is a sign, which those that have one have as well,
 * or, where few have one, the same one again and again.
 */
static double
right_share(struct namer *nm, struct str text, const struct group *g,
    const struct column *c)
{
	const struct box *v = nm->outline->v;
	bool few = c->picture && c->have * 2 < g->n;
	size_t right = 0, wrong = 0;
	uint64_t last = 0;

	for (size_t m = 0; m < g->n; m++) {
		struct html_nodes found;
		bool has = c->box[m] != NO_BOX;

		if (!has && !c->picture)
			continue;
		if (try(nm, text, v[g->member[m]].node, 1, &found) != 0)
			return 0;
		if (has) {
			right += found.n > 0 && found.v[0] == v[c->box[m]].node;
		} else if (found.n > 0) {
			uint64_t picture = extras_picture(found.v[0]);

			wrong += (few && picture == last) ||
				 is_sign(nm->outline, g, c, m, found.v[0]);
			last = picture;
		}
	}
	return (double)right / (double)(c->have + wrong);
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

/* The place that more than half of P have, if there is one. Source: Boyer and
 * Moore, MJRTY, 1981. */
static size_t
main_place(const struct peers *p)
{
	size_t best = 0, lead = 0;

	for (size_t i = 0; i < p->n; i++) {
		size_t k = place_of(p->v[i]);

		if (lead == 0)
			best = k;
		if (k == best)
			lead++;
		else
			lead--;
	}
	return best;
}

/* NAME with the place that nearly all of P have, as the cells of a table do;
 * or empty when they have none in common. */
static struct str
placed_name(struct arena *a, const struct peers *p, struct str name)
{
	size_t k = main_place(p), there = 0;

	for (size_t i = 0; i < p->n; i++)
		there += place_of(p->v[i]) == k;
	if ((double)there < RIGHT_LEAST * (double)p->n)
		return STR_NULL;
	return arena_printf(a, "%.*s:nth-child(%zu)", STR_ARG(name), k);
}

/* A selector on its way, and how often it is right. */
struct attempt {
	struct str text;
	double right;
};

/* Ways that are followed side by side: by names, and by places. */
#define WAYS 3

struct ways {
	struct attempt v[WAYS];
	size_t n;
};

/* What naming one column is about. */
struct naming {
	struct namer *nm;
	const struct group *g;
	const struct column *c;
	struct attempt best;
};

/* Put AT among WAYS: the best ones first, of equal ones the one that came
 * first. */
static void
keep_way(struct ways *ways, struct attempt at)
{
	size_t i = ways->n;

	while (i > 0 && ways->v[i - 1].right < at.right)
		i--;
	if (i == WAYS)
		return;
	if (ways->n < WAYS)
		ways->n++;
	for (size_t k = ways->n - 1; k > i; k--)
		ways->v[k] = ways->v[k - 1];
	ways->v[i] = at;
}

/* Try NAME before each of the selectors in FROM, or alone. Longer selectors
 * must be right more often. */
static void
go_on(
    struct naming *t, struct str name, const struct ways *from, struct ways *to)
{
	for (size_t i = 0; i == 0 || i < from->n; i++) {
		struct attempt at = { name, 0 };

		if (from->n > 0)
			at.text = arena_printf(t->nm->a, "%.*s > %.*s",
			    STR_ARG(name), STR_ARG(from->v[i].text));
		at.right = right_share(t->nm, at.text, t->g, t->c);
		if (at.right > t->best.right + 0.01)
			t->best = at;
		keep_way(to, at);
	}
}

/* The top of what member M has in C: the member, or what follows it. */
static const struct html_node *
top_of(const struct naming *t, size_t m)
{
	const struct box *v = t->nm->outline->v;
	uint32_t i = t->c->box[m], member = t->g->member[m];

	while (i != member && v[i].parent != v[member].parent)
		i = v[i].parent;
	return v[i].node;
}

/* "+ dd + dd": how TOP is reached from MEMBER, before which it cannot stand. */
static struct str
tail_name(struct arena *a, const struct html_node *member,
    const struct html_node *top, struct str name)
{
	struct str s = arena_printf(a, "+ %.*s", STR_ARG(name));

	for (top = prev_element(top); top != NULL && top != member;
	     top = prev_element(top)) {
		struct str between = html_name(top);

		s = arena_printf(
		    a, "+ %.*s %.*s", STR_ARG(between), STR_ARG(s));
	}
	return s;
}

/* The last step: what follows the member, and the column in it. */
static void
name_tail(struct naming *t, size_t first, const struct peers *tops,
    const struct ways *below)
{
	struct ways ways = { .n = 0 };
	struct str name =
	    tail_name(t->nm->a, t->nm->outline->v[t->g->member[first]].node,
		tops->v[0], step_name(t->nm->a, tops));

	t->best = (struct attempt){ STR_NULL, 0 };
	for (size_t i = 0; i < below->n; i++)
		keep_way(
		    &ways, (struct attempt){
			       arena_printf(t->nm->a, "%.*s %.*s",
				   STR_ARG(name), STR_ARG(below->v[i].text)),
			       0 });
	if (ways.n == 0)
		ways.v[ways.n++].text = name;
	for (size_t i = 0; i < ways.n; i++) {
		ways.v[i].right =
		    right_share(t->nm, ways.v[i].text, t->g, t->c);
		if (ways.v[i].right > t->best.right + 0.01)
			t->best = ways.v[i];
	}
}

/* Steps from the column up to the tops, which are members or their tails. */
static void
name_steps(struct naming *t, size_t first, struct peers step)
{
	const struct html_node *top = top_of(t, first);
	struct ways below = { .n = 0 };
	bool tail = top != t->nm->outline->v[t->g->member[first]].node;

	for (int i = 0; i < LIMIT_DETECT_STEPS && step.v[0] != top; i++) {
		struct str name = step_name(t->nm->a, &step);
		struct str placed = placed_name(t->nm->a, &step, name);
		struct ways ways = { .n = 0 };

		go_on(t, name, &below, &ways);
		if (placed.len > 0 && t->best.right < RIGHT_LEAST)
			go_on(t, placed, &below, &ways);
		below = ways;
		if ((!tail && t->best.right > 0.99) ||
		    t->nm->e->code != ERR_NONE)
			break;
		/* In a tail all is wrong until its place is known. */
		parents_of(t->nm->a, &step, &step);
	}
	if (tail && step.v[0] == top)
		name_tail(t, first, &step, &below);
}

int
name_column(struct namer *nm, const struct group *g, const struct column *c,
    struct str *out)
{
	struct naming t = { nm, g, c, { STR_NULL, 0 } };
	struct peers step;
	size_t first = 0;

	boxes_of(nm->a, nm->outline, g, c, &step);
	while (c->box[first] == NO_BOX)
		first++;
	*out = STR(".");
	if (c->box[first] == g->member[first])
		return 0;
	name_steps(&t, first, step);
	*out = t.best.text;
	return t.best.right >= RIGHT_LEAST ? 0 : -1;
}
