// SPDX-License-Identifier: ISC
#include "extract/view.h"

#include "model/limits.h"
#include "web/select.h"

static struct hit
hit_of(struct arena *a, const struct xpath_value *v)
{
	struct hit h = { .text = v->text };

	if (v->node == NULL)
		return h;
	h.node = xnode_html(v->node);
	h.whole = xnode_type(v->node) == XNODE_ELEMENT;
	if (!h.whole)
		h.text = xnode_text(a, v->node);
	return h;
}

int
view_find(struct arena *a, struct view *v, const struct xpath *x,
    const struct html_node *scope, size_t max, struct hits *out, struct err *e)
{
	struct xpath_values found;

	if (v->tree == NULL &&
	    xdoc_of_html(a, v->page, LIMIT_XPATH_NODES, &v->tree, e) != 0)
		return -1;
	if (xpath_eval(a, x, v->tree, xdoc_of_node(v->tree, scope), max,
		&v->steps, &found, e) != 0)
		return -1;
	*out = (struct hits){ ARENA_ARRAY(a, found.n, struct hit), 0 };
	for (size_t i = 0; i < found.n; i++) {
		struct hit h = hit_of(a, &found.v[i]);

		if (h.whole ? h.node != NULL : h.text.len > 0)
			out->v[out->n++] = h;
	}
	return 0;
}

int
view_elements(struct arena *a, struct view *v, const struct xpath *x,
    const struct html_node *scope, size_t max, struct html_nodes *out,
    struct err *e)
{
	struct hits hits;

	if (view_find(a, v, x, scope, max, &hits, e) != 0)
		return -1;
	*out = (struct html_nodes){
		ARENA_ARRAY(a, hits.n, const struct html_node *), 0
	};
	for (size_t i = 0; i < hits.n; i++) {
		const struct html_node *n = hits.v[i].node;

		if (n != NULL && (out->n == 0 || out->v[out->n - 1] != n))
			out->v[out->n++] = n;
	}
	return 0;
}
