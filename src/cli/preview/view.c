// SPDX-License-Identifier: ISC
#include "cli/preview/view.h"

#include "base/utf8.h"
#include "cli/preview/canvas.h"
#include "web/html_hidden.h"

/* Parts of the page with so much in them are closed: a row of a list that was
 * missed is less, and must be seen. */
#define FOLD_TEXT 500
#define FOLD_LINKS 10
/* Characters of them that tell what they are. */
#define FOLD_WORDS 60

struct view {
	struct canvas c;
	struct arena *a;
	bool folds;                      /* something is marked */
	const struct html_node *fold;    /* the last of the closed part */
	const struct html_node *skipped; /* left out with all in it */
	size_t inside;                   /* containers around us */
};

/* A picture without a name tells nothing but that it was taken. */
static bool
is_mute(const struct html_node *n, enum tag t, const struct mark *mark)
{
	struct str alt;

	return t == TAG_IMAGE && mark == NULL &&
	       (!html_attr(n, STR("alt"), &alt) || str_trim(alt).len == 0);
}

/* True when nothing is marked from FIRST to LAST. */
static bool
is_bare(const struct view *v, const struct html_node *first,
    const struct html_node *last)
{
	return extent_of(&v->c.extents, first, last).marks == 0;
}

/*
 * The last of the siblings from N on that are closed together, or NULL: all up
 * to the next mark. Beside a container each is judged alone, as it may be a row
 * that was missed.
 */
static const struct html_node *
fold_from(const struct view *v, const struct html_node *n)
{
	const struct html_node *up = html_parent(n), *last = n;
	struct extent e;

	if (!v->folds || v->fold != NULL || v->inside > 0 || up == NULL ||
	    tag_is_grid(drawn_tag(up)) || !is_bare(v, n, n))
		return NULL;
	if (!v->c.extents.v[html_order(up)].list) {
		if (html_prev(n) != NULL &&
		    is_bare(v, html_prev(n), html_prev(n)))
			return NULL;
		while (html_next(last) != NULL &&
		       is_bare(v, html_next(last), html_next(last)))
			last = html_next(last);
	}
	e = extent_of(&v->c.extents, n, last);
	return e.text > FOLD_TEXT || e.links > FOLD_LINKS ? last : NULL;
}

/* The first words from N to LAST. */
static struct str
first_words(
    struct view *v, const struct html_node *n, const struct html_node *last)
{
	struct str s = STR_NULL;

	for (; n != NULL && str_empty(s); n = html_next(n)) {
		if (html_type(n) == HTML_TEXT)
			s = str_trim(html_data(n));
		else if (html_type(n) == HTML_ELEMENT &&
			 html_hidden(n) == HTML_SHOWN)
			s = html_text(v->a, n);
		if (n == last)
			break;
	}
	return s;
}

static void
open_fold(
    struct view *v, const struct html_node *n, const struct html_node *last)
{
	struct str text = first_words(v, n, last);
	struct str words = utf8_head(text, FOLD_WORDS);
	uint32_t links = extent_of(&v->c.extents, n, last).links;

	v->fold = last;
	canvas_put(&v->c, "\n<details><summary>Not taken: <bdi>");
	canvas_words(&v->c, words);
	canvas_put(&v->c, words.len < text.len ? "…</bdi>" : "</bdi>");
	if (links > 0)
		(void)buf_addf(v->c.b, " (%u link%s)", (unsigned)links,
		    links == 1 ? "" : "s");
	canvas_put(&v->c, "</summary>");
}

/* Breaks and rules have no inside; nothing was read from them either. */
static bool
is_void(enum tag t)
{
	return t == TAG_BREAK || t == TAG_RULE;
}

/* True when N is left out with all in it. */
static bool
is_skipped(const struct view *v, const struct html_node *n, enum tag t,
    const struct mark *mark)
{
	if (t == TAG_DROP || is_mute(n, t, mark))
		return true;
	return (html_hidden(n) == HTML_UNDRAWN ||
		   html_hidden(n) == HTML_NO_TEXT) &&
	       is_bare(v, n, n);
}

/* Returns whether the children of N are written. */
static bool
enter(struct view *v, const struct html_node *n)
{
	const struct mark *mark = marks_at(v->c.marks, html_order(n));
	const struct html_node *last = fold_from(v, n);
	enum tag t = drawn_tag(n);

	if (last != NULL)
		open_fold(v, n, last);
	if (html_type(n) == HTML_TEXT)
		canvas_text(&v->c, n);
	if (html_type(n) != HTML_ELEMENT)
		return html_type(n) == HTML_DOCUMENT;
	if (is_skipped(v, n, t, mark)) {
		v->skipped = n;
		return false;
	}
	if (is_void(t)) {
		canvas_put(&v->c, t == TAG_BREAK ? "<br>" : "<hr>");
		return false;
	}
	canvas_open(&v->c, n, t, mark);
	v->inside += mark != NULL && mark->item != 0;
	v->c.pre += t == TAG_PRE;
	return true;
}

static void
leave_element(struct view *v, const struct html_node *n)
{
	const struct mark *mark = marks_at(v->c.marks, html_order(n));
	enum tag t = drawn_tag(n);

	if (is_void(t))
		return;
	v->inside -= mark != NULL && mark->item != 0;
	v->c.pre -= t == TAG_PRE;
	/* A row without a cell had no place for its labels. */
	v->c.npending = 0;
	canvas_close(&v->c, t, mark);
}

static void
leave(struct view *v, const struct html_node *n)
{
	if (n == v->skipped)
		v->skipped = NULL;
	else if (html_type(n) == HTML_ELEMENT)
		leave_element(v, n);
	if (n == v->fold) {
		canvas_put(&v->c, "</details>");
		v->fold = NULL;
	}
}

void
view_write(
    struct arena *a, const struct html_doc *d, struct marks *m, struct buf *b)
{
	struct view v = { .c = { .b = b, .marks = m }, .a = a };
	struct tour t = { html_root(d), html_root(d), false };
	bool into = true;

	extents_make(a, d, m, &v.c.extents);
	v.folds = extent_of(&v.c.extents, html_root(d), html_root(d)).marks > 0;
	do {
		if (t.leaving)
			leave(&v, t.n);
		else
			into = enter(&v, t.n);
	} while (!b->over && tour_next(&t, into));
}
