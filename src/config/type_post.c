// SPDX-License-Identifier: ISC
// What is sent with the request: post.
#include "config/types.h"
#include "model/access.h"
#include "model/limits.h"

/* Source: URL Standard, 5.2, application/x-www-form-urlencoded serializer. */
static void
put_form(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (is_alpha(c) || is_digit(c) ||
		    (c != '\0' && strchr("*-._", c) != NULL))
			buf_addc(b, c);
		else if (c == ' ')
			buf_addc(b, '+');
		else
			buf_addf(b, "%%%02X", (unsigned char)c);
	}
}

static int
put_field(struct reader *r, const struct key *k, const struct node *key,
    const struct node *value, struct buf *b)
{
	struct str s;

	if (value->kind != NODE_SCALAR) {
		node_error(r->notes, value, 0,
		    "a form has one text for each field, not %s; JSON is text, "
		    "in quotes or behind |",
		    node_kind_name(value));
		return -1;
	}
	if (reader_text(r, k, value, &s) != 0)
		return -1;
	if (b->len > 0)
		buf_addc(b, '&');
	put_form(b, key->value);
	buf_addc(b, '=');
	put_form(b, s);
	return 0;
}

static int
read_form(
    struct reader *r, const struct key *k, const struct node *n, struct buf *b)
{
	int rc = 0;

	for (size_t i = 0; i < n->n; i++)
		if (put_field(r, k, node_key(n, i), node_value(n, i), b) != 0)
			rc = -1;
	return rc;
}

static int
read_body(
    struct reader *r, const struct key *k, const struct node *n, struct buf *b)
{
	struct str s;

	if (n->kind == NODE_MAP)
		return read_form(r, k, n, b);
	if (n->kind != NODE_SCALAR) {
		reader_refuse(r, k, n);
		return -1;
	}
	if (reader_text(r, k, n, &s) != 0)
		return -1;
	buf_add(b, s);
	return 0;
}

static int
set_post(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct post post = { .given = true };
	struct buf b;
	int rc;

	buf_init(&b, LIMIT_POST);
	rc = read_body(r, k, n, &b);
	if (rc == 0 && b.over) {
		node_error(r->notes, n, 0, "`post` is longer than %d bytes",
		    LIMIT_POST);
		rc = -1;
	}
	post.body = arena_str(r->a, buf_str(&b));
	buf_release(&b);
	if (n->kind == NODE_SCALAR && str_eq(post.body, STR("none")))
		post = (struct post){ 0 };
	if (rc == 0)
		*(struct post *)key_member(k, out) = post;
	return rc;
}

static void
write_post(struct buf *b, const struct key *k, const void *record)
{
	const struct post *post = key_member_const(k, record);

	if (post->given)
		yaml_scalar(b, post->body, false, false);
	else
		buf_add(b, STR("none"));
}

static void
schema_post(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"anyOf\": [{\"type\": \"string\"}, {\"type\": "
		       "\"object\", \"additionalProperties\": {\"$ref\": "
		       "\"#/definitions/text\"}}]"));
}

const struct key_type type_post = {
	.takes = "a mapping of fields, a text or none",
	.set = set_post,
	.write = write_post,
	.schema = schema_post,
};
