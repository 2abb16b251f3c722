// SPDX-License-Identifier: ISC
// Words and patterns that decide which items are taken.
#include "config/check.h"
#include "config/types.h"
#include "model/source.h"

struct filter_list {
	struct filters f;
	size_t cap;
};

/* Take "/re/flags" apart; false when S is a word. */
static bool
split_pattern(struct str s, struct filter *out)
{
	size_t end;

	if (!str_starts(s, STR("/")))
		return false;
	end = str_rfind(s, STR("/"));
	if (end == 0)
		return false;
	for (size_t i = end + 1; i < s.len; i++)
		if (!is_alpha(s.p[i]))
			return false;
	out->pattern = true;
	out->text = str_sub(s, 1, end - 1);
	out->flags = str_from(s, end + 1);
	return true;
}

static int
add_filter(struct reader *r, const struct key *k, const struct node *n,
    enum field field, struct filter_list *out)
{
	struct filter f = { .field = field, .flags = STR_NULL };
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	f.text = s;
	if (str_empty(s)) {
		reader_refuse(r, k, n);
		return -1;
	}
	if (split_pattern(s, &f) &&
	    check_pattern(r, n, f.text, f.flags, 1) != 0)
		return -1;
	out->f.v =
	    arena_more(r->a, out->f.v, out->f.n, &out->cap, sizeof(*out->f.v));
	out->f.v[out->f.n++] = f;
	return 0;
}

/* Without brackets `a, b` is one word, which hardly any item has. In quotes it
 * is meant so. */
static void
warn_of_comma(struct reader *r, const struct node *n)
{
	struct str listed;

	if (n->kind != NODE_SCALAR || n->style != STYLE_PLAIN ||
	    str_starts(n->value, STR("/")))
		return;
	listed = reader_listed(r, n->value);
	if (!str_empty(listed))
		*note_at(r->notes, DIAGNOSTIC_WARNING, n->text, n->line, n->col,
		    "this is one word with a comma in it, not several words") =
		    listed;
}

/* A word, a pattern or a list of them, for FIELD. */
static int
add_filters(struct reader *r, const struct key *k, const struct node *n,
    enum field field, struct filter_list *out)
{
	const struct node *const *v;
	size_t count;
	int rc = 0;

	warn_of_comma(r, n);
	if (reader_list(r, k, &n, &v, &count) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (add_filter(r, k, v[i], field, out) != 0)
			rc = -1;
	return rc;
}

static int
set_filters(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct filter_list list = { .cap = 0 };
	int rc = 0;

	if (n->kind != NODE_MAP)
		rc = add_filters(r, k, n, FIELD_COUNT, &list);
	for (size_t i = 0; n->kind == NODE_MAP && i < n->n; i++) {
		const struct node *key = node_key(n, i);
		enum field f = field_read(r, key, key->value);

		if (f == FIELD_COUNT ||
		    add_filters(r, k, node_value(n, i), f, &list) != 0)
			rc = -1;
	}
	if (rc == 0)
		*(struct filters *)key_member(k, out) = list.f;
	return rc;
}

static void
put_filter(struct buf *b, const struct filter *f)
{
	struct buf text;

	buf_init(&text, f->text.len + f->flags.len + 2);
	if (f->pattern)
		buf_addf(
		    &text, "/%.*s/%.*s", STR_ARG(f->text), STR_ARG(f->flags));
	else
		buf_add(&text, f->text);
	yaml_scalar(b, buf_str(&text), true, false);
	buf_release(&text);
}

static void
put_filters_of(struct buf *b, const struct filters *f, enum field field)
{
	const char *sep = "";

	buf_addc(b, '[');
	for (size_t i = 0; i < f->n; i++) {
		if (f->v[i].field != field)
			continue;
		buf_add(b, str_c(sep));
		put_filter(b, &f->v[i]);
		sep = ", ";
	}
	buf_addc(b, ']');
}

static void
write_filters(struct buf *b, const struct key *k, const void *record)
{
	const struct filters *f = key_member_const(k, record);
	const char *sep = "{";

	if (f->n == 0)
		return;
	if (f->v[0].field == FIELD_COUNT) {
		put_filters_of(b, f, FIELD_COUNT);
		return;
	}
	for (size_t i = 0; i < f->n; i++) {
		/* A field's filters stand together, as they were read. */
		if (i > 0 && f->v[i].field == f->v[i - 1].field)
			continue;
		buf_addf(b, "%s%s: ", sep, field_name(f->v[i].field));
		put_filters_of(b, f, f->v[i].field);
		sep = ", ";
	}
	buf_addc(b, '}');
}

static void
schema_filters(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"$ref\": \"#/definitions/filters\""));
}

const struct key_type type_filters = {
	.takes = "a word, a /pattern/, a list of them, or a mapping of fields "
		 "to them",
	.set = set_filters,
	.write = write_filters,
	.schema = schema_filters,
};
