// SPDX-License-Identifier: ISC
// ${NAME} of the environment and {key} of a `for` in a scalar.
#include "base/fnv.h"
#include "base/suggest.h"
#include "config/reader.h"

/* One walk over a scalar. */
struct walk {
	struct reader *r;
	const struct node *n;
	bool names;       /* put in the names instead of the values */
	struct str *part; /* of the result */
	size_t nparts, cap;
	int rc;
};

static void
put(struct walk *w, struct str s)
{
	if (str_empty(s))
		return;
	w->part =
	    arena_more(w->r->a, w->part, w->nparts, &w->cap, sizeof(*w->part));
	w->part[w->nparts++] = s;
}

static bool
is_name(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_alpha(s.p[i]) && s.p[i] != '_' &&
		    (i == 0 || !is_digit(s.p[i])))
			return false;
	return s.len > 0;
}

/* ${NAME} at byte AT; returns the byte after it. */
static size_t
put_variable(struct walk *w, size_t at)
{
	struct str s = w->n->value, name;
	size_t end = str_chr(s, '}', at);
	const char *value;

	name = str_sub(s, at + 2, end == STR_NONE ? 0 : end - at - 2);
	if (!is_name(name)) {
		if (!w->names)
			*node_error(w->r->notes, w->n, at,
			    "`${` wants a NAME and `}` of the environment") =
			    STR("$${ for the characters ${");
		w->rc = -1;
		return s.len;
	}
	if (w->names) {
		put(w, name);
		return end + 1;
	}
	value = w->r->env(arena_cstr(w->r->a, name));
	if (value == NULL || *value == '\0') {
		node_error(w->r->notes, w->n, at,
		    "`%.*s` is %s in the environment", STR_ARG(name),
		    value == NULL ? "not set" : "empty");
		w->rc = -1;
		return end + 1;
	}
	w->r->from_env = fnv1a(w->r->from_env, value, strlen(value) + 1);
	put(w, arena_str(w->r->a, str_c(value)));
	return end + 1;
}

static void
report_placeholder(struct walk *w, size_t at, struct str name)
{
	const struct bindings *vars = w->r->vars;
	struct suggest near;
	struct str *to;

	to = node_error(w->r->notes, w->n, at,
	    "`for` has no key `%.*s`; for the character { write {{",
	    STR_ARG(shown(name)));
	suggest_init(&near, name);
	for (size_t i = 0; i < vars->n; i++)
		suggest_offer(&near, arena_cstr(w->r->a, vars->v[i].name));
	if (near.best != NULL)
		*to = arena_printf(w->r->a, "{%s}", near.best);
	w->rc = -1;
}

/* A brace without its other half. */
static size_t
report_open(struct walk *w, size_t at)
{
	*node_error(
	    w->r->notes, w->n, at, "`{` wants a name of `for` and `}`") =
	    STR("{{ for the character {");
	w->rc = -1;
	return w->n->value.len;
}

/* {key} or {{ at byte AT; returns the byte after it. */
static size_t
put_placeholder(struct walk *w, size_t at)
{
	const struct bindings *vars = w->r->vars;
	struct str s = w->n->value, name;
	size_t end = str_chr(s, '}', at);

	if (at + 1 < s.len && s.p[at + 1] == '{') {
		put(w, STR("{"));
		return at + 2;
	}
	if (end == STR_NONE)
		return report_open(w, at);
	name = str_sub(s, at + 1, end - at - 1);
	for (size_t i = 0; i < vars->n; i++)
		if (str_eq(vars->v[i].name, name)) {
			put(w, w->names ? vars->v[i].shown : vars->v[i].value);
			return end + 1;
		}
	report_placeholder(w, at, name);
	return s.len;
}

/* The next byte of S from AT on that is `$` or, in a `for`, `{`. */
static size_t
next_special(const struct walk *w, size_t at)
{
	struct str s = w->n->value;

	while (at < s.len && s.p[at] != '$' &&
	       (w->r->vars == NULL || s.p[at] != '{'))
		at++;
	return at;
}

static void
walk(struct walk *w)
{
	struct str s = w->n->value;
	size_t at = 0;

	while (at < s.len) {
		size_t next = next_special(w, at);
		struct str rest = str_from(s, next);

		put(w, str_sub(s, at, next - at));
		at = next;
		if (str_starts(rest, STR("$${"))) {
			put(w, STR("${"));
			at += 3;
		} else if (str_starts(rest, STR("${"))) {
			at = put_variable(w, at);
		} else if (str_starts(rest, STR("{"))) {
			at = put_placeholder(w, at);
		} else if (rest.len > 0) {
			put(w, str_sub(rest, 0, 1));
			at++;
		}
	}
}

int
reader_expand(struct reader *r, const struct node *n, struct str *out)
{
	struct walk w = { .r = r, .n = n };

	*out = n->value;
	if (next_special(&w, 0) == n->value.len)
		return 0;
	walk(&w);
	*out = arena_concat(r->a, w.part, w.nparts);
	return w.rc;
}

struct str
reader_unexpanded(struct reader *r, const struct node *n)
{
	struct walk w = { .r = r, .n = n, .names = true };

	walk(&w);
	return arena_concat(r->a, w.part, w.nparts);
}
