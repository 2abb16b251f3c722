// SPDX-License-Identifier: ISC
#include "extract/article_rules.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "extract/article/article.h"
#include "extract/feed/markup.h"
#include "extract/gate.h"
#include "extract/no_page.h"
#include "extract/ops.h"
#include "extract/read.h"
#include "model/limits.h"
#include "web/html.h"
#include "web/select.h"
#include "web/url.h"

static const struct html_limits html_limits = LIMITS_OF_HTML;

/* One page and its rules. */
struct reader {
	struct arena *a;
	const struct article_rules *rules;
	const struct html_doc *doc;
	struct select_budget budget;
	struct html_nodes without; /* of `remove` */
	struct str base;
	struct err *e;
};

/* The elements that SELECTOR names, on the page. */
static int
find(struct reader *rd, struct str selector, size_t max, struct html_nodes *out)
{
	struct selector *s;

	*out = (struct html_nodes){ NULL, 0 };
	if (str_empty(selector) || str_eq(selector, STR("."))) {
		out->v = ARENA_NEW(rd->a, const struct html_node *);
		out->v[out->n++] = html_root(rd->doc);
		return 0;
	}
	if (select_compile(rd->a, selector, &s, rd->e) != 0)
		return -1;
	return select_all(rd->a, s, rd->doc, html_root(rd->doc), max,
	    &rd->budget, out, rd->e);
}

static int
find_removed(struct reader *rd)
{
	size_t cap = 0;

	for (size_t i = 0; i < rd->rules->remove.n; i++) {
		struct html_nodes some;

		if (find(rd, rd->rules->remove.v[i].path, LIMIT_REMOVED,
			&some) != 0)
			return -1;
		for (size_t k = 0; k < some.n; k++) {
			rd->without.v =
			    arena_more(rd->a, rd->without.v, rd->without.n,
				&cap, sizeof(const struct html_node *));
			rd->without.v[rd->without.n++] = some.v[k];
		}
	}
	return 0;
}

/* Whether N is written, for html_inner_some: what `remove` names is not. */
static enum html_keep
keep(const void *ctx, const struct html_node *n)
{
	const struct html_nodes *without = ctx;

	for (size_t i = 0; i < without->n; i++)
		if (without->v[i] == n)
			return HTML_DROP;
	return HTML_KEEP;
}

/* The HTML of all of NODES, one after the other: one value. */
static void
read_html(
    struct reader *rd, const struct html_nodes *nodes, struct raw_field *out)
{
	struct buf *b = buf_in(rd->a, LIMIT_BODY);
	struct raw_value *v = ARENA_NEW(rd->a, struct raw_value);

	for (size_t i = 0; i < nodes->n; i++) {
		bool several = nodes->n > 1;

		if (several)
			buf_add(b, STR("<div>"));
		(void)html_inner_some(b, nodes->v[i], keep, &rd->without);
		if (several)
			buf_add(b, STR("</div>"));
	}
	*v = (struct raw_value){ .html = true,
		.node = nodes->n > 0 ? html_order(nodes->v[0]) : 0,
		.base = rd->base,
		.type = STR_NULL };
	v->raw = v->value = arena_str(rd->a, buf_str(b));
	buf_release(b);
	out->v = v;
	out->n = nodes->n > 0 && !b->over;
}

static int
read_rule(struct reader *rd, enum field f, const struct rule *r,
    struct raw_field *out)
{
	struct html_nodes nodes;
	struct ops ops;
	size_t cap = 0;

	*out = (struct raw_field){ .rule = r->text };
	if (find(rd, r->path, LIMIT_VALUES, &nodes) != 0 ||
	    ops_compile(rd->a, r, &ops, rd->e) != 0)
		return -1;
	if (f == FIELD_CONTENT && str_empty(r->attr))
		read_html(rd, &nodes, out);
	else
		for (size_t i = 0; i < nodes.n; i++)
			read_value(rd->a, f, r, html_root(rd->doc), nodes.v[i],
			    NULL, out, &cap);
	return ops_run(rd->a, &ops, out, rd->e);
}

static int
read_field(struct reader *rd, enum field f, struct raw_field *out)
{
	const struct rules *rules = &rd->rules->field[f];

	for (size_t i = 0; i < rules->n; i++) {
		if (read_rule(rd, f, &rules->v[i], out) != 0)
			return -1;
		if (out->n > 0)
			return 0;
	}
	*out = (struct raw_field){ .n = 0 };
	return 0;
}

static struct raw_field
one_value(struct arena *a, struct str s)
{
	struct raw_field f = { .n = 1, .v = ARENA_NEW(a, struct raw_value) };

	*f.v = (struct raw_value){ .raw = s, .value = s };
	return f;
}

/* Its own address, as the page declares it (RFC 6596). */
static int
find_canonical(struct reader *rd, struct str *out)
{
	struct html_nodes links;
	struct str href;

	*out = STR_NULL;
	if (find(rd, STR("head > link[rel~=\"canonical\" i][href]"), 1,
		&links) != 0)
		return -1;
	if (links.n > 0 && html_attr(links.v[0], STR("href"), &href) &&
	    url_resolve(rd->a, href, rd->base, LIMIT_URL, out) != 0)
		*out = STR_NULL;
	return 0;
}

static struct str
page_base(struct arena *a, const struct html_doc *doc, struct str page)
{
	struct str href = html_base_href(doc);
	struct url u;

	if (href.len > 0 && url_parse(a, href, page, &u) == 0 && url_is_web(&u))
		return u.href;
	return page;
}

/* --- Without rules -------------------------------------------------------- */

/* Below so many bytes a text may be what a gate says, or a page for scripts. */
#define SHORT 600

/* Offer S for the field F, which no rule has. */
static void
offer(struct reader *rd, struct raw_article *out, enum field f, struct str s)
{
	struct raw_field *to = &out->raw.v[0].field[f];

	if (to->n > 0 || str_empty(s))
		return;
	*to = one_value(rd->a, s);
	out->offered |= 1u << f;
}

/* All that may be its date, the most trustworthy first. */
static void
offer_dates(struct reader *rd, struct raw_article *out,
    const struct article_dates *dates)
{
	struct raw_field *to = &out->raw.v[0].field[FIELD_DATE];

	if (to->n > 0 || dates->n == 0)
		return;
	to->v = ARENA_ARRAY(rd->a, dates->n, struct raw_value);
	for (size_t i = 0; i < dates->n; i++)
		to->v[to->n++] = (struct raw_value){ .raw = dates->v[i].text,
			.value = dates->v[i].text,
			.node = dates->v[i].node,
			.base = STR_NULL,
			.type = STR_NULL };
	out->offered |= 1u << FIELD_DATE;
}

/* Bytes that two texts begin with when they are one, and that one has at least
 * which is no word of the page. */
#define HEAD_MOST 60
#define HEAD_LEAST 20

static bool
says_what(struct str text, struct str other)
{
	struct str head = str_sub(other, 0, HEAD_MOST);

	head = str_sub(head, 0, utf8_valid_prefix(head));
	return head.len >= HEAD_LEAST && str_find(text, head) != STR_NONE;
}

/* The text of F as HTML. What stands apart in front of it is a paragraph of its
 * own when the page gives it for its description: else it may be anything, such
 * as for how long one reads, or who may. */
static struct str
with_lead(struct arena *a, const struct article *f)
{
	if (!says_what(f->summary, f->lead) && !says_what(f->lead, f->summary))
		return f->html;
	return arena_concat(a,
	    (struct str[]){ feed_markup_paragraphs(a, f->lead), f->html }, 2);
}

/* The text that is found on the page, and what else it says of itself. */
static int
read_auto(struct reader *rd, const struct document *doc,
    const struct article_known *known, struct raw_article *out)
{
	const struct article_ask ask = { .url = doc->url,
		.without = rd->without.v,
		.nwithout = rd->without.n };
	struct raw_field *content = &out->raw.v[0].field[FIELD_CONTENT];
	struct article *found = ARENA_NEW(rd->a, struct article);

	article_find(rd->a, rd->doc, &ask, found);
	if (found->text.len < SHORT &&
	    gate_likely(rd->a, doc, rd->doc, rd->e) != 0)
		return -1;
	if (str_empty(found->html))
		return 0;
	*content = one_value(
	    rd->a, known->later ? found->html : with_lead(rd->a, found));
	content->v[0].html = true;
	content->v[0].base = found->base;
	content->rule = STR("auto");
	offer(rd, out, FIELD_TITLE,
	    str_empty(known->title) ? found->title : STR_NULL);
	offer(rd, out, FIELD_SUMMARY, found->summary);
	offer(rd, out, FIELD_AUTHOR, found->author);
	offer(rd, out, FIELD_OUTLET, found->outlet);
	offer(rd, out, FIELD_IMAGE, found->image);
	offer_dates(rd, out, &found->published);
	out->next = found->next;
	return 0;
}

/* --- The page ------------------------------------------------------------- */

/* Why no text was found, when the page itself tells; else that none was. */
static int
tell_missing(struct reader *rd, const struct document *doc)
{
	const struct rules *rules = &rd->rules->field[FIELD_CONTENT];

	if (no_page(doc, rd->e) != 0 ||
	    gate_likely(rd->a, doc, rd->doc, rd->e) != 0)
		return -1;
	if (rules->n == 0)
		return err_set(
		    rd->e, ERR_EXTRACT, "no text of an article was found");
	return err_set(rd->e, ERR_EXTRACT,
	    "nothing on the page matches content: %.*s",
	    STR_ARG(rules->v[0].text));
}

int
extract_article(struct arena *a, const struct source *src,
    const struct document *doc, const struct article_known *known,
    struct raw_article *out, struct err *e)
{
	struct reader rd = { .a = a,
		.rules = src->article,
		.budget = { LIMIT_MATCH_STEPS },
		.e = e };
	struct raw_item *item = ARENA_NEW(a, struct raw_item);
	struct html_doc *tree;

	*out = (struct raw_article){ .rule = STR_NULL };
	if (html_parse(a, doc->text, &html_limits, &tree, e) != 0)
		return -1;
	rd.doc = tree;
	rd.base = page_base(a, tree, doc->url);
	if (gate_certain(doc, e) != 0 || find_removed(&rd) != 0 ||
	    find_canonical(&rd, &out->canonical) != 0)
		return -1;
	out->raw = (struct raw_items){ .v = item,
		.n = 1,
		.used = src,
		.base = rd.base,
		.language = html_language(tree) };
	for (int f = 0; f < FIELD_COUNT; f++) {
		if (read_field(&rd, (enum field)f, &item->field[f]) != 0)
			return -1;
		out->given |= item->field[f].n > 0 ? 1u << f : 0;
	}
	if (src->article->field[FIELD_CONTENT].n > 0)
		out->next = article_next(a, tree, doc->url);
	else if (read_auto(&rd, doc, known, out) != 0)
		return -1;
	if (item->field[FIELD_CONTENT].n == 0)
		return tell_missing(&rd, doc);
	out->given |= 1u << FIELD_CONTENT;
	out->rule = item->field[FIELD_CONTENT].rule;
	item->field[FIELD_LINK] = one_value(a, doc->url);
	if (item->field[FIELD_TITLE].n == 0)
		item->field[FIELD_TITLE] = one_value(a, known->title);
	return 0;
}
