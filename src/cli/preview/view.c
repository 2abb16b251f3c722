// SPDX-License-Identifier: ISC
#include "cli/preview/view.h"

#include "base/utf8.h"
#include "cli/preview/extent.h"
#include "cli/preview/tags.h"
#include "generate/page.h"
#include "web/html_hidden.h"

/* A part of the page with so much in it is closed: a row of a list that was
 * missed is less, and must be seen. */
#define FOLD_TEXT 500
#define FOLD_LINKS 10
/* Characters of it that tell what it is. */
#define FOLD_WORDS 60
/* Marked elements around a cell that have no place for a label themselves. */
#define PENDING 3
/* Spans of cells that are believed. */
#define SPAN_MAX 100

/* What is written for each tag; an element of "" is not written. */
static const struct {
	const char *element, *classes;
} shape[TAG_COUNT] = {
	[TAG_DROP] = { "", "" },
	[TAG_INLINE] = { "", "" },
	[TAG_LINK] = { "span", "a" },
	[TAG_STRONG] = { "span", "b" },
	[TAG_EM] = { "span", "e" },
	[TAG_IMAGE] = { "span", "img" },
	[TAG_BREAK] = { "br", "" },
	[TAG_RULE] = { "hr", "" },
	[TAG_BLOCK] = { "div", "" },
	[TAG_PARA] = { "div", "p" },
	[TAG_HEAD] = { "div", "h" },
	[TAG_LI] = { "div", "li" },
	[TAG_PRE] = { "div", "pre" },
	[TAG_TABLE] = { "table", "" },
	[TAG_CAPTION] = { "caption", "" },
	[TAG_ROWS] = { "tbody", "" },
	[TAG_ROW] = { "tr", "" },
	[TAG_CELL] = { "td", "" },
};

struct view {
	struct buf *b;
	struct marks *m;
	struct extents extents;
	struct arena *a;
	bool folds;                      /* something is marked */
	const struct html_node *fold;    /* the closed part we are in */
	const struct html_node *skipped; /* left out with all in it */
	size_t inside;                   /* containers around us */
	size_t pre;                      /* and preformatted texts */
	const struct mark *pending[PENDING];
	size_t npending;
};

static void
put(struct view *v, const char *s)
{
	(void)buf_add(v->b, str_c(s));
}

/* S with its white space folded, as it is drawn. */
static void
put_folded(struct view *v, struct str s)
{
	size_t at = 0, end;

	while (at < s.len) {
		for (end = at; end < s.len && !is_html_space(s.p[end]);)
			end++;
		page_text(v->b, str_sub(s, at, end - at));
		if (end < s.len)
			(void)buf_addc(v->b, ' ');
		while (end < s.len && is_html_space(s.p[end]))
			end++;
		at = end;
	}
}

/* The lines of S, each as it is. */
static void
put_lines(struct view *v, struct str s)
{
	struct str line;
	bool first = true;

	while (str_cut(&s, '\n', &line)) {
		if (!first)
			put(v, "<br>");
		page_text(v->b, line);
		first = false;
	}
}

static void
put_text(struct view *v, const struct html_node *n)
{
	enum tag up = tag_of(html_parent(n));

	/* Between the parts of a table there is no place for text. */
	if (up == TAG_TABLE || up == TAG_ROWS || up == TAG_ROW)
		return;
	if (v->pre > 0)
		put_lines(v, html_data(n));
	else
		put_folded(v, html_data(n));
}

/* True when labels can stand at the beginning of an element of tag T. */
static bool
has_room(enum tag t)
{
	return t != TAG_ROWS && t != TAG_ROW;
}

/* True when NODE stands outside of the container that it belongs to. */
static bool
is_astray(const struct view *v, const struct html_node *n, size_t of)
{
	size_t top = v->m->found[of].raw->node, order = html_order(n);

	return top == 0 || top > v->m->size || order < top ||
	       order > v->extents.v[top].end;
}

static void
put_number(struct view *v, size_t number)
{
	const struct dropped *d = v->m->found[number].dropped;

	(void)buf_addf(
	    v->b, "<a class=\"n\" href=\"#row-%zu\">%zu", number, number);
	if (d != NULL) {
		put(v, " dropped: ");
		page_text(v->b, d->why);
	}
	put(v, "</a>");
}

/* The number of a container, and the names of the fields read from N. */
static void
put_labels(struct view *v, const struct html_node *n, const struct mark *mark)
{
	bool astray = mark->of != 0 && is_astray(v, n, mark->of);

	if (mark->item != 0)
		put_number(v, mark->item);
	for (int f = 0; f < FIELD_COUNT; f++) {
		const char *name = field_name((enum field)f);

		if (!(mark->fields & 1u << f))
			continue;
		(void)buf_addf(v->b, "<span class=\"l l-%s\">%s", name, name);
		if (astray)
			(void)buf_addf(v->b, " of %zu", mark->of);
		put(v, "</span>");
	}
}

/* The labels of N, or later in the first element below it with room. */
static void
label(struct view *v, const struct html_node *n, enum tag t,
    const struct mark *mark)
{
	if (has_room(t)) {
		for (size_t i = 0; i < v->npending; i++)
			put_labels(v, n, v->pending[i]);
		v->npending = 0;
	}
	if (mark != NULL && has_room(t))
		put_labels(v, n, mark);
	else if (mark != NULL && v->npending < PENDING)
		v->pending[v->npending++] = mark;
}

/* The element to write for T: a container is a block, a field at least one. */
static const char *
element_of(enum tag t, const struct mark *mark)
{
	if (mark != NULL && mark->item != 0 && t < TAG_TABLE)
		return "div";
	if (mark != NULL && *shape[t].element == '\0')
		return "span";
	return shape[t].element;
}

static void
put_span(struct view *v, const struct html_node *n, struct str name)
{
	unsigned long long span;
	struct str s;

	if (html_attr(n, name, &s) &&
	    str_uint(str_trim(s), SPAN_MAX, &span) == 0 && span > 1)
		(void)buf_addf(v->b, " %.*s=\"%llu\"", STR_ARG(name), span);
}

/* The language and direction of a part: they choose glyphs and order. */
static void
put_language(struct view *v, const struct html_node *n)
{
	struct str s;
	size_t i = 0;

	if (html_attr(n, STR("lang"), &s)) {
		while (i < s.len &&
		       (is_alpha(s.p[i]) || is_digit(s.p[i]) || s.p[i] == '-'))
			i++;
		if (i == s.len && i > 0)
			(void)buf_addf(v->b, " lang=\"%.*s\"", STR_ARG(s));
	}
	if (html_attr(n, STR("dir"), &s) && str_ieq(s, STR("rtl")))
		put(v, " dir=\"rtl\"");
	else if (html_attr(n, STR("dir"), &s) && str_ieq(s, STR("ltr")))
		put(v, " dir=\"ltr\"");
}

static void
put_class(struct view *v, const char **before, const char *word)
{
	put(v, *before);
	put(v, word);
	*before = " ";
}

static void
put_classes(struct view *v, enum tag t, const struct mark *mark)
{
	const char *before = " class=\"";
	int f = 0;

	if (*shape[t].classes != '\0')
		put_class(v, &before, shape[t].classes);
	if (mark != NULL && mark->item != 0)
		put_class(v, &before, "item");
	if (mark != NULL && v->m->found[mark->item].dropped != NULL)
		put_class(v, &before, "dropped");
	while (mark != NULL && f < FIELD_COUNT && !(mark->fields & 1u << f))
		f++;
	if (mark != NULL && f < FIELD_COUNT) {
		put_class(v, &before, "f f-");
		put(v, field_name((enum field)f));
	}
	if (*before == ' ' && before[1] == '\0')
		put(v, "\"");
}

static void
put_tag(struct view *v, const struct html_node *n, enum tag t,
    const struct mark *mark, const char *element)
{
	/* Lines, for those who look at the source. */
	if (t >= TAG_BLOCK)
		put(v, "\n");
	(void)buf_addf(v->b, "<%s", element);
	if (mark != NULL && mark->item != 0) {
		(void)buf_addf(v->b, " id=\"item-%zu\"", mark->item);
		v->m->found[mark->item].drawn = true;
	}
	put_classes(v, t, mark);
	put_language(v, n);
	if (t == TAG_CELL) {
		put_span(v, n, STR("colspan"));
		put_span(v, n, STR("rowspan"));
	}
	put(v, ">");
}

static void
put_image(struct view *v, const struct html_node *n)
{
	struct str alt;

	if (html_attr(n, STR("alt"), &alt) && str_trim(alt).len > 0)
		put_folded(v, str_trim(alt));
	else
		put(v, "picture");
}

/* A picture without a name tells nothing but that it was taken. */
static bool
is_mute(const struct html_node *n, enum tag t, const struct mark *mark)
{
	struct str alt;

	return t == TAG_IMAGE && mark == NULL &&
	       (!html_attr(n, STR("alt"), &alt) || str_trim(alt).len == 0);
}

static bool
is_fold(const struct view *v, const struct html_node *n, enum tag t)
{
	struct extent e;

	if (!v->folds || v->fold != NULL || v->inside > 0 || t < TAG_BLOCK ||
	    !has_room(t) || t == TAG_CAPTION)
		return false;
	e = extent_of(&v->extents, n);
	return e.marks == 0 && (e.text > FOLD_TEXT || e.links > FOLD_LINKS);
}

static void
open_fold(struct view *v, const struct html_node *n)
{
	struct str text = html_text(v->a, n), words;
	uint32_t links = extent_of(&v->extents, n).links;

	words = utf8_head(text, FOLD_WORDS);
	v->fold = n;
	put(v, "\n<details><summary>Not taken: <bdi>");
	put_folded(v, words);
	put(v, words.len < text.len ? "…</bdi>" : "</bdi>");
	if (links > 0)
		(void)buf_addf(v->b, " (%u link%s)", (unsigned)links,
		    links == 1 ? "" : "s");
	put(v, "</summary>");
}

/* A cell stays one when it is closed; of all else the fold is around it. */
static void
open_element(struct view *v, const struct html_node *n, enum tag t,
    const struct mark *mark)
{
	bool fold = is_fold(v, n, t);

	if (fold && t != TAG_CELL)
		open_fold(v, n);
	if (t == TAG_TABLE && mark != NULL) {
		put_tag(v, n, t, mark, "div");
		label(v, n, t, mark);
		mark = NULL;
	}
	if (*element_of(t, mark) != '\0')
		put_tag(v, n, t, mark, element_of(t, mark));
	if (fold && t == TAG_CELL)
		open_fold(v, n);
	if (t != TAG_TABLE && t != TAG_BREAK && t != TAG_RULE)
		label(v, n, t, mark);
	if (t == TAG_IMAGE)
		put_image(v, n);
}

static void
close_element(struct view *v, const struct html_node *n, enum tag t,
    const struct mark *mark)
{
	bool fold = v->fold == n;

	if (fold && t == TAG_CELL)
		put(v, "</details>");
	if (t == TAG_TABLE && mark != NULL)
		put(v, "</table></div>");
	else if (*element_of(t, mark) != '\0')
		(void)buf_addf(v->b, "</%s>", element_of(t, mark));
	if (fold && t != TAG_CELL)
		put(v, "</details>");
	if (fold)
		v->fold = NULL;
}

/* Breaks and rules have no inside; nothing was read from them either. */
static bool
is_void(enum tag t)
{
	return t == TAG_BREAK || t == TAG_RULE;
}

/* Returns whether the children of N are written. */
static bool
enter(struct view *v, const struct html_node *n)
{
	const struct mark *mark = marks_at(v->m, html_order(n));
	enum tag t;

	if (html_type(n) == HTML_TEXT)
		put_text(v, n);
	if (html_type(n) != HTML_ELEMENT)
		return html_type(n) == HTML_DOCUMENT;
	t = tag_of(n);
	if (t == TAG_DROP || is_mute(n, t, mark) ||
	    ((html_hidden(n) == HTML_UNDRAWN ||
		 html_hidden(n) == HTML_NO_TEXT) &&
		extent_of(&v->extents, n).marks == 0)) {
		v->skipped = n;
		return false;
	}
	if (is_void(t)) {
		put(v, t == TAG_BREAK ? "<br>" : "<hr>");
		return false;
	}
	open_element(v, n, t, mark);
	v->inside += mark != NULL && mark->item != 0;
	v->pre += t == TAG_PRE;
	return true;
}

static void
leave(struct view *v, const struct html_node *n)
{
	const struct mark *mark = marks_at(v->m, html_order(n));
	enum tag t;

	if (html_type(n) != HTML_ELEMENT)
		return;
	if (n == v->skipped) {
		v->skipped = NULL;
		return;
	}
	t = tag_of(n);
	if (is_void(t))
		return;
	v->inside -= mark != NULL && mark->item != 0;
	v->pre -= t == TAG_PRE;
	/* A row without a cell had no place for its labels. */
	v->npending = 0;
	close_element(v, n, t, mark);
}

void
view_write(
    struct arena *a, const struct html_doc *d, struct marks *m, struct buf *b)
{
	struct view v = { .b = b, .m = m, .a = a };
	struct tour t = { html_root(d), html_root(d), false };
	bool into = true;

	extents_make(a, d, m, &v.extents);
	v.folds = extent_of(&v.extents, html_root(d)).marks > 0;
	do {
		if (t.leaving)
			leave(&v, t.n);
		else
			into = enter(&v, t.n);
	} while (!b->over && tour_next(&t, into));
}
