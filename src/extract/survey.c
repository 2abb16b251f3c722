// SPDX-License-Identifier: ISC
// What a page is, and what it has to offer, for who has no rules for it yet.
#include "extract/extract.h"

#include "extract/elements.h"
#include "extract/feed/feed.h"
#include "extract/gate.h"
#include "extract/json/detect.h"
#include "extract/no_page.h"
#include "extract/sitemap.h"
#include "extract/table_detect.h"
#include "model/limits.h"
#include "web/html.h"

static const struct html_limits html_limits = LIMITS_OF_HTML;

int
extract_refusal(struct arena *a, const struct document *doc, struct err *e)
{
	struct html_doc *tree;
	struct err unread;

	if (html_parse(a, doc->text, &html_limits, &tree, &unread) != 0)
		return gate_certain(doc, e);
	return gate_likely(a, doc, tree, e);
}

/* A sitemap is told of as a feed is; an index of them leads elsewhere. */
static int
survey_sitemap(struct arena *a, const struct source *src,
    const struct document *doc, struct survey *out, struct err *e)
{
	struct raw_items raw;

	if (sitemap_raw(a, src, doc, &raw, e) != 0)
		return -1;
	out->feed = raw.feed->format;
	return no_page(doc, e);
}

/* How many of the lists of a page stand before those that its SCRIPTS have: all
 * but menus, and names alone when what scripts have is surely a list. */
static size_t
before_scripts(const struct candidates *lists, const struct candidates *scripts)
{
	size_t n = 0;

	if (lists->n > 0 && lists->v[0].names && scripts->n > 0 &&
	    json_detect_is_sure(&scripts->v[0]))
		return 0;
	while (n < lists->n && !lists->v[n].menu)
		n++;
	return n;
}

/* The lists in the data of scripts come before menus. */
static void
add_script_lists(struct arena *a, const struct html_doc *tree,
    const struct detect_ask *ask, struct candidates *out)
{
	struct candidates scripts = { .v = ARENA_ARRAY(
					  a, ask->max, struct candidate) };
	struct candidate *all = ARENA_ARRAY(a, ask->max, struct candidate);
	size_t first, n = 0;

	json_detect_scripts(a, tree, ask, &scripts);
	first = before_scripts(out, &scripts);
	for (; n < first; n++)
		all[n] = out->v[n];
	for (size_t i = 0; i < scripts.n && n < ask->max; i++)
		all[n++] = scripts.v[i];
	for (size_t i = first; i < out->n && n < ask->max; i++)
		all[n++] = out->v[i];
	*out = (struct candidates){ all, n };
}

int
extract_survey(struct arena *a, const struct source *src,
    const struct document *doc, const struct detect_ask *ask,
    struct survey *out, struct err *e)
{
	struct detect_ask full = *ask;
	enum feed_kind kind;
	struct html_doc *tree;
	size_t at;

	*out = (struct survey){ .title = STR_NULL };
	kind = feed_sniff(doc->text, &at);
	if (kind != FEED_NONE) {
		out->feed = feed_kind_name(kind);
		return no_page(doc, e);
	}
	out->data = true;
	if (json_sniff(doc))
		return json_detect(a, doc, ask, &out->lists, e);
	if (table_sniff(doc)) {
		table_detect(a, doc, ask, &out->lists);
		return 0;
	}
	out->data = false;
	if (sitemap_sniff(doc->text) != SITEMAP_NONE)
		return survey_sitemap(a, src, doc, out, e);
	if (html_parse(a, doc->text, &html_limits, &tree, e) != 0)
		return -1;
	if (str_empty(full.base))
		full.base = elements_base(a, src, doc, tree);
	out->title = html_title(a, tree);
	offers_find(a, tree, full.base, &out->offers);
	out->examples = ARENA_ARRAY(a, ask->nexamples, struct whereabouts);
	for (size_t i = 0; i < ask->nexamples; i++)
		out->examples[i] =
		    whereabouts(a, tree, ask->example[i], full.base);
	if (detect(a, tree, &full, &out->lists, e) != 0)
		return -1;
	add_script_lists(a, tree, &full, &out->lists);
	return 0;
}

int
extract_offers(struct arena *a, const struct source *src,
    const struct document *doc, struct offers *out, const char **feed,
    struct err *e)
{
	enum feed_kind kind;
	struct html_doc *tree;
	size_t at;

	*out = (struct offers){ .n = 0 };
	kind = feed_sniff(doc->text, &at);
	*feed = kind == FEED_NONE ? NULL : feed_kind_name(kind);
	if (kind != FEED_NONE)
		return 0;
	if (html_parse(a, doc->text, &html_limits, &tree, e) != 0)
		return -1;
	offers_find(a, tree, elements_base(a, src, doc, tree), out);
	return 0;
}
