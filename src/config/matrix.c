// SPDX-License-Identifier: ISC
#include "config/matrix.h"

#include "config/keys.h"
#include "model/limits.h"

static bool
is_axis_name(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_alpha(s.p[i]) && !is_digit(s.p[i]) && s.p[i] != '_')
			return false;
	return s.len > 0;
}

static int
read_axis(struct reader *r, const struct key *k, const struct node *name,
    const struct node *values, struct axis *out)
{
	const struct node *const *v;
	int rc;

	out->name = name->value;
	if (!is_axis_name(out->name)) {
		node_error(r->notes, name, 0,
		    "a name in `for` has letters, digits and _ only");
		return -1;
	}
	rc = reader_list(r, k, &values, &v, &out->n);
	if (rc == 0 && out->n == 0) {
		node_error(r->notes, values, 0,
		    "a name in `for` needs at least one value");
		return -1;
	}
	out->v = rc == 0 ? ARENA_ARRAY(r->a, out->n, struct str) : NULL;
	for (size_t i = 0; rc == 0 && i < out->n; i++)
		rc = reader_text(r, k, v[i], &out->v[i]);
	return rc;
}

int
matrix_read(struct reader *r, const struct node *n, struct matrix *out)
{
	const struct key *k = key_find(STR("for"), IN_SOURCE);

	*out = (struct matrix){ .total = 1 };
	if (n->kind != NODE_MAP) {
		node_error(r->notes, n, 0,
		    "`for` takes names with lists of values, as in "
		    "{section: [world, china]}");
		return -1;
	}
	out->v = ARENA_ARRAY(r->a, n->n, struct axis);
	for (size_t i = 0; i < n->n; i++) {
		if (read_axis(r, k, node_key(n, i), node_value(n, i),
			&out->v[i]) != 0)
			return -1;
		out->n++;
		out->total *= out->v[i].n;
		if (out->total > LIMIT_MATRIX) {
			node_error(r->notes, n, 0,
			    "this `for` makes more than %d sources",
			    LIMIT_MATRIX);
			return -1;
		}
	}
	return 0;
}

void
matrix_pick(const struct matrix *m, size_t at, struct binding *out)
{
	for (size_t i = m->n; i-- > 0;) {
		out[i] = (struct binding){ .name = m->v[i].name,
			.value = m->v[i].v[at % m->v[i].n] };
		at /= m->v[i].n;
	}
}

int
matrix_check_id(struct reader *r, const struct matrix *m, const struct node *id)
{
	for (size_t i = 0; i < m->n; i++) {
		struct str hold =
		    arena_printf(r->a, "{%.*s}", STR_ARG(m->v[i].name));

		if (m->v[i].n < 2 || str_find(id->value, hold) != STR_NONE)
			continue;
		node_error(r->notes, id, 0,
		    "`for` makes several sources, so the id must hold `%.*s`",
		    STR_ARG(hold));
		return -1;
	}
	return 0;
}
