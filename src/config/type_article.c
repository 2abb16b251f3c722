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
	    "the element that holds the text; of several that match, all; "
	    "absent: the text is found, and with it what the page says of "
	    "itself, for entries that lack it"),
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

/* `remove` finds parts of the page, by selectors alone. */
static bool
is_selector(const struct rule *r)
{
	return r->nops == 0 && str_empty(r->attr) && !str_empty(r->path);
}

static int
check_rules(
    struct reader *r, const struct node *n, const struct article_rules *x)
{
	for (int f = 0; f < FIELD_COUNT; f++)
		for (size_t i = 0; i < x->field[f].n; i++)
			if (x->field[f].v[i].lang != RULE_CSS) {
				node_error(r->notes, n, 0,
				    "articles are read by CSS selectors; "
				    "%.*s is none",
				    STR_ARG(shown(x->field[f].v[i].text)));
				return -1;
			}
	for (size_t i = 0; i < x->remove.n; i++)
		if (x->remove.v[i].lang != RULE_CSS ||
		    !is_selector(&x->remove.v[i])) {
			node_error(
			    r->notes, n, 0, "`remove` takes selectors alone");
			return -1;
		}
	return 0;
}

/* What the truth value N means here; or empty. */
static struct str
article_meant(const struct node *n)
{
	static const struct {
		const char *said, *meant;
	} words[] = { { "true", "auto" }, { "yes", "auto" }, { "on", "auto" },
		{ "false", "none" }, { "no", "none" }, { "off", "none" } };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq(n->value, str_c(words[i].said)))
			return str_c(words[i].meant);
	return STR_NULL;
}

static int
set_article(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct article_rules x = { .on = true };

	if (n->kind == NODE_SCALAR && str_eq(n->value, STR("none"))) {
		x.on = false;
	} else if (n->kind == NODE_SCALAR && str_eq(n->value, STR("auto"))) {
		parts_initial(r, k->parts, &x);
	} else if (n->kind == NODE_SCALAR) {
		*reader_refuse(r, k, n) = article_meant(n);
		return -1;
	} else if (n->kind != NODE_MAP) {
		reader_refuse(r, k, n);
		return -1;
	} else if (parts_read(r, k, n, &x) != 0 || check_rules(r, n, &x) != 0) {
		return -1;
	}
	*(struct article_rules *)key_member(k, out) = x;
	return 0;
}

static void
write_article(struct buf *b, const struct key *k, const void *record)
{
	const struct article_rules *x = key_member_const(k, record);
	size_t before = b->len;

	if (!x->on) {
		buf_add(b, STR("none"));
		return;
	}
	parts_write(b, k->parts, x);
	if (b->len == before + 2) { /* {} */
		b->len = before;
		buf_add(b, STR("auto"));
	}
}

static void
schema_article(struct buf *b, const struct key *k)
{
	buf_add(b, STR("\"anyOf\": [{\"enum\": [\"auto\", \"none\"]}, {"));
	parts_schema(b, k->parts);
	buf_add(b, STR("}]"));
}

const struct key_type type_article = {
	.takes = "auto, none or a mapping",
	.set = set_article,
	.write = write_article,
	.schema = schema_article,
};
