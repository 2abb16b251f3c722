// SPDX-License-Identifier: ISC
#include "config/languages.h"

#include "model/field.h"

/* What a rule is for. */
enum family { FAMILY_PAGE, FAMILY_JSON, FAMILY_TABLE };

static enum family
family_of(const struct rule *rule)
{
	static const enum family of[] = {
		[RULE_CSS] = FAMILY_PAGE,
		[RULE_XPATH] = FAMILY_PAGE,
		[RULE_JSON] = FAMILY_JSON,
		[RULE_COLUMN] = FAMILY_TABLE,
	};

	return of[rule->lang];
}

/* A rule of ops alone is of any language. */
static bool
fits(const struct rule *rule, enum family family)
{
	return str_empty(rule->path) || family_of(rule) == family;
}

/* What is wrong about a rule for FOUND where `item` is for WANTED. */
static const char *
wrong(enum family wanted, enum family found)
{
	if (wanted == FAMILY_JSON)
		return "the entries are JSON, as `item` says, and this rule is "
		       "no JSON path: those begin with $";
	if (wanted == FAMILY_TABLE)
		return "`item` reads a table, and this rule is no column: "
		       "those are written as =Title or =2";
	if (found == FAMILY_JSON)
		return "this rule is a JSON path, and those that `item` finds "
		       "are elements of a page";
	return "this rule is a column, and those that `item` finds are "
	       "elements of a page; a table is =csv, =tsv or =/pattern/";
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
    const struct rules *rules, enum family family)
{
	bool others = false;

	for (size_t i = 0; i < rules->n; i++) {
		const struct node *at = rule_node(n, key, i);

		if (fits(&rules->v[i], family))
			continue;
		others = true;
		if (at != NULL)
			node_error(r->notes, at, 0, "%s",
			    wrong(family, family_of(&rules->v[i])));
	}
	return others;
}

/* A path or column without `item` has nothing that it could look into. */
static bool
refuse_lone(struct reader *r, const struct node *n, const struct rule_set *s)
{
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct node *at =
		    rule_node(n, field_name((enum field)f), 0);
		enum family family;

		if (s->field[f].n == 0)
			continue;
		family = family_of(&s->field[f].v[0]);
		if (family == FAMILY_PAGE)
			continue;
		node_error(r->notes, at == NULL ? n : at, 0, "%s",
		    family == FAMILY_JSON
			? "a JSON path looks into an entry, and `item` says "
			  "where those are, as in item: $.data.list"
			: "a column is of a table, and `item` says which: "
			  "=csv, =tsv or =/pattern/");
		return true;
	}
	return false;
}

/* What leads to the next page is looked for in what the page is. */
static void
check_pages(struct reader *r, const struct node *n, struct pages *pages,
    enum family family)
{
	const struct node *at = rule_node(n, "pages", 0);
	bool others;

	if (at == NULL || at->kind != NODE_MAP) {
		others = refuse_others(r, n, "pages", &pages->next, family);
	} else {
		others = refuse_others(r, at, "next", &pages->next, family);
		others |=
		    refuse_others(r, at, "cursor", &pages->cursor, family);
	}
	if (others && at == NULL)
		*pages = (struct pages){ .by = PAGES_NONE };
}

void
check_languages(struct reader *r, const struct node *n, struct draft *d)
{
	struct rule_set *s = &d->parts.rules;
	enum family family =
	    s->item.n > 0 ? family_of(&s->item.v[0]) : FAMILY_PAGE;
	const struct node *at = rule_node(n, "item", 0);

	/* An `item` that could not be read has been told. */
	if (s->item.n == 0 && (at != NULL || refuse_lone(r, n, s)))
		return;
	refuse_others(r, n, "item", &s->item, family);
	if (family == FAMILY_TABLE && s->item.n > 1 && at != NULL)
		node_error(r->notes, at, 0,
		    "`item` of a table is one rule, not a list of them");
	for (int f = 0; f < FIELD_COUNT; f++) {
		const char *name = field_name((enum field)f);

		if (refuse_others(r, n, name, &s->field[f], family) &&
		    rule_node(n, name, 0) == NULL)
			s->field[f] = (struct rules){ NULL, 0 };
	}
	check_pages(r, n, &d->parts.pages, family);
	if (family == FAMILY_JSON || str_empty(s->embedded))
		return;
	at = rule_node(n, "embedded", 0);
	if (at == NULL)
		s->embedded = STR_NULL;
	else
		node_error(r->notes, at, 0,
		    "`embedded` is for rules that are JSON paths, as in item: "
		    "$.list");
}
