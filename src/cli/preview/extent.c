// SPDX-License-Identifier: ISC
#include "cli/preview/extent.h"

#include "cli/preview/tags.h"

bool
tour_next(struct tour *t, bool into)
{
	if (!t->leaving) {
		if (into && html_first(t->n) != NULL)
			t->n = html_first(t->n);
		else
			t->leaving = true;
		return true;
	}
	if (t->n == t->top)
		return false;
	if (html_next(t->n) != NULL) {
		t->n = html_next(t->n);
		t->leaving = false;
	} else {
		t->n = html_parent(t->n);
	}
	return true;
}

static uint32_t
text_bytes(struct str s)
{
	uint32_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += !is_html_space(s.p[i]);
	return n;
}

/* Add what N itself is to SUM. */
static void
add(struct extent *sum, const struct marks *m, const struct html_node *n)
{
	struct str s;

	sum->marks += marks_at(m, html_order(n)) != NULL;
	if (html_type(n) == HTML_TEXT)
		sum->text += text_bytes(html_data(n));
	else if (html_type(n) == HTML_ELEMENT && html_is(n, STR("a")) &&
		 html_attr(n, STR("href"), &s))
		sum->links++;
}

void
extents_make(struct arena *a, const struct html_doc *d, const struct marks *m,
    struct extents *out)
{
	struct tour t = { html_root(d), html_root(d), false };
	const struct html_node *dropped = NULL;
	struct extent sum = { 0 };

	out->v = ARENA_ARRAY(a, m->size + 2, struct extent);
	do {
		size_t order = html_order(t.n);
		const struct mark *mark = marks_at(m, order);

		if (t.leaving) {
			out->v[order].end = sum.end;
			if (t.n == dropped)
				dropped = NULL;
			continue;
		}
		out->v[order] = sum;
		if (mark != NULL && mark->item != 0 && t.n != t.top)
			out->v[html_order(html_parent(t.n))].list = true;
		sum.end = (uint32_t)order;
		if (dropped == NULL && drawn_tag(t.n) == TAG_DROP)
			dropped = t.n;
		if (dropped == NULL)
			add(&sum, m, t.n);
	} while (tour_next(&t, true));
	out->v[m->size + 1] = sum;
}

struct extent
extent_of(const struct extents *e, const struct html_node *first,
    const struct html_node *last)
{
	const struct extent *from = &e->v[html_order(first)];
	uint32_t end = e->v[html_order(last)].end;
	const struct extent *to = &e->v[end + 1];

	return (struct extent){ .end = end,
		.marks = to->marks - from->marks,
		.links = to->links - from->links,
		.text = to->text - from->text };
}
