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

/* Two sources of the same values would be one source twice. */
static int
check_values(
    struct reader *r, const struct axis *x, const struct node *const *at)
{
	int rc = 0;

	for (size_t i = 1; i < x->n; i++) {
		size_t k = 0;

		while (!str_eq(x->v[k], x->v[i]))
			k++;
		if (k == i)
			continue;
		node_error(r->notes, at[i], 0, "`%.*s` stands twice in `%.*s`",
		    STR_ARG(shown(x->shown[i])), STR_ARG(x->name));
		rc = -1;
	}
	return rc;
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
	if (rc != 0)
		return -1;
	out->v = ARENA_ARRAY(r->a, out->n, struct str);
	out->shown = ARENA_ARRAY(r->a, out->n, struct str);
	for (size_t i = 0; rc == 0 && i < out->n; i++) {
		rc = reader_text(r, k, v[i], &out->v[i]);
		out->shown[i] = reader_unexpanded(r, v[i]);
	}
	return rc == 0 ? check_values(r, out, v) : -1;
}

int
matrix_read(struct reader *r, const struct node *n, struct matrix *out)
{
	/* In the table of keys it is a section, which says too little here. */
	static const struct key_type lists = {
		.takes = "names with lists of values, such as "
			 "{section: [world, china]}",
	};
	static const struct key key = { .name = "for", .type = &lists };

	*out = (struct matrix){ .total = 1 };
	if (n->kind != NODE_MAP) {
		reader_refuse(r, &key, n);
		return -1;
	}
	out->v = ARENA_ARRAY(r->a, n->n, struct axis);
	for (size_t i = 0; i < n->n; i++) {
		if (read_axis(r, &key, node_key(n, i), node_value(n, i),
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
		const struct axis *x = &m->v[i];

		out[i] = (struct binding){ .name = x->name,
			.value = x->v[at % x->n],
			.shown = x->shown[at % x->n] };
		at /= x->n;
	}
}

struct str
matrix_words(struct arena *a, const struct bindings *values)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < values->n; i++)
		s = arena_printf(a, "%.*s%s%.*s: %.*s", STR_ARG(s),
		    i > 0 ? ", " : "", STR_ARG(values->v[i].name),
		    STR_ARG(shown(values->v[i].shown)));
	return arena_printf(a, "{%.*s}", STR_ARG(s));
}

/* True when the id S names what M has not, which is told where it is read. */
static bool
names_other(const struct matrix *m, struct str s)
{
	for (size_t at = 0; at < s.len; at++) {
		struct str rest = str_from(s, at);
		size_t i = 0, len;

		if (str_starts(rest, STR("{{"))) {
			at++;
			continue;
		}
		if (s.p[at] != '{')
			continue;
		len = str_chr(rest, '}', 0);
		while (i < m->n &&
		       (len == STR_NONE ||
			   !str_eq(m->v[i].name, str_sub(rest, 1, len - 1))))
			i++;
		if (i == m->n)
			return true;
	}
	return false;
}

int
matrix_check_id(struct reader *r, const struct matrix *m, const struct node *id)
{
	if (names_other(m, id->value))
		return 0;
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
