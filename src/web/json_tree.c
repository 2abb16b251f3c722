// SPDX-License-Identifier: ISC
#include "web/json_tree.h"

#include <stdlib.h>

#include "web/json_token.h"

/* Members beyond which names are sorted to find those that are twice. */
#define FEW 16

/* An object or array that is not closed yet. */
struct open {
	struct jnode node;
	size_t first; /* of its values among the pending ones */
};

struct tree {
	struct json_cursor c;
	const struct json_limits *lim;
	struct jnode *pending; /* values whose container is open */
	size_t npending, cap;
	struct open *open;
	size_t nopen, open_cap;
	size_t values;
};

static int
too_much(struct tree *t, const char *msg)
{
	return json_tree_fail(t->c.e, ERR_LIMIT, t->c.s, t->c.at, msg);
}

static int
add(struct tree *t, const struct jnode *n)
{
	if (t->values++ == t->lim->values)
		return too_much(t, "there are more values than are read");
	t->pending = arena_more(
	    t->c.a, t->pending, t->npending, &t->cap, sizeof(*t->pending));
	t->pending[t->npending++] = *n;
	return 0;
}

static int
by_name(const void *px, const void *py)
{
	const struct jnode *x = *(struct jnode *const *)px,
			   *y = *(struct jnode *const *)py;
	int c = str_cmp(x->name, y->name);

	return c != 0 ? c : (x > y) - (x < y);
}

/* No value has this type: it is to be taken out. */
#define JTYPE_GONE 0xFF

static void
mark_few(struct jnode *v, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (v[k].type != JTYPE_GONE &&
			    str_eq(v[k].name, v[i].name)) {
				v[k] = v[i];
				v[i].type = JTYPE_GONE;
				break;
			}
}

static void
mark_many(struct arena *a, struct jnode *v, size_t n)
{
	struct jnode **sorted = ARENA_ARRAY(a, n, struct jnode *), *first;

	for (size_t i = 0; i < n; i++)
		sorted[i] = &v[i];
	qsort(sorted, n, sizeof(struct jnode *), by_name);
	first = sorted[0];
	for (size_t i = 1; i < n; i++) {
		if (!str_eq(first->name, sorted[i]->name)) {
			first = sorted[i];
			continue;
		}
		*first = *sorted[i];
		sorted[i]->type = JTYPE_GONE;
	}
}

/* Of members of one name the last counts. Returns how many are left. */
static size_t
drop_doubles(struct arena *a, struct jnode *v, size_t n)
{
	size_t kept = 0;

	if (n <= FEW)
		mark_few(v, n);
	else
		mark_many(a, v, n);
	for (size_t i = 0; i < n; i++)
		if (v[i].type != JTYPE_GONE)
			v[kept++] = v[i];
	return kept;
}

/* The innermost container ends: its values move to where they stay. */
static int
close_one(struct tree *t)
{
	struct open *o = &t->open[--t->nopen];
	size_t n = t->npending - o->first;
	struct jnode *v = ARENA_ARRAY(t->c.a, n, struct jnode);

	t->c.at++;
	if (n > 0)
		memcpy(v, t->pending + o->first, n * sizeof(*v));
	if (o->node.type == JTYPE_OBJECT && n > 1)
		n = drop_doubles(t->c.a, v, n);
	o->node.in.v = v;
	o->node.in.n = n;
	t->npending = o->first;
	return add(t, &o->node);
}

static int
open_one(struct tree *t, struct jnode *n)
{
	if (t->nopen == t->lim->depth)
		return too_much(t, "values stand in each other too deeply");
	n->type = t->c.s.p[t->c.at] == '{' ? JTYPE_OBJECT : JTYPE_ARRAY;
	t->c.at++;
	t->open = arena_more(
	    t->c.a, t->open, t->nopen, &t->open_cap, sizeof(*t->open));
	t->open[t->nopen++] = (struct open){ *n, t->npending };
	return 0;
}

static char
closer(const struct tree *t)
{
	return t->open[t->nopen - 1].node.type == JTYPE_OBJECT ? '}' : ']';
}

/* Read the beginning of a value: all of it, or the bracket. *DONE when it is
 * complete. */
static int
begin_value(struct tree *t, bool *done)
{
	struct json_cursor *c = &t->c;
	struct jnode n = { .name = STR_NULL, .text = STR_NULL };

	if (t->nopen > 0 && closer(t) == '}' && json_name(c, &n.name) != 0)
		return -1;
	json_space(c);
	n.at = (uint32_t)c->at;
	*done = json_peek(c) != '{' && json_peek(c) != '[';
	if (*done)
		return json_scalar(c, &n) != 0 ? -1 : add(t, &n);
	if (open_one(t, &n) != 0)
		return -1;
	json_space(c);
	*done = json_peek(c) == closer(t);
	return *done ? close_one(t) : 0;
}

/* What stands behind a value: a comma, or ends of containers. */
static int
after_value(struct tree *t)
{
	struct json_cursor *c = &t->c;

	while (t->nopen > 0) {
		char end = closer(t);

		json_space(c);
		if (json_peek(c) == ',') {
			c->at++;
			json_space(c);
			if (json_peek(c) != end)
				return 0;
			if (c->dialect == JSON_PLAIN)
				return json_fail(
				    c, c->at, "a comma stands before the end");
		}
		if (json_peek(c) != end)
			return json_fail(c, c->at,
			    json_peek(c) < 0
				? (end == '}' ? "the text ends within an object"
					      : "the text ends within an array")
			    : end == '}' ? "a comma or } is missing"
					 : "a comma or ] is missing");
		if (close_one(t) != 0)
			return -1;
	}
	return 0;
}

int
json_tree_parse(struct arena *a, struct str text, size_t *at,
    const struct json_limits *lim, enum json_dialect dialect,
    struct jnode **out, struct err *e)
{
	struct tree t = { .c = { a, text, *at, dialect, e, lim->unplaced },
		.lim = lim,
		.npending = 0 };
	bool done;

	if (text.len > UINT32_MAX)
		return err_set(e, ERR_LIMIT, "the text is too large");
	do {
		json_space(&t.c);
		if (begin_value(&t, &done) != 0 ||
		    (done && after_value(&t) != 0))
			return -1;
	} while (t.nopen > 0);
	*out = ARENA_NEW(a, struct jnode);
	**out = t.pending[0];
	*at = t.c.at;
	return 0;
}
