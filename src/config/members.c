// SPDX-License-Identifier: ISC
#include "config/members.h"

#include "base/suggest.h"
#include "config/keys.h"

static struct member *
find(struct member *m, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(name, str_c(m[i].name)))
			return &m[i];
	return NULL;
}

static int
refuse_word(struct reader *r, const struct key *k, const struct node *key,
    const struct member *m, size_t count)
{
	struct suggest near;
	struct str *to;

	to = node_error(r->notes, key, 0, "`%s` has no `%.*s`; it takes %s",
	    k->name, STR_ARG(shown(key->value)), k->type->takes);
	suggest_init(&near, key->value);
	for (size_t i = 0; i < count; i++)
		suggest_offer(&near, m[i].name);
	if (near.best != NULL)
		*to = str_c(near.best);
	return -1;
}

int
reader_line(struct reader *r, const struct key *k, const struct node *n,
    struct str *out)
{
	if (reader_text(r, k, n, out) != 0)
		return -1;
	for (size_t i = 0; i < out->len; i++)
		if ((unsigned char)out->p[i] < ' ' || out->p[i] == 0x7F) {
			node_error(r->notes, n, 0,
			    "`%s` is one line without control characters",
			    k->name);
			return -1;
		}
	return 0;
}

static int
read_member(struct reader *r, const struct key *k, struct member *m)
{
	struct str s;

	if (reader_line(r, k, m->node, &s) != 0)
		return -1;
	if (m->text != NULL && (m->empty || !str_empty(s))) {
		*m->text = s;
		return 0;
	}
	if (m->text == NULL &&
	    (str_eq(s, STR("true")) || str_eq(s, STR("false")))) {
		*m->flag = s.len == 4;
		return 0;
	}
	if (m->text != NULL)
		node_error(r->notes, m->node, 0, "`%s` is empty", m->name);
	else
		node_error(r->notes, m->node, 0,
		    "`%s` takes true or false, not `%.*s`", m->name,
		    STR_ARG(shown(m->node->value)));
	return -1;
}

int
members_read(struct reader *r, const struct key *k, const struct node *n,
    struct member *m, size_t count)
{
	int rc = 0;

	for (size_t i = 0; i < n->n; i++) {
		struct member *word = find(m, count, node_key(n, i)->value);

		if (word == NULL) {
			rc = refuse_word(r, k, node_key(n, i), m, count);
			continue;
		}
		word->node = node_value(n, i);
		if (read_member(r, k, word) != 0)
			rc = -1;
	}
	return rc;
}
