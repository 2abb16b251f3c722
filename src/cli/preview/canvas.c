// SPDX-License-Identifier: ISC
#include "cli/preview/canvas.h"

#include "generate/page.h"

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

void
canvas_put(struct canvas *c, const char *s)
{
	(void)buf_add(c->b, str_c(s));
}

void
canvas_words(struct canvas *c, struct str s)
{
	size_t at = 0, end;

	while (at < s.len) {
		for (end = at; end < s.len && !is_html_space(s.p[end]);)
			end++;
		page_text(c->b, str_sub(s, at, end - at));
		if (end < s.len)
			(void)buf_addc(c->b, ' ');
		while (end < s.len && is_html_space(s.p[end]))
			end++;
		at = end;
	}
}

/* The lines of S, each as it is. */
static void
put_lines(struct canvas *c, struct str s)
{
	struct str line;
	bool first = true;

	while (str_cut(&s, '\n', &line)) {
		if (!first)
			canvas_put(c, "<br>");
		page_text(c->b, line);
		first = false;
	}
}

void
canvas_text(struct canvas *c, const struct html_node *n)
{
	if (tag_is_grid(drawn_tag(html_parent(n))))
		return;
	if (c->pre > 0)
		put_lines(c, html_data(n));
	else
		canvas_words(c, html_data(n));
}

/* True when labels can stand at the beginning of an element of tag T. */
static bool
has_room(enum tag t)
{
	return t != TAG_ROWS && t != TAG_ROW;
}

/* True when NODE stands outside of the container that it belongs to. */
static bool
is_astray(const struct canvas *c, const struct html_node *n, size_t of)
{
	size_t top = c->marks->found[of].raw->node, order = html_order(n);

	return top == 0 || top > c->marks->size || order < top ||
	       order > c->extents.v[top].end;
}

static void
put_number(struct canvas *c, size_t number)
{
	const struct dropped *d = c->marks->found[number].dropped;

	(void)buf_addf(
	    c->b, "<a class=\"n\" href=\"#row-%zu\">%zu", number, number);
	if (d != NULL) {
		canvas_put(c, " dropped: ");
		page_text(c->b, d->why);
	}
	canvas_put(c, "</a>");
}

/* The number of a container, and the names of the fields read from N. */
static void
put_labels(struct canvas *c, const struct html_node *n, const struct mark *mark)
{
	bool astray = mark->of != 0 && is_astray(c, n, mark->of);

	if (mark->item != 0)
		put_number(c, mark->item);
	for (int f = 0; f < FIELD_COUNT; f++) {
		const char *name = field_name((enum field)f);

		if (!(mark->fields & 1u << f))
			continue;
		(void)buf_addf(c->b, "<span class=\"l l-%s\">%s", name, name);
		if (astray)
			(void)buf_addf(c->b, " of %zu", mark->of);
		canvas_put(c, "</span>");
	}
}

/* The labels of N, or later in the first element below it with room. */
static void
label(struct canvas *c, const struct html_node *n, enum tag t,
    const struct mark *mark)
{
	if (has_room(t)) {
		for (size_t i = 0; i < c->npending; i++)
			put_labels(c, n, c->pending[i]);
		c->npending = 0;
	}
	if (mark != NULL && has_room(t))
		put_labels(c, n, mark);
	else if (mark != NULL && c->npending < CANVAS_PENDING)
		c->pending[c->npending++] = mark;
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
put_span(struct canvas *c, const struct html_node *n, struct str name)
{
	unsigned long long span;
	struct str s;

	if (html_attr(n, name, &s) &&
	    str_uint(str_trim(s), SPAN_MAX, &span) == 0 && span > 1)
		(void)buf_addf(c->b, " %.*s=\"%llu\"", STR_ARG(name), span);
}

/* The language and direction of a part: they choose glyphs and order. */
static void
put_language(struct canvas *c, const struct html_node *n)
{
	struct str s;
	size_t i = 0;

	if (html_attr(n, STR("lang"), &s)) {
		while (i < s.len &&
		       (is_alpha(s.p[i]) || is_digit(s.p[i]) || s.p[i] == '-'))
			i++;
		if (i == s.len && i > 0)
			(void)buf_addf(c->b, " lang=\"%.*s\"", STR_ARG(s));
	}
	if (html_attr(n, STR("dir"), &s) && str_ieq(s, STR("rtl")))
		canvas_put(c, " dir=\"rtl\"");
	else if (html_attr(n, STR("dir"), &s) && str_ieq(s, STR("ltr")))
		canvas_put(c, " dir=\"ltr\"");
}

static void
put_class(struct canvas *c, const char **before, const char *word)
{
	canvas_put(c, *before);
	canvas_put(c, word);
	*before = " ";
}

static void
put_classes(struct canvas *c, enum tag t, const struct mark *mark)
{
	const char *before = " class=\"";
	int f = 0;

	if (*shape[t].classes != '\0')
		put_class(c, &before, shape[t].classes);
	if (mark != NULL && mark->item != 0)
		put_class(c, &before, "item");
	if (mark != NULL && c->marks->found[mark->item].dropped != NULL)
		put_class(c, &before, "dropped");
	while (mark != NULL && f < FIELD_COUNT && !(mark->fields & 1u << f))
		f++;
	if (mark != NULL && f < FIELD_COUNT) {
		put_class(c, &before, "f f-");
		canvas_put(c, field_name((enum field)f));
	}
	if (*before == ' ' && before[1] == '\0')
		canvas_put(c, "\"");
}

static void
put_tag(struct canvas *c, const struct html_node *n, enum tag t,
    const struct mark *mark, const char *element)
{
	/* Lines, for those who look at the source. */
	if (t >= TAG_BLOCK)
		canvas_put(c, "\n");
	(void)buf_addf(c->b, "<%s", element);
	if (mark != NULL && mark->item != 0) {
		(void)buf_addf(c->b, " id=\"item-%zu\"", mark->item);
		c->marks->found[mark->item].drawn = true;
	}
	put_classes(c, t, mark);
	put_language(c, n);
	if (t == TAG_CELL) {
		put_span(c, n, STR("colspan"));
		put_span(c, n, STR("rowspan"));
	}
	canvas_put(c, ">");
}

static void
put_image(struct canvas *c, const struct html_node *n)
{
	struct str alt;

	if (html_attr(n, STR("alt"), &alt) && str_trim(alt).len > 0)
		canvas_words(c, str_trim(alt));
	else
		canvas_put(c, "picture");
}

void
canvas_open(struct canvas *c, const struct html_node *n, enum tag t,
    const struct mark *mark)
{
	if (t == TAG_TABLE && mark != NULL) {
		put_tag(c, n, t, mark, "div");
		label(c, n, t, mark);
		mark = NULL;
	}
	if (*element_of(t, mark) != '\0')
		put_tag(c, n, t, mark, element_of(t, mark));
	if (t != TAG_TABLE)
		label(c, n, t, mark);
	if (t == TAG_IMAGE)
		put_image(c, n);
}

void
canvas_close(struct canvas *c, enum tag t, const struct mark *mark)
{
	if (t == TAG_TABLE && mark != NULL)
		canvas_put(c, "</table></div>");
	else if (*element_of(t, mark) != '\0')
		(void)buf_addf(c->b, "</%s>", element_of(t, mark));
}
