// SPDX-License-Identifier: ISC
#include "config/languages.h"

#include "model/field.h"

static bool
is_json(const struct rule *rule)
{
	return rule->lang == RULE_JSON;
}

/* A rule of ops alone is of any language. */
static bool
fits(const struct rule *rule, bool json)
{
	return str_empty(rule->path) || is_json(rule) == json;
}

/* The node of rule I, which stands under KEY in the entry N. */
static const struct node *
rule_node(const struct node *n, const char *key, size_t i)
{
	const struct node *v =
	    n->kind == NODE_MAP ? node_find(n, str_c(key)) : NULL;

	return v != NULL && v->kind == NODE_LIST ? v->child[i] : v;
}

/* True when one of RULES, which stand under KEY in N, does not fit; it is
 * reported when N, an entry or a mapping in it, has it. */
static bool
refuse_others(struct reader *r, const struct node *n, const char *key,
    const struct rules *rules, bool json)
{
	bool others = false;

	for (size_t i = 0; i < rules->n; i++) {
		const struct node *at = rule_node(n, key, i);

		if (fits(&rules->v[i], json))
			continue;
		others = true;
		if (at == NULL)
			continue;
		node_error(r->notes, at, 0,
		    json ? "the entries are JSON, as `item` says, and this "
			   "rule is no JSON path: those begin with $"
			 : "this rule is a JSON path, and those that `item` "
			   "finds are elements of a page");
	}
	return others;
}

static bool
any_json(const struct source *s)
{
	for (int f = 0; f < FIELD_COUNT; f++)
		for (size_t i = 0; i < s->field[f].n; i++)
			if (is_json(&s->field[f].v[i]))
				return true;
	return false;
}

/* A path without `item` has nothing that it could be the path in. */
static void
refuse_lone_paths(struct reader *r, const struct node *n, struct source *s)
{
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct node *at =
		    rule_node(n, field_name((enum field)f), 0);

		if (s->field[f].n == 0 || !is_json(&s->field[f].v[0]))
			continue;
		node_error(r->notes, at == NULL ? n : at, 0,
		    "a JSON path looks into an entry, and `item` says where "
		    "those are, as in item: $.data.list");
		return;
	}
}

/* What leads to the next page is looked for in what the page is. */
static void
check_pages(struct reader *r, const struct node *n, struct source *s, bool json)
{
	const struct node *at = rule_node(n, "pages", 0);
	bool others;

	if (at == NULL || at->kind != NODE_MAP) {
		others = refuse_others(r, n, "pages", &s->pages.next, json);
	} else {
		others = refuse_others(r, at, "next", &s->pages.next, json);
		others |=
		    refuse_others(r, at, "cursor", &s->pages.cursor, json);
	}
	if (others && at == NULL)
		s->pages = (struct pages){ .by = PAGES_NONE };
}

void
check_languages(struct reader *r, const struct node *n, struct source *s)
{
	bool json = s->item.n > 0 && is_json(&s->item.v[0]);
	const struct node *at;

	/* An `item` that could not be read has been told. */
	if (s->item.n == 0 && rule_node(n, "item", 0) != NULL)
		return;
	if (s->item.n == 0 && any_json(s)) {
		refuse_lone_paths(r, n, s);
		return;
	}
	refuse_others(r, n, "item", &s->item, json);
	for (int f = 0; f < FIELD_COUNT; f++)
		if (refuse_others(
			r, n, field_name((enum field)f), &s->field[f], json) &&
		    rule_node(n, field_name((enum field)f), 0) == NULL)
			s->field[f] = (struct rules){ NULL, 0 };
	check_pages(r, n, s, json);
	if (json || str_empty(s->embedded))
		return;
	at = rule_node(n, "embedded", 0);
	if (at == NULL)
		s->embedded = STR_NULL;
	else
		node_error(r->notes, at, 0,
		    "`embedded` is for rules that are JSON paths, as in item: "
		    "$.list");
}
