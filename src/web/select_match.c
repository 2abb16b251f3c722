// SPDX-License-Identifier: ISC
/*
 * Matching from right to left. What recurses is the selector alone, whose
 * length and depth the parser bounds; going up and sideways in the page is a
 * loop.
 */
#include "web/select_priv.h"

const struct html_attr *
match_attr_next(struct match *m, const struct html_node *n,
    const struct html_attr *at, size_t *nth)
{
	at = at == NULL ? html_attr_first(n) : html_attr_next(at);
	if (at == NULL || (++*nth % STEP_ATTRS == 0 && !match_step(m, 1)))
		return NULL;
	return at;
}

bool
match_value(struct match *m, const struct html_node *n, struct str name,
    struct str *out)
{
	const struct html_attr *at = NULL;
	size_t nth = 0;

	while ((at = match_attr_next(m, n, at, &nth)) != NULL)
		if (str_eq(html_attr_name(at), name)) {
			*out = html_attr_value(at);
			return true;
		}
	return false;
}

static const struct html_node *
only_elements(struct match *m, const struct html_node *n,
    const struct html_node *(*go)(const struct html_node *))
{
	while (n != NULL && html_type(n) != HTML_ELEMENT) {
		if (!match_step(m, 1))
			return NULL;
		n = go(n);
	}
	return n;
}

const struct html_node *
match_prev(struct match *m, const struct html_node *n)
{
	return match_step(m, 1) ? only_elements(m, html_prev(n), html_prev)
				: NULL;
}

const struct html_node *
match_next(struct match *m, const struct html_node *n)
{
	return match_step(m, 1) ? only_elements(m, html_next(n), html_next)
				: NULL;
}

/* ---------------------------------------------------- simple selectors */

/*
 * In SVG and MathML, too, without case: the standard has "clipPath" match as
 * it is written only, but Chromium takes "clippath" as well, and so do we.
 */
static bool
match_type(const struct simple *s, const struct html_node *n)
{
	return html_ns(n) == HTML_NS_HTML ? str_eq(html_name(n), s->name)
					  : str_ieq(html_name(n), s->name);
}

static bool
match_id(struct match *m, const struct simple *s, const struct html_node *n)
{
	struct str v;

	return match_value(m, n, STR("id"), &v) &&
	       match_same(m->quirks, v, s->name);
}

static bool
match_class(struct match *m, const struct simple *s, const struct html_node *n)
{
	struct str v;

	return match_value(m, n, STR("class"), &v) &&
	       match_step(m, v.len / STEP_BYTES) &&
	       match_word(m->quirks, v, s->name);
}

static bool
match_simple(struct match *m, const struct simple *s, const struct html_node *n)
{
	switch (s->kind) {
	case SIMPLE_ANCHOR:
		return n == m->anchor;
	case SIMPLE_SCOPE:
		return n == m->scope;
	case SIMPLE_NEVER:
		return false;
	case SIMPLE_TYPE:
		return match_type(s, n);
	case SIMPLE_NAMESPACE:
		return html_ns(n) == s->u.ns;
	case SIMPLE_ID:
		return match_id(m, s, n);
	case SIMPLE_CLASS:
		return match_class(m, s, n);
	case SIMPLE_ATTR:
		return match_attr(m, s, n);
	case SIMPLE_TEST:
		return s->u.test(m, n);
	case SIMPLE_LANG:
		return match_lang(m, s, n);
	case SIMPLE_DIR:
		return match_dir(m, s->u.rtl, n);
	case SIMPLE_NTH:
		return match_nth(m, &s->u.nth, n);
	case SIMPLE_IS:
		return match_list(m, s->u.list, n);
	case SIMPLE_NOT:
		return !match_list(m, s->u.list, n);
	case SIMPLE_CONTAINS:
		return match_contains(m, s, n);
	case SIMPLE_HAS:
		return match_has(m, s->u.list, n);
	}
	return false;
}

/* A root that is no element is only ever the scope or the anchor. */
bool
match_compound(
    struct match *m, const struct compound *c, const struct html_node *n)
{
	bool element = html_type(n) == HTML_ELEMENT;

	if (!match_step(m, 1) || (!element && c->first == NULL))
		return false;
	for (const struct simple *s = c->first; s != NULL; s = s->next)
		if ((!element && s->kind > SIMPLE_SCOPE) ||
		    !match_simple(m, s, n))
			return false;
	return true;
}

/* ------------------------------------------------- complex selectors */

static const struct html_node *
go_up(struct match *m, const struct html_node *n)
{
	return match_step(m, 1) ? html_parent(n) : NULL;
}

bool
match_along(struct match *m, size_t slot, const struct html_node *from,
    match_go go, match_test test, const void *of)
{
	const struct html_node *at = from;
	enum memo known = MEMO_NO;

	for (; at != NULL; at = go(m, at)) {
		known = memo_get(m, slot, at);
		if (known == MEMO_UNKNOWN)
			known = test(m, of, at) ? MEMO_YES : MEMO_UNKNOWN;
		if (known != MEMO_UNKNOWN || m->over)
			break;
	}
	if (at == NULL)
		known = MEMO_NO;
	for (; from != at && !m->over; from = go(m, from))
		memo_set(m, slot, from, known);
	if (at != NULL)
		memo_set(m, slot, at, known);
	return known == MEMO_YES && !m->over;
}

static bool match_left(
    struct match *m, const struct compound *c, const struct html_node *n);

/* True when C matches at N, and all that is left of it where it should. */
static bool
match_from(struct match *m, const void *of, const struct html_node *n)
{
	const struct compound *c = of;

	return match_compound(m, c, n) &&
	       (c->left == NULL || match_left(m, c, n));
}

/* The same at NEXT alone, which its children or its neighbour all ask for. */
static bool
match_at(
    struct match *m, const struct compound *c, const struct html_node *next)
{
	enum memo known;

	if (next == NULL)
		return false;
	known = memo_get(m, c->memo, next);
	if (known != MEMO_UNKNOWN)
		return known == MEMO_YES;
	known = match_from(m, c->left, next) ? MEMO_YES : MEMO_NO;
	memo_set(m, c->memo, next, known);
	return known == MEMO_YES;
}

/* What is left of C, which matched at N. */
static bool
match_left(struct match *m, const struct compound *c, const struct html_node *n)
{
	match_go go = go_up;

	switch (c->by) {
	case BY_NEXT:
		return match_at(m, c, match_prev(m, n));
	case BY_CHILD:
		return match_at(m, c, go_up(m, n));
	case BY_SUBSEQUENT:
		go = match_prev;
		break;
	case BY_DESCENDANT:
		break;
	}
	return match_along(m, c->memo, go(m, n), go, match_from, c->left);
}

bool
match_one(
    struct match *m, const struct complex *complex, const struct html_node *n)
{
	return match_from(m, complex->right, n);
}

bool
match_list(
    struct match *m, const struct complex *list, const struct html_node *n)
{
	for (; list != NULL && !m->over; list = list->next)
		if (match_one(m, list, n))
			return true;
	return false;
}
