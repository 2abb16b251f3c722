// SPDX-License-Identifier: ISC
// Tags and names of fields.
#include "base/suggest.h"
#include "config/types.h"

/* tags; the second part is their number. There are fewer of them than sources
 * that have some: each list, and each word, is there once. */

static int
set_tags(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	const struct node *const *v;
	const void *kept;
	struct str *tag;
	size_t count;

	if (reader_list(r, k, &n, &v, &count) != 0)
		return -1;
	tag = ARENA_ARRAY(r->entry, count, struct str);
	for (size_t i = 0; i < count; i++) {
		if (reader_text(r, k, v[i], &tag[i]) != 0)
			return -1;
		if (str_empty(tag[i])) {
			reader_refuse(r, k, v[i]);
			return -1;
		}
		tag[i].p = once_keep(
		    &r->once, arena_cstr(r->entry, tag[i]), tag[i].len + 1);
	}
	kept = once_keep(&r->once, tag, count * sizeof(*tag));
	memcpy(key_member(k, out), &kept, sizeof(kept));
	*(size_t *)((char *)out + k->part[1].at) = count;
	return 0;
}

static void
write_tags(struct buf *b, const struct key *k, const void *record)
{
	struct str *const *tag = key_member_const(k, record);
	size_t n = *(const size_t *)((const char *)record + k->part[1].at);

	for (size_t i = 0; i < n; i++) {
		buf_add(b, i == 0 ? STR("[") : STR(", "));
		yaml_scalar(b, (*tag)[i], true, false);
	}
	if (n > 0)
		buf_addc(b, ']');
}

static void
schema_texts(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"$ref\": \"#/definitions/texts\""));
}

const struct key_type type_tags = {
	.takes = "a word or a list of words",
	.set = set_tags,
	.write = write_tags,
	.schema = schema_texts,
};

/* names of fields */

enum field
field_read(struct reader *r, const struct node *n, struct str name)
{
	enum field f = field_find(name);
	struct suggest near;
	struct str *to;

	if (f != FIELD_COUNT)
		return f;
	suggest_init(&near, name);
	for (int i = 0; i < FIELD_COUNT; i++)
		suggest_offer(&near, field_name((enum field)i));
	to = node_error(r->notes, n, 0, "there is no field `%.*s`",
	    STR_ARG(shown(n->value)));
	if (near.best != NULL)
		*to = str_c(near.best);
	return FIELD_COUNT;
}

static int
set_fields(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	const struct node *const *v;
	unsigned bits = 0;
	size_t count;
	struct str s;

	if (n->kind == NODE_SCALAR && !str_empty(reader_listed(r, n->value))) {
		*reader_refuse(r, k, n) = reader_listed(r, n->value);
		return -1;
	}
	if (reader_list(r, k, &n, &v, &count) != 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		enum field f;

		if (reader_text(r, k, v[i], &s) != 0)
			return -1;
		f = field_read(r, v[i], s);
		if (f == FIELD_COUNT)
			return -1;
		bits |= 1u << f;
	}
	*(unsigned *)key_member(k, out) = bits;
	return 0;
}

static void
write_fields(struct buf *b, const struct key *k, const void *record)
{
	unsigned bits = *(const unsigned *)key_member_const(k, record);
	const char *sep = "[";

	for (int f = 0; f < FIELD_COUNT; f++) {
		if ((bits & 1u << f) == 0)
			continue;
		buf_addf(b, "%s%s", sep, field_name((enum field)f));
		sep = ", ";
	}
	if (bits != 0)
		buf_addc(b, ']');
}

static void
schema_fields(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"anyOf\": [{\"$ref\": \"#/definitions/field\"}, "
		       "{\"type\": \"array\", \"items\": "
		       "{\"$ref\": \"#/definitions/field\"}}]"));
}

const struct key_type type_fields = {
	.takes = "a list of fields, such as [title, date]",
	.set = set_fields,
	.write = write_fields,
	.schema = schema_fields,
};
