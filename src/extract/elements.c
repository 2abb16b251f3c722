// SPDX-License-Identifier: ISC
#include "extract/elements.h"

#include "extract/data.h"
#include "extract/gate.h"
#include "extract/links.h"
#include "extract/next.h"
#include "extract/no_page.h"
#include "extract/ops.h"
#include "extract/read.h"
#include "extract/view.h"
#include "model/limits.h"
#include "web/select.h"
#include "web/url.h"
#include "web/xpath.h"

/* Most walks through an element that one field makes. */
#define READ_WALKS 8

/* A rule ready to use. */
struct ready {
	const struct rule *rule;
	struct selector *selector; /* NULL: the container itself, unless */
	struct xpath *xpath;       /* it is XPath */
	struct ops ops;
};
struct ready_rules {
	struct ready *v;
	size_t n;
};

/* All that one page is read with. */
struct reader {
	struct arena *a;
	const struct source *src;
	const struct html_doc *doc;
	struct view view; /* of it */
	struct select_budget budget;
	struct ready_rules field[FIELD_COUNT];
	size_t found[FIELD_COUNT];    /* items in which the field was found */
	const struct html_node *date; /* of the item that is read; or NULL */
	struct err *e;
};

struct str
elements_base(struct arena *a, const struct source *src,
    const struct document *doc, const struct html_doc *page)
{
	struct str from = src->base.len > 0 ? src->base : doc->url;
	struct str href = html_base_href(page);
	struct url u;

	if (href.len > 0 && url_parse(a, href, from, &u) == 0 && url_is_web(&u))
		return u.href;
	return from;
}

int
elements_gate(struct arena *a, const struct document *doc,
    const struct html_doc *page, size_t items, struct err *e)
{
	if (items > 0)
		return gate_certain(doc, e);
	if (no_page(doc, e) != 0)
		return -1;
	return gate_likely(a, doc, page, e);
}

static int
compile(struct arena *a, const struct rule *r, struct ready *out, struct err *e)
{
	out->rule = r;
	if (r->lang != RULE_CSS && r->lang != RULE_XPATH)
		return err_set(e, ERR_CONFIG,
		    "rule \"%.*s\": only CSS selectors and XPath read HTML "
		    "pages",
		    STR_ARG(r->text));
	if (r->lang == RULE_XPATH) {
		if (xpath_compile(a, r->path, &out->xpath, e) != 0)
			return err_in(e, "rule \"%.*s\"", STR_ARG(r->text));
	} else if (r->path.len > 0 && !str_eq(r->path, STR(".")) &&
		   select_compile(a, r->path, &out->selector, e) != 0)
		return err_in(e, "rule \"%.*s\"", STR_ARG(r->text));
	return ops_compile(a, r, &out->ops, e);
}

static int
compile_all(struct arena *a, const struct rules *rules, struct ready_rules *out,
    struct err *e)
{
	out->n = rules->n;
	out->v = ARENA_ARRAY(a, rules->n, struct ready);
	for (size_t i = 0; i < rules->n; i++)
		if (compile(a, &rules->v[i], &out->v[i], e) != 0)
			return -1;
	return 0;
}

/* The elements that R names within SCOPE. */
static int
find(struct reader *rd, const struct ready *r, const struct html_node *scope,
    size_t max, struct html_nodes *out)
{
	if (r->xpath != NULL)
		return view_elements(
		    rd->a, &rd->view, r->xpath, scope, max, out, rd->e);
	if (r->selector != NULL)
		return select_all(rd->a, r->selector, rd->doc, scope, max,
		    &rd->budget, out, rd->e);
	out->v = ARENA_NEW(rd->a, const struct html_node *);
	out->v[0] = scope;
	out->n = 1;
	return 0;
}

/* Reading an element walks all that is below it and all attributes of that, a
 * few times over: containers within containers must not make that endless. */
static int
charge(struct reader *rd, const struct html_node *n)
{
	size_t cost = READ_WALKS * (1 + html_count(n, rd->budget.steps));

	if (cost > rd->budget.steps)
		return err_set(rd->e, ERR_LIMIT,
		    "reading the items takes more than %d steps; are they "
		    "inside of each other?",
		    LIMIT_MATCH_STEPS);
	rd->budget.steps -= cost;
	return 0;
}

/* The same as read_rule() by XPath, which finds texts, too. */
static int
read_xpath(struct reader *rd, enum field want, const struct ready *r,
    const struct html_node *top, struct raw_field *out)
{
	struct hits hits;
	size_t cap = 0;

	if (view_find(rd->a, &rd->view, r->xpath, top, LIMIT_VALUES, &hits,
		rd->e) != 0)
		return -1;
	for (size_t i = 0; i < hits.n; i++) {
		const struct hit *h = &hits.v[i];

		if (!h->whole) {
			read_text(rd->a, h->text, h->node, out, &cap);
			continue;
		}
		if (charge(rd, h->node) != 0)
			return -1;
		read_value(
		    rd->a, want, r->rule, top, h->node, rd->date, out, &cap);
	}
	if (want == FIELD_DATE && hits.n > 0 && hits.v[0].whole)
		rd->date = hits.v[0].node;
	return ops_run(rd->a, &r->ops, out, rd->e);
}

/* What the rule R, meant for the field WANT, finds in the container TOP. */
static int
read_rule(struct reader *rd, enum field want, const struct ready *r,
    const struct html_node *top, struct raw_field *out)
{
	struct html_nodes nodes = { NULL, 0 };
	size_t cap = 0;

	*out = (struct raw_field){ .rule = r->rule->text };
	if (r->rule->lang == RULE_XPATH)
		return read_xpath(rd, want, r, top, out);
	if (find(rd, r, top, LIMIT_VALUES, &nodes) != 0)
		return -1;
	for (size_t i = 0; i < nodes.n; i++) {
		if (charge(rd, nodes.v[i]) != 0)
			return -1;
		read_value(
		    rd->a, want, r->rule, top, nodes.v[i], rd->date, out, &cap);
	}
	if (ops_run(rd->a, &r->ops, out, rd->e) != 0)
		return -1;
	if (want == FIELD_DATE && out->n > 0)
		rd->date = nodes.v[0];
	return 0;
}

/* The first of the fallbacks that yields. */
static int
read_field(struct reader *rd, enum field f, const struct html_node *top,
    struct raw_field *out)
{
	const struct ready_rules *rules = &rd->field[f];

	for (size_t i = 0; i < rules->n; i++) {
		if (read_rule(rd, f, &rules->v[i], top, out) != 0)
			return -1;
		if (out->n > 0)
			return 0;
	}
	*out = (struct raw_field){ .n = 0 };
	return 0;
}

/*
 * Title and link usually are one element: a source that has a rule for one of
 * them reads the other from the same place, without the ops of that rule.
 */
static int
read_twin(struct reader *rd, enum field f, enum field twin,
    const struct html_node *top, struct raw_item *item)
{
	const struct ready_rules *rules = &rd->field[twin];

	if (rd->field[f].n > 0)
		return 0;
	for (size_t i = 0; i < rules->n && item->field[f].n == 0; i++) {
		/* As CSS: an attribute that XPath finds is its element. */
		struct rule plain = { .text = rules->v[i].rule->text };
		struct ready r = { .rule = &plain,
			.selector = rules->v[i].selector,
			.xpath = rules->v[i].xpath,
			.ops = { .rule = &plain } };

		if (read_rule(rd, f, &r, top, &item->field[f]) != 0)
			return -1;
	}
	return 0;
}

static int
read_item(struct reader *rd, const struct html_node *top, struct raw_item *item)
{
	rd->date = NULL;
	/* The date first: it is no part of the headline. */
	if (read_field(rd, FIELD_DATE, top, &item->field[FIELD_DATE]) != 0)
		return -1;
	for (int f = 0; f < FIELD_COUNT; f++)
		if (f != FIELD_DATE &&
		    read_field(rd, (enum field)f, top, &item->field[f]) != 0)
			return -1;
	if (read_twin(rd, FIELD_LINK, FIELD_TITLE, top, item) != 0 ||
	    read_twin(rd, FIELD_TITLE, FIELD_LINK, top, item) != 0)
		return -1;
	for (int f = 0; f < FIELD_COUNT; f++)
		rd->found[f] += item->field[f].n > 0;
	return 0;
}

/* The containers: of the first rule that matches anything on the page. */
static int
find_containers(
    struct reader *rd, struct html_nodes *out, struct str *item_rule)
{
	struct ready_rules rules;

	*out = (struct html_nodes){ NULL, 0 };
	if (compile_all(rd->a, &rd->src->rules->item, &rules, rd->e) != 0)
		return -1;
	for (size_t i = 0; i < rules.n && out->n == 0; i++) {
		if (find(rd, &rules.v[i], html_root(rd->doc), LIMIT_ITEMS + 1,
			out) != 0)
			return -1;
		if (out->n > 0)
			*item_rule = rules.v[i].rule->text;
	}
	if (out->n > LIMIT_ITEMS)
		return err_set(rd->e, ERR_LIMIT,
		    "more than %d items on one page; is `item` too wide?",
		    LIMIT_ITEMS);
	return 0;
}

/* One of RULES, which look inside of TOP, names TOP. */
static bool
names_itself(struct reader *rd, const struct ready_rules *rules,
    const struct html_node *top)
{
	struct err unread;

	for (size_t i = 0; i < rules->n; i++) {
		const struct selector *s = rules->v[i].selector;

		if (s != NULL && select_relative(s) == 0 &&
		    select_matches(rd->a, s, rd->doc, html_root(rd->doc), top,
			&rd->budget, &unread) > 0)
			return true;
	}
	return false;
}

/* What nothing was found in. */
struct unfound {
	struct reader *rd;
	const struct html_node *first; /* item */
};

static const char *
name_itself(void *ctx, enum field f)
{
	struct unfound *x = ctx;

	return names_itself(x->rd, &x->rd->field[f], x->first)
		   ? "; the item itself does, which is written `.`"
		   : "";
}

/*
 * Where the headline of an entry stands when the source does not say: in a
 * heading, else in the first link with text, else the entry is the link.
 */
static const char *const headline[] = {
	":is(h1, h2, h3, h4, h5, h6) a[href], a[href]:has(h1, h2, h3, h4, h5, h6)",
	"a[href]",
	".",
};
#define HEADLINES (sizeof(headline) / sizeof(*headline))

/* The rules of all fields, compiled. */
static int
compile_fields(struct reader *rd)
{
	const struct rules *given = rd->src->rules->field;
	struct rules title = { NULL, HEADLINES };

	for (int f = 0; f < FIELD_COUNT; f++)
		if (compile_all(rd->a, &given[f], &rd->field[f], rd->e) != 0)
			return -1;
	if (given[FIELD_TITLE].n > 0 || given[FIELD_LINK].n > 0)
		return 0;
	title.v = ARENA_ARRAY(rd->a, HEADLINES, struct rule);
	for (size_t i = 0; i < HEADLINES; i++)
		if (rule_parse(rd->a, str_c(headline[i]), &title.v[i], rd->e) !=
		    0)
			return -1;
	return compile_all(rd->a, &title, &rd->field[FIELD_TITLE], rd->e);
}

/* What page of several comes after another is declared in either (HTML,
 * 4.6.7.13). */
static const char declared_next[] = ":is(link, a, area)[rel~=\"next\" i]@href";

/* What leads from the page to the next one of its list. */
static int
read_next(struct reader *rd, const struct document *doc, struct str *out)
{
	const struct pages *pages = rd->src->pages;
	struct rules rules = *next_rules(pages);
	struct raw_field found = { .n = 0 };
	struct ready_rules ready;
	struct rule declared;

	if (pages->by == PAGES_DECLARED) {
		if (rule_parse(rd->a, str_c(declared_next), &declared, rd->e) !=
		    0)
			return -1;
		rules = (struct rules){ &declared, 1 };
	}
	if (compile_all(rd->a, &rules, &ready, rd->e) != 0)
		return -1;
	for (size_t i = 0; i < ready.n && found.n == 0; i++)
		if (read_rule(rd, next_field(pages), &ready.v[i],
			html_root(rd->doc), &found) != 0)
			return -1;
	*out = next_found(rd->a, pages, &found, doc,
	    elements_base(rd->a, rd->src, doc, rd->doc));
	return 0;
}

static int
read_page(struct reader *rd, const struct document *doc, struct raw_items *out)
{
	struct html_nodes top;

	out->base = elements_base(rd->a, rd->src, doc, rd->doc);
	out->title = html_title(rd->a, rd->doc);
	out->language = html_language(rd->doc);
	if (find_containers(rd, &top, &out->item_rule) != 0 ||
	    elements_gate(rd->a, doc, rd->doc, top.n, rd->e) != 0)
		return -1;
	out->v = ARENA_ARRAY(rd->a, top.n, struct raw_item);
	for (out->n = 0; out->n < top.n; out->n++) {
		out->v[out->n].position = out->n;
		out->v[out->n].node = html_order(top.v[out->n]);
		if (read_item(rd, top.v[out->n], &out->v[out->n]) != 0)
			return -1;
	}
	if (top.n > 0) {
		struct unfound x = { rd, top.v[0] };

		data_warn_unfound(
		    rd->a, rd->src, rd->found, name_itself, &x, out);
	}
	links_collect(rd->a, rd->doc, &out->links, &out->nlinks);
	return read_next(rd, doc, &out->next);
}

int
elements_raw(struct arena *a, const struct source *src,
    const struct document *doc, const struct html_doc *page,
    struct raw_items *out, struct err *e)
{
	struct reader rd = { .a = a,
		.src = src,
		.doc = page,
		.view = { .page = page, .steps = LIMIT_XPATH_STEPS },
		.budget = { LIMIT_MATCH_STEPS },
		.e = e };

	return compile_fields(&rd) != 0 ? -1 : read_page(&rd, doc, out);
}
