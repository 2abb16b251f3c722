// SPDX-License-Identifier: ISC
// What segments and selectors find: RFC 9535, sections 2.3 and 2.5.
#include "web/jsonpath_priv.h"

/* A list of nodes that grows. */
struct list {
	struct json_nodes nodes;
	size_t cap;
};

int
jp_spend(struct jp_run *r, size_t steps)
{
	if (r->budget->steps < steps) {
		r->budget->steps = 0;
		return err_set(r->e, ERR_LIMIT,
		    "the path looks at too many values of the document");
	}
	r->budget->steps -= steps;
	return 0;
}

static void
add(struct jp_run *r, struct list *l, const struct jnode *n)
{
	l->nodes.v = arena_more(r->a, l->nodes.v, l->nodes.n, &l->cap,
	    sizeof(const struct jnode *));
	l->nodes.v[l->nodes.n++] = n;
}

/* Element I of N, from the end when it is negative; or NULL. */
static const struct jnode *
element(const struct jnode *n, int64_t i)
{
	int64_t size = n->type == JTYPE_ARRAY ? (int64_t)n->in.n : 0;

	if (i < 0)
		i += size;
	return i >= 0 && i < size ? &n->in.v[i] : NULL;
}

static const struct jnode *
pick_one(const struct jp_selector *s, const struct jnode *n)
{
	return s->pick == JP_NAME ? json_member(n, s->name)
				  : element(n, s->start);
}

static int64_t
clamp(int64_t v, int64_t least, int64_t most)
{
	return v < least ? least : v > most ? most : v;
}

/* RFC 9535, 2.3.4.2.2: Normalize and Bounds. */
static void
slice(struct jp_run *r, const struct jp_selector *s, const struct jnode *n,
    struct list *out)
{
	int64_t len = (int64_t)n->in.n, from, to;
	int64_t start = s->start < 0 ? s->start + len : s->start;
	int64_t end = s->end < 0 ? s->end + len : s->end;

	if (!s->has_start)
		start = s->step >= 0 ? 0 : len - 1;
	if (!s->has_end)
		end = s->step >= 0 ? len : -1;
	if (s->step > 0) {
		from = clamp(start, 0, len);
		to = clamp(end, 0, len);
		/* A step beyond the array must not overflow. */
		for (int64_t i = from; i < to;
		     i = s->step < to - i ? i + s->step : to)
			add(r, out, &n->in.v[i]);
	} else if (s->step < 0) {
		from = clamp(start, -1, len - 1);
		to = clamp(end, -1, len - 1);
		for (int64_t i = from; i > to;
		     i = s->step > to - i ? i + s->step : to)
			add(r, out, &n->in.v[i]);
	}
}

static int
filter(struct jp_run *r, const struct jp_selector *s, const struct jnode *n,
    struct list *out)
{
	for (size_t i = 0; i < json_size(n); i++) {
		int rc = jp_holds(r, s->test, &n->in.v[i]);

		if (rc < 0)
			return -1;
		if (rc > 0)
			add(r, out, &n->in.v[i]);
	}
	return 0;
}

static int
pick(struct jp_run *r, const struct jp_selector *s, const struct jnode *n,
    struct list *out)
{
	const struct jnode *one;

	if (jp_spend(r, 1 + (s->pick == JP_INDEX ? 0 : json_size(n))) != 0)
		return -1;
	switch (s->pick) {
	case JP_NAME:
	case JP_INDEX:
		one = pick_one(s, n);
		if (one != NULL)
			add(r, out, one);
		break;
	case JP_SLICE:
		if (n->type == JTYPE_ARRAY)
			slice(r, s, n, out);
		break;
	case JP_WILD:
		for (size_t i = 0; i < json_size(n); i++)
			add(r, out, &n->in.v[i]);
		break;
	case JP_FILTER:
		return filter(r, s, n, out);
	}
	return 0;
}

static int
pick_all(struct jp_run *r, const struct jp_segment *seg, const struct jnode *n,
    struct list *out)
{
	for (size_t i = 0; i < seg->n; i++)
		if (pick(r, &seg->v[i], n, out) != 0)
			return -1;
	return 0;
}

/* A value on the way down, and the next in it to go to. */
struct step {
	const struct jnode *n;
	size_t next;
};
struct steps {
	struct step *v;
	size_t n, cap;
};

static void
push(struct jp_run *r, struct steps *s, const struct jnode *n)
{
	s->v = arena_more(r->a, s->v, s->n, &s->cap, sizeof(*s->v));
	s->v[s->n++] = (struct step){ n, 0 };
}

/* N and all that is in it, parents before children, in the order of the
 * document: RFC 9535, 2.5.2.2. */
static int
descend(struct jp_run *r, const struct jp_segment *seg, const struct jnode *n,
    struct list *out)
{
	struct steps s = { .n = 0 };

	if (pick_all(r, seg, n, out) != 0)
		return -1;
	push(r, &s, n);
	while (s.n > 0) {
		struct step *top = &s.v[s.n - 1];
		const struct jnode *child;

		if (top->next == json_size(top->n)) {
			s.n--;
			continue;
		}
		child = &top->n->in.v[top->next++];
		if (json_size(child) == 0)
			continue;
		if (pick_all(r, seg, child, out) != 0)
			return -1;
		push(r, &s, child);
	}
	return 0;
}

const struct jnode *
jp_single(struct jp_run *r, const struct jsonpath *p, const struct jnode *here)
{
	const struct jnode *n = p->here ? here : r->root;

	for (size_t i = 0; i < p->n && n != NULL; i++) {
		const struct jp_selector *s = &p->v[i].v[0];
		size_t cost = s->pick == JP_NAME ? json_size(n) : 0;

		if (r->budget->steps < cost)
			cost = r->budget->steps;
		r->budget->steps -= cost;
		n = pick_one(s, n);
	}
	return n;
}

int
jp_find(struct jp_run *r, const struct jsonpath *p, const struct jnode *here,
    struct json_nodes *out)
{
	struct list now = { .cap = 0 };

	add(r, &now, p->here ? here : r->root);
	for (size_t i = 0; i < p->n; i++) {
		const struct jp_segment *seg = &p->v[i];
		struct list next = { .cap = 0 };

		for (size_t k = 0; k < now.nodes.n; k++)
			if ((seg->descends
				    ? descend(r, seg, now.nodes.v[k], &next)
				    : pick_all(
					  r, seg, now.nodes.v[k], &next)) != 0)
				return -1;
		now = next;
	}
	*out = now.nodes;
	return 0;
}

int
jsonpath_select(struct arena *a, const struct jsonpath *p,
    const struct jnode *root, struct jsonpath_budget *budget,
    struct json_nodes *out, struct err *e)
{
	struct jp_run r = { a, root, budget, e };

	return jp_find(&r, p, root, out);
}
