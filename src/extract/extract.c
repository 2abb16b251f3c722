// SPDX-License-Identifier: ISC
#include "extract/extract.h"

#include "extract/declared.h"
#include "extract/elements.h"
#include "extract/feed/feed.h"
#include "extract/feed/raw.h"
#include "extract/json/detect.h"
#include "extract/json/json.h"
#include "extract/sitemap.h"
#include "extract/table.h"
#include "extract/table_detect.h"
#include "extract/xml.h"
#include "model/limits.h"
#include "web/html.h"

static const struct html_limits html_limits = LIMITS_OF_HTML;

struct source *
candidate_source(
    struct arena *a, const struct source *src, const struct candidate *c)
{
	struct source *as = ARENA_NEW(a, struct source);
	struct rule_set *rules;

	*as = *src;
	rules = rule_set_own(a, as);
	rules->item = c->item;
	if (!str_empty(c->embedded))
		rules->embedded = c->embedded;
	for (int f = 0; f < FIELD_COUNT; f++)
		if (src->rules->field[f].n == 0)
			rules->field[f] = c->field[f];
	return as;
}

static bool
is_feed(const struct document *doc)
{
	size_t at;

	return feed_sniff(doc->text, &at) != FEED_NONE;
}

/* What scripts have in place of FOUND, which is nothing or names alone. */
static void
prefer_scripts(struct arena *a, const struct html_doc *page,
    const struct detect_ask *ask, struct candidates *found)
{
	struct candidate c = { .n = 0 };
	struct candidates scripts = { .v = &c };

	json_detect_scripts(a, page, ask, &scripts);
	if (scripts.n > 0 && (found->n == 0 || json_detect_is_sure(&c))) {
		found->v[0] = c;
		found->n = 1;
	}
}

/*
 * The rules to read the page with: those of the source, or the source as it
 * would be written with what was found. NULL in OUT when there is no list.
 */
static int
choose_rules(struct arena *a, const struct source *src,
    const struct document *doc, const struct html_doc *page,
    const struct detect_help *help, const struct source **out, struct err *e)
{
	struct detect_ask ask = { .help = help, .max = 1 };
	struct candidates found;

	*out = src;
	if (src->rules->item.n > 0)
		return 0;
	ask.base = elements_base(a, src, doc, page);
	if (detect(a, page, &ask, &found, e) != 0)
		return -1;
	/* Where a page has but menus, scripts may have its list. */
	if (found.n > 0 && found.v[0].menu)
		found.n = 0;
	if (found.n == 0 || found.v[0].names)
		prefer_scripts(a, page, &ask, &found);
	*out = found.n == 0 ? NULL : candidate_source(a, src, &found.v[0]);
	return *out == NULL ? elements_gate(a, doc, page, 0, e) : 0;
}

/* JSON without rules: its list is found, and read by what was found. */
static int
extract_json(struct arena *a, const struct source *src,
    const struct document *doc, const struct detect_help *help,
    struct raw_items *out, struct err *e)
{
	struct detect_ask ask = { .help = help, .max = 1 };
	struct candidates found;

	if (json_detect(a, doc, &ask, &found, e) != 0)
		return -1;
	if (found.n == 0)
		return err_set(e, ERR_EXTRACT,
		    "this is JSON, and no list of entries was found in it; "
		    "with item: $.data.list one says where it is");
	return json_extract(
	    a, candidate_source(a, src, &found.v[0]), doc, out, e);
}

/* A table without rules, likewise. */
static int
extract_table(struct arena *a, const struct source *src,
    const struct document *doc, const struct detect_help *help,
    struct raw_items *out, struct err *e)
{
	struct detect_ask ask = { .help = help, .max = 1 };
	struct candidates found;

	table_detect(a, doc, &ask, &found);
	if (found.n == 0)
		return err_set(e, ERR_EXTRACT,
		    "this is a table, and no column of it has headlines; "
		    "item: =csv and rules such as title: =1 say which is "
		    "which");
	return table_raw(a, candidate_source(a, src, &found.v[0]), doc, out, e);
}

/* Is the first of RULES, if there are any, in LANG? */
static bool
is_lang(const struct rules *rules, enum rule_lang lang)
{
	return rules->n > 0 && rules->v[0].lang == lang;
}

int
extract(struct arena *a, const struct source *src, const struct document *doc,
    const struct detect_help *help, struct raw_items *out, struct err *e)
{
	struct declareds declared;
	struct html_doc *tree;

	*out = (struct raw_items){ .n = 0 };
	if (json_reads(src))
		return json_extract(a, src, doc, out, e);
	if (src->rules->item.n == 0 && is_feed(doc))
		return feed_raw(a, src, doc, out, e);
	if (src->rules->item.n == 0 && json_sniff(doc))
		return extract_json(a, src, doc, help, out, e);
	if (src->rules->item.n == 0 && sitemap_sniff(doc->text) != SITEMAP_NONE)
		return sitemap_raw(a, src, doc, out, e);
	if (src->rules->item.n == 0 && table_sniff(doc))
		return extract_table(a, src, doc, help, out, e);
	if (is_lang(&src->rules->item, RULE_COLUMN))
		return table_raw(a, src, doc, out, e);
	if (is_lang(&src->rules->item, RULE_XPATH) && xml_sniff(doc))
		return xml_raw(a, src, doc, out, e);
	if (html_parse(a, doc->text, &html_limits, &tree, e) != 0)
		return -1;
	if (choose_rules(a, src, doc, tree, help, &out->used, e) != 0)
		return -1;
	if (out->used == NULL)
		return 0;
	if (json_reads(out->used))
		return json_extract(a, out->used, doc, out, e);
	if (elements_raw(a, out->used, doc, tree, out, e) != 0)
		return -1;
	if (src->rules->item.n == 0) {
		declared_find(a, tree, out->base, &declared);
		declared_fill(a, &declared, out);
	}
	return 0;
}
