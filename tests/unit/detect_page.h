// SPDX-License-Identifier: ISC
#ifndef TESTS_DETECT_PAGE_H
#define TESTS_DETECT_PAGE_H

#include "base/arena.h"
#include "extract/detect/detect.h"
#include "model/limits.h"
#include "web/html.h"

static const struct html_limits page_limits = {
	.depth = LIMIT_DEPTH,
	.attributes = LIMIT_ATTRIBUTES,
	.formatting = LIMIT_FORMATTING,
	.nodes = LIMIT_NODES,
	.memory = LIMIT_TREE,
};

static inline struct html_doc *
page_parse(struct arena *a, const char *html)
{
	struct err e = ERR_INIT;
	struct html_doc *doc;

	if (html_parse(a, str_c(html), &page_limits, &doc, &e) != 0)
		fail_msg("%s", e.msg);
	return doc;
}

/* In place of the date engine: 2026-11-20 is a date, 11-20 part of one. */
static inline int
page_date(const void *ctx, struct arena *a, struct str s, struct str language)
{
	size_t n = 0, dashes = 0;

	(void)ctx;
	(void)a;
	(void)language;
	for (; n < s.len && (is_digit(s.p[n]) || s.p[n] == '-'); n++)
		dashes += s.p[n] == '-';
	if (n < s.len && s.p[n] != 'T')
		return 0;
	return dashes == 2   ? DETECT_DATE_WHOLE
	       : dashes == 1 ? DETECT_DATE_PART
			     : DETECT_DATE_NONE;
}

static const struct detect_help page_help = { page_date, NULL };

/* The lists of HTML, a page of https://news.example.org/town/. */
static inline struct candidates
page_lists(struct arena *a, const char *html, const struct detect_help *help)
{
	struct detect_ask ask = { .help = help,
		.max = 5,
		.base = STR("https://news.example.org/town/") };
	struct err e = ERR_INIT;
	struct candidates out;

	if (detect(a, page_parse(a, html), &ask, &out, &e) != 0)
		fail_msg("%s", e.msg);
	return out;
}

/* The rules of C as "item; title: ...; date: ...". */
static inline struct str
page_rules(struct arena *a, const struct candidate *c)
{
	struct str s = c->item.v[0].text;

	for (int f = 0; f < FIELD_COUNT; f++)
		if (c->field[f].n > 0)
			s = arena_printf(a, "%.*s; %s: %.*s", STR_ARG(s),
			    field_name((enum field)f),
			    STR_ARG(c->field[f].v[0].text));
	return s;
}

#endif
