// SPDX-License-Identifier: ISC
/* A page drawn by rules given in short, and what must hold of every drawing.
 * Used by the unit test and the fuzzer. */
#ifndef TESTS_PREVIEW_DRAW_H
#define TESTS_PREVIEW_DRAW_H

#include "cli/preview/preview.h"
#include "web/html.h"

/* 2026-11-22T10:00:00+08:00 */
#define DRAW_NOW 1795312800
#define DRAW_PAGE "https://www.example.cn/news/"

/* RULES, such as "item=li;title=a;date=time", into SRC. -1: they are none. */
static inline int
draw_rules(struct arena *a, struct source *src, struct str rules)
{
	struct err e = ERR_INIT;
	struct rule_set *own = rule_set_own(a, src);
	struct str one, name;

	while (str_cut(&rules, ';', &one)) {
		struct rules *to = &own->item;
		enum field f;

		if (!str_cut(&one, '=', &name))
			return -1;
		f = field_find(name);
		if (f < FIELD_COUNT)
			to = &own->field[f];
		to->v = ARENA_NEW(a, struct rule);
		to->n = 1;
		if (rule_parse(a, one, to->v, &e) != 0)
			return -1;
	}
	return 0;
}

/* Draw HTML, read by SRC, behind what is in B. -1: it cannot be read. */
static inline int
draw(struct arena *a, struct source *src, struct str html, struct buf *b)
{
	struct response res = { .status = 200,
		.body = html,
		.url = STR(DRAW_PAGE),
		.time = DRAW_NOW };
	struct err e = ERR_INIT;
	struct page page;
	struct preview p = { .source = src,
		.page = &page,
		.failure = STR_NULL,
		.refusal = STR_NULL };

	src->id = STR("s");
	src->url = src->shown = res.url;
	src->name = src->base = src->language = STR_NULL;
	src->charset = STR("utf-8");
	src->max_size = 10 << 20;
	if (process(a, src, &res, DRAW_NOW, &page, &e) != 0)
		p.failure = str_c(e.msg);
	if (page.doc == NULL)
		return -1;
	return preview_write(a, &p, b, &e);
}

/* True when S is among the N words of V. */
static inline bool
draw_is_among(struct str s, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(s, str_c(v[i])))
			return true;
	return false;
}
#define DRAW_AMONG(s, v) draw_is_among((s), (v), sizeof(v) / sizeof(*(v)))

/* The element with the class or id VALUE, or NULL. */
static inline const struct html_node *
draw_find(const struct html_node *top, struct str attr, struct str value)
{
	struct str s;

	for (const struct html_node *n = top; n != NULL;
	     n = html_walk(top, n, false))
		if (html_type(n) == HTML_ELEMENT && html_attr(n, attr, &s) &&
		    str_eq(s, value))
			return n;
	return NULL;
}

/* What is wrong with the element N of a drawing, or NULL. */
static inline const char *
draw_fault_of(const struct html_node *n, const struct html_node *view)
{
	static const char *const elements[] = { "html", "head", "meta", "title",
		"style", "body", "header", "h1", "h2", "bdi", "p", "strong",
		"ul", "li", "nav", "a", "div", "section", "table", "thead",
		"tbody", "tr", "th", "td", "code", "br", "span", "b", "small",
		"details", "summary", "main", "caption", "hr" };
	static const char *const page_elements[] = { "div", "span", "a", "br",
		"hr", "table", "caption", "tbody", "tr", "td", "details",
		"summary", "bdi" };
	static const char *const attributes[] = { "class", "id", "href", "lang",
		"dir", "colspan", "rowspan", "scope", "aria-label", "tabindex",
		"content", "name", "http-equiv", "charset", "rel" };
	const struct html_node *up = n;
	struct str s;

	while (up != NULL && up != view)
		up = html_parent(up);
	if (html_type(n) != HTML_ELEMENT)
		return html_type(n) == HTML_COMMENT ? "a comment" : NULL;
	if (html_ns(n) != HTML_NS_HTML || !DRAW_AMONG(html_name(n), elements))
		return "an element that is not ours";
	if (up != NULL && !DRAW_AMONG(html_name(n), page_elements))
		return "an element that no page gets";
	for (const struct html_attr *at = html_attr_first(n); at != NULL;
	     at = html_attr_next(at))
		if (!DRAW_AMONG(html_attr_name(at), attributes))
			return "an attribute that is not ours";
	if (!html_attr(n, STR("href"), &s))
		return NULL;
	if (!str_starts(s, STR("#")) &&
	    (up != NULL || (!str_starts(s, STR("https://")) &&
			       !str_starts(s, STR("http://")))))
		return "a link that leads elsewhere";
	return NULL;
}

/* The names of the children of N, and nothing else, are those of WANT. */
static inline bool
draw_holds(const struct html_node *n, const char *const *want, size_t count)
{
	size_t i = 0;

	for (n = html_first(n); n != NULL; n = html_next(n))
		if (html_type(n) == HTML_ELEMENT &&
		    (i == count || !html_is(n, str_c(want[i++]))))
			return false;
	return i == count;
}

/* S with the characters that two writers escape differently as they are. */
static inline struct str
draw_bare(struct arena *a, struct str s)
{
	static const struct {
		const char *escaped, *bare;
	} as[] = { { "&quot;", "\"" }, { "&nbsp;", "\xc2\xa0" } };
	struct buf *b = buf_in(a, 64 << 20);

	for (size_t at = 0; at < s.len; at++) {
		size_t i = 0;

		while (
		    i < 2 && !str_starts(str_from(s, at), str_c(as[i].escaped)))
			i++;
		if (i == 2) {
			buf_addc(b, s.p[at]);
			continue;
		}
		buf_add(b, str_c(as[i].bare));
		at += strlen(as[i].escaped) - 1;
	}
	return buf_str(b);
}

/* What was written into VIEW is what is read there. */
static inline bool
draw_is_stable(struct arena *a, struct str text, const struct html_node *view)
{
	struct buf *b = buf_in(a, 64 << 20);
	size_t at = str_find(text, STR("<div class=\"view\""));

	at = str_chr(text, '>', at) + 1;
	html_inner(b, view);
	return str_starts(
	    draw_bare(a, str_from(text, at)), draw_bare(a, buf_str(b)));
}

/*
 * What is wrong with the drawing TEXT as a browser reads it, or NULL: it has
 * our elements and attributes only, the page has not left its place, its parts
 * stand where they were written, and each link into the file has its goal.
 */
static inline const char *
draw_fault(struct arena *a, struct str text)
{
	static const struct html_limits none = { 0 };
	static const char *const of_body[] = { "header", "div" };
	static const char *const of_both[] = { "section", "main" };
	static const char *const of_main[] = { "h2", "p", "div" };
	const struct html_node *top, *view, *main, *both;
	const char *fault = NULL;
	struct html_doc *d;
	struct err e;
	struct str s;

	if (html_parse(a, text, &none, &d, &e) != 0)
		return "no parse";
	top = html_root(d);
	view = draw_find(top, STR("class"), STR("view"));
	main = draw_find(top, STR("id"), STR("page"));
	both = draw_find(top, STR("class"), STR("both"));
	if (view == NULL || main == NULL || both == NULL ||
	    !draw_holds(html_parent(both), of_body, 2) ||
	    !draw_holds(both, of_both, 2) || !draw_holds(main, of_main, 3) ||
	    html_parent(view) != main)
		return "the frame is broken";
	if (!draw_is_stable(a, text, view))
		return "it is read otherwise than it was written";
	for (const struct html_node *n = top; n != NULL && fault == NULL;
	     n = html_walk(top, n, false)) {
		fault = draw_fault_of(n, view);
		if (fault == NULL && html_type(n) == HTML_ELEMENT &&
		    html_attr(n, STR("href"), &s) && str_starts(s, STR("#")) &&
		    draw_find(top, STR("id"), str_from(s, 1)) == NULL)
			return "a link into nothing";
	}
	return fault;
}

#endif
