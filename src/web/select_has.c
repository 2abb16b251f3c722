// SPDX-License-Identifier: ISC
/*
 * :has(), from left to right: does the element have, below or after it, what
 * the first compound names, and that in turn what the next one does? Each
 * answer is kept, so that a page is walked once for each compound.
 */
#include "web/select_priv.h"

static bool has_from(
    struct match *m, const struct compound *c, const struct html_node *n);

/* True when N is a C and has what is right of it. */
static bool
is_link(struct match *m, const void *of, const struct html_node *n)
{
	const struct compound *c = of;

	return match_compound(m, c, n) &&
	       (c->right == NULL || has_from(m, c->right, n));
}

/* Note for N and all between it and AT, which is below, that they have C. */
static bool
found_below(struct match *m, const struct compound *c,
    const struct html_node *n, const struct html_node *at)
{
	for (; at != n; at = html_parent(at))
		memo_set(m, c->memo, at, MEMO_YES);
	memo_set(m, c->memo, n, MEMO_YES);
	return true;
}

static bool
has_child(struct match *m, const struct compound *c, const struct html_node *n)
{
	const struct html_node *at = html_first(n);
	enum memo known = memo_get(m, c->memo, n);

	if (known != MEMO_UNKNOWN)
		return known == MEMO_YES;
	for (; at != NULL && match_step(m, 1); at = html_next(at))
		if (html_type(at) == HTML_ELEMENT && is_link(m, c, at))
			return found_below(m, c, n, n);
	memo_set(m, c->memo, n, MEMO_NO);
	return false;
}

/*
 * All that is passed has none below it, as far as is known until one is found;
 * then those around that one are corrected.
 */
static bool
has_below(struct match *m, const struct compound *c, const struct html_node *n)
{
	const struct html_node *at = n;
	enum memo known = memo_get(m, c->memo, n);

	while (known == MEMO_UNKNOWN || at != n) {
		if (known == MEMO_YES)
			return found_below(m, c, n, at);
		if (known == MEMO_UNKNOWN)
			memo_set(m, c->memo, at, MEMO_NO);
		at = html_walk(n, at, known == MEMO_NO);
		if (at == NULL || !match_step(m, 1))
			return false;
		known = MEMO_NO;
		if (html_type(at) != HTML_ELEMENT)
			continue;
		if (is_link(m, c, at))
			return found_below(m, c, n, html_parent(at));
		known = memo_get(m, c->memo, at);
	}
	return known == MEMO_YES;
}

/* True when N has a C where the combinator before C says. */
static bool
has_from(struct match *m, const struct compound *c, const struct html_node *n)
{
	switch (c->by) {
	case BY_DESCENDANT:
		return has_below(m, c, n);
	case BY_CHILD:
		return has_child(m, c, n);
	case BY_NEXT:
		n = match_next(m, n);
		return n != NULL && is_link(m, c, n);
	case BY_SUBSEQUENT:
		break;
	}
	return match_along(
	    m, c->memo, match_next(m, n), match_next, is_link, c);
}

bool
match_has(
    struct match *m, const struct complex *list, const struct html_node *n)
{
	for (; list != NULL && !m->over; list = list->next)
		if (has_from(m, list->left->right, n))
			return true;
	return false;
}
