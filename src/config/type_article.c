// SPDX-License-Identifier: ISC
// The pages that entries lead to: what is taken from them.
#include "config/parts.h"
#include "config/types.h"
#include "model/article.h"
#include "model/limits.h"

#define ARTICLE(m)                                         \
	{                                                  \
		offsetof(struct article_rules, m),         \
		    sizeof(((struct article_rules *)0)->m) \
	}
#define RULE_ROW(key_name, index, sentence)                                  \
	{                                                                    \
		.name = (key_name), .where = IN_ANY_SOURCE,                  \
		.type = &type_rules_list, .part = { ARTICLE(field[index]) }, \
		.help = (sentence)                                           \
	}

static const struct key parts[] = {
	RULE_ROW("content", FIELD_CONTENT,
	    "the element that holds the text; of several that match, all"),
	RULE_ROW("title", FIELD_TITLE,
	    "the headline, where the list has none or cuts it short"),
	RULE_ROW("summary", FIELD_SUMMARY, "a short text"),
	RULE_ROW("date", FIELD_DATE,
	    "when it was published, for entries that have no date in the list; "
	    "it counts for what the same run brings into the feed"),
	RULE_ROW("author", FIELD_AUTHOR, "who wrote it"),
	RULE_ROW("outlet", FIELD_OUTLET, "the publication that it credits"),
	RULE_ROW("image", FIELD_IMAGE, "a picture"),
	{ .name = "remove",
	    .where = IN_ANY_SOURCE,
	    .type = &type_rules_list,
	    .part = { ARTICLE(remove) },
	    .help = "selectors of what is no part of the content" },
	{ .name = "most",
	    .where = IN_ANY_SOURCE,
	    .type = &type_count,
	    .part = { ARTICLE(most) },
	    .min = 1,
	    .max = LIMIT_ARTICLES,
	    .initial = "20",
	    .help = "the most articles that a run reads; the others follow in "
		    "the next ones" },
};
const struct key_parts article_parts = { parts,
	sizeof(parts) / sizeof(parts[0]) };

/* What finds a part of a page: a selector alone. */
static int
check_remove(
    struct reader *r, const struct node *n, const struct article_rules *x)
{
	for (size_t i = 0; i < x->remove.n; i++)
		if (x->remove.v[i].nops > 0 ||
		    !str_empty(x->remove.v[i].attr) ||
		    str_empty(x->remove.v[i].path)) {
			node_error(
			    r->notes, n, 0, "`remove` takes selectors alone");
			return -1;
		}
	return 0;
}

static int
set_article(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct article_rules x = { .on = true };

	if (n->kind == NODE_SCALAR && str_eq(n->value, STR("none"))) {
		x.on = false;
	} else if (n->kind == NODE_SCALAR && str_eq(n->value, STR("auto"))) {
		node_error(
		    r->notes, n, 0, "`article: auto` is not in this version");
		return -1;
	} else if (n->kind != NODE_MAP) {
		reader_refuse(r, k, n);
		return -1;
	} else if (parts_read(r, k, n, &x) != 0 ||
		   check_remove(r, n, &x) != 0) {
		return -1;
	} else if (x.field[FIELD_CONTENT].n == 0) {
		node_error(r->notes, n, 0, "`article` needs `content`");
		return -1;
	}
	*(struct article_rules *)key_member(k, out) = x;
	return 0;
}

static void
write_article(struct buf *b, const struct key *k, const void *record)
{
	const struct article_rules *x = key_member_const(k, record);

	if (!x->on)
		buf_add(b, STR("none"));
	else
		parts_write(b, k->parts, x);
}

static void
schema_article(struct buf *b, const struct key *k)
{
	buf_add(b, STR("\"anyOf\": [{\"const\": \"none\"}, {"));
	parts_schema(b, k->parts);
	buf_add(b, STR("}]"));
}

const struct key_type type_article = {
	.takes = "a mapping or none",
	.set = set_article,
	.write = write_article,
	.schema = schema_article,
};
