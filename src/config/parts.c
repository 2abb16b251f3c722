// SPDX-License-Identifier: ISC
#include "config/parts.h"

#include "base/suggest.h"
#include "config/json.h"
#include "config/layer.h"
#include "config/syntax.h"
#include "model/limits.h"

void
parts_initial(struct reader *r, const struct key_parts *parts, void *record)
{
	for (size_t i = 0; i < parts->n; i++)
		if (parts->v[i].initial != NULL)
			layer_set_initial(r, &parts->v[i], record);
}

static const struct key *
find(const struct key_parts *parts, struct str name)
{
	for (size_t i = 0; i < parts->n; i++)
		if (str_eq(name, str_c(parts->v[i].name)))
			return &parts->v[i];
	return NULL;
}

static void
refuse_word(struct reader *r, const struct key *k, const struct node *key)
{
	struct suggest near;
	struct str *to;

	suggest_init(&near, key->value);
	for (size_t i = 0; i < k->parts->n; i++)
		suggest_offer(&near, k->parts->v[i].name);
	to = node_error(r->notes, key, 0, "`%s` has no `%.*s`", k->name,
	    STR_ARG(shown(key->value)));
	if (near.best != NULL)
		*to = str_c(near.best);
}

int
parts_read(
    struct reader *r, const struct key *k, const struct node *n, void *record)
{
	int rc = 0;

	parts_initial(r, k->parts, record);
	for (size_t i = 0; i < n->n; i++) {
		const struct node *key = node_key(n, i);
		const struct key *part = find(k->parts, key->value);

		if (part == NULL)
			refuse_word(r, k, key);
		if (part == NULL ||
		    part->type->set(r, part, node_value(n, i), record) != 0)
			rc = -1;
	}
	return rc;
}

void
parts_write(struct buf *b, const struct key_parts *parts, const void *record)
{
	const char *sep = "";
	struct buf value;

	buf_init(&value, LIMIT_CONFIG);
	buf_addc(b, '{');
	for (size_t i = 0; i < parts->n; i++) {
		const struct key *k = &parts->v[i];

		buf_clear(&value);
		k->type->write(&value, k, record);
		if (value.len == 0 ||
		    (k->initial != NULL &&
			str_eq(buf_str(&value), str_c(k->initial))))
			continue;
		buf_addf(b, "%s%s: ", sep, k->name);
		buf_add(b, buf_str(&value));
		sep = ", ";
	}
	buf_addc(b, '}');
	buf_release(&value);
}

void
parts_schema(struct buf *b, const struct key_parts *parts)
{
	buf_add(b, STR("\"type\": \"object\", \"additionalProperties\": "
		       "false, \"properties\": {"));
	for (size_t i = 0; i < parts->n; i++) {
		const struct key *k = &parts->v[i];

		buf_addf(b, "%s\"%s\": {\"description\": ", i > 0 ? ", " : "",
		    k->name);
		json_quote(b, str_c(k->help));
		/* Beside $ref nothing else counts. */
		buf_add(b, STR(", \"allOf\": [{"));
		k->type->schema(b, k);
		buf_add(b, STR("}]}"));
	}
	buf_addc(b, '}');
}
