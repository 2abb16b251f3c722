// SPDX-License-Identifier: ISC
// What holds for a value: RFC 9535, sections 2.3.5.2 and 2.4.
#include "base/utf8.h"
#include "web/iregexp.h"
#include "web/jsonpath_priv.h"

/* Patterns that stand in the document may be as many as it likes: each gets
 * this part of what all of them may take. */
#define PATTERN_SHARE 1000

static int value_of(struct jp_run *r, const struct jp_operand *o,
    const struct jnode *here, struct jnode *slot, const struct jnode **out);

static struct jnode
number(struct jp_run *r, size_t n)
{
	return (struct jnode){ .name = STR_NULL,
		.text = arena_printf(r->a, "%zu", n),
		.type = JTYPE_NUMBER };
}

/* RFC 9535, 2.4.4; false: Nothing. */
static bool
length(const struct jnode *v, size_t *out)
{
	if (v == NULL || (v->type != JTYPE_STRING && v->type != JTYPE_ARRAY &&
			     v->type != JTYPE_OBJECT))
		return false;
	*out = v->type == JTYPE_STRING ? utf8_count(v->text) : v->in.n;
	return true;
}

/* What a function gives that gives a value: *OUT in SLOT or in the tree, or
 * NULL, which is Nothing. */
static int
call_value(struct jp_run *r, const struct jp_call *c, const struct jnode *here,
    struct jnode *slot, const struct jnode **out)
{
	struct json_nodes nodes;
	const struct jnode *v;
	size_t n = 0;

	*out = NULL;
	if (c->fn == JP_LENGTH) {
		struct jnode inner;

		if (value_of(r, &c->arg[0], here, &inner, &v) != 0)
			return -1;
		if (!length(v, &n))
			return 0;
		if (v->type == JTYPE_STRING &&
		    jp_spend(r, v->text.len / JSON_STEP_BYTES) != 0)
			return -1;
	} else {
		if (jp_find(r, c->arg[0].query, here, &nodes) != 0)
			return -1;
		n = nodes.n;
	}
	if (c->fn == JP_VALUE) {
		*out = n == 1 ? nodes.v[0] : NULL;
		return 0;
	}
	*slot = number(r, n);
	*out = slot;
	return 0;
}

static int
value_of(struct jp_run *r, const struct jp_operand *o, const struct jnode *here,
    struct jnode *slot, const struct jnode **out)
{
	switch (o->kind) {
	case JP_LITERAL:
		*out = &o->literal;
		break;
	case JP_QUERY:
		*out = jp_single(r, o->query, here);
		break;
	case JP_CALL:
		if (call_value(r, o->call, here, slot, out) != 0)
			return -1;
		break;
	}
	return jp_spend(r, 1);
}

/* Is TEXT as a pattern says that was found in the document? It is compiled in
 * an arena of its own, so that many of them take no memory. */
static int
match_found(struct jp_run *r, struct str pattern, bool whole, struct str text)
{
	const unsigned steps = JSONPATH_PATTERN_STEPS / PATTERN_SHARE;
	struct regex_match m;
	struct regex *re;
	struct arena own;
	struct err no_pattern;
	int rc = 0;

	if (jp_spend(r, 1 + pattern.len) != 0)
		return -1;
	if (r->budget->pattern_steps < steps)
		return err_set(r->e, ERR_LIMIT,
		    "the document has too many patterns to match by");
	r->budget->pattern_steps -= steps;
	arena_init(&own, SIZE_MAX);
	if (iregexp_compile(&own, pattern, whole, steps, &re, &no_pattern) == 0)
		rc = regex_search(re, text, 0, &m, r->e);
	arena_release(&own);
	return rc;
}

/* RFC 9535, 2.4.6 and 2.4.7. */
static int
call_pattern(
    struct jp_run *r, const struct jp_call *c, const struct jnode *here)
{
	struct jnode slot[2];
	const struct jnode *text, *pattern;
	struct regex_match m;

	if (value_of(r, &c->arg[0], here, &slot[0], &text) != 0 ||
	    value_of(r, &c->arg[1], here, &slot[1], &pattern) != 0)
		return -1;
	if (text == NULL || text->type != JTYPE_STRING || pattern == NULL ||
	    pattern->type != JTYPE_STRING)
		return 0;
	if (!c->fixed)
		return match_found(
		    r, pattern->text, c->fn == JP_MATCH, text->text);
	return c->pattern == NULL
		   ? 0
		   : regex_search(c->pattern, text->text, 0, &m, r->e);
}

/* RFC 9535, 2.3.5.2.2: NULL is Nothing. */
static bool
equal(struct jp_run *r, const struct jnode *x, const struct jnode *y)
{
	if (x == NULL || y == NULL)
		return x == y;
	return json_same(r->a, x, y, &r->budget->steps);
}

static bool
less(struct jp_run *r, const struct jnode *x, const struct jnode *y)
{
	if (x == NULL || y == NULL || x->type != y->type)
		return false;
	/* What is spent in vain is told by compare(). */
	if ((x->type == JTYPE_NUMBER || x->type == JTYPE_STRING) &&
	    jp_spend(r, (x->text.len + y->text.len) / JSON_STEP_BYTES) != 0)
		return false;
	if (x->type == JTYPE_NUMBER)
		return json_number_cmp(x->text, y->text) < 0;
	/* UTF-8 has the order of the characters. */
	return x->type == JTYPE_STRING && str_cmp(x->text, y->text) < 0;
}

static int
compare(struct jp_run *r, const struct jp_test *t, const struct jnode *here)
{
	struct jnode slot[2];
	const struct jnode *x, *y;
	bool is = false;

	if (value_of(r, &t->left, here, &slot[0], &x) != 0 ||
	    value_of(r, &t->right, here, &slot[1], &y) != 0)
		return -1;
	switch (t->by) {
	case JP_EQ:
		is = equal(r, x, y);
		break;
	case JP_NE:
		is = !equal(r, x, y);
		break;
	case JP_LT:
		is = less(r, x, y);
		break;
	case JP_GT:
		is = less(r, y, x);
		break;
	case JP_LE:
		is = less(r, x, y) || equal(r, x, y);
		break;
	case JP_GE:
		is = less(r, y, x) || equal(r, x, y);
		break;
	case JP_NO_COMPARISON:
		break;
	}
	/* What was cut short for want of steps has no result. */
	return jp_spend(r, 1) != 0 ? -1 : is;
}

/* A query that finds something, or a function that is true. */
static int
holds_alone(
    struct jp_run *r, const struct jp_operand *o, const struct jnode *here)
{
	struct json_nodes nodes;
	bool found;

	if (o->kind == JP_CALL)
		return call_pattern(r, o->call, here);
	if (o->query->singular) {
		found = jp_single(r, o->query, here) != NULL;
		return jp_spend(r, 1) != 0 ? -1 : found;
	}
	return jp_find(r, o->query, here, &nodes) != 0 ? -1 : nodes.n > 0;
}

int
jp_holds(struct jp_run *r, const struct jp_test *t, const struct jnode *here)
{
	int rc = 0;

	switch (t->kind) {
	case JP_HOLDS:
		return holds_alone(r, &t->left, here);
	case JP_COMPARE:
		return compare(r, t, here);
	case JP_NOT:
		rc = jp_holds(r, &t->v[0], here);
		return rc < 0 ? -1 : !rc;
	case JP_OR:
	case JP_AND:
		break;
	}
	for (size_t i = 0; i < t->n; i++) {
		rc = jp_holds(r, &t->v[i], here);
		if (rc < 0 || rc == (t->kind == JP_OR))
			return rc;
	}
	return rc;
}
