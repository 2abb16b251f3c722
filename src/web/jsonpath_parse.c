// SPDX-License-Identifier: ISC
// Queries, segments and selectors: RFC 9535, sections 2.2, 2.3 and 2.5.
#include "web/jsonpath_priv.h"

/* start:end:step, of which each part may be absent; at the start or at the
 * colon behind it. */
static int
slice(struct jp_scan *s, struct jp_selector *out)
{
	out->pick = JP_SLICE;
	out->step = 1;
	jp_space(s);
	s->at++; /* the colon */
	jp_space(s);
	if (jp_peek(s) == '-' || is_digit(jp_peek(s))) {
		if (jp_integer(s, &out->end) != 0)
			return -1;
		out->has_end = true;
		jp_space(s);
	}
	if (!jp_take(s, ":"))
		return 0;
	jp_space(s);
	if (jp_peek(s) == '-' || is_digit(jp_peek(s)))
		return jp_integer(s, &out->step);
	return 0;
}

static int
index_or_slice(struct jp_scan *s, struct jp_selector *out)
{
	size_t behind;

	if (jp_peek(s) != ':') {
		if (jp_integer(s, &out->start) != 0)
			return -1;
		out->has_start = true;
	}
	behind = s->at;
	jp_space(s);
	if (jp_peek(s) == ':')
		return slice(s, out);
	s->at = behind;
	out->pick = JP_INDEX;
	return 0;
}

static int
filter(struct jp_scan *s, struct jp_selector *out)
{
	struct jp_test *t = ARENA_NEW(s->a, struct jp_test);

	out->pick = JP_FILTER;
	s->at++;
	jp_space(s);
	if (jp_logical(s, t) != 0)
		return -1;
	out->test = t;
	return 0;
}

static int
selector(struct jp_scan *s, struct jp_selector *out)
{
	int c = jp_peek(s);

	*out = (struct jp_selector){ .name = STR_NULL };
	if (c == '\'' || c == '"') {
		out->pick = JP_NAME;
		return jp_string(s, &out->name);
	}
	if (c == '*') {
		out->pick = JP_WILD;
		s->at++;
		return 0;
	}
	if (c == '?')
		return filter(s, out);
	if (c == ':' || c == '-' || is_digit(c))
		return index_or_slice(s, out);
	if (jp_is_name_first(c))
		return jp_fail(
		    s, s->at, "a name in brackets stands in quotes: ['name']");
	return jp_expected(s, s->at, "a name in quotes, a number, * or ?");
}

/* [selector, selector], the bracket at hand. */
static int
bracketed(struct jp_scan *s, struct jp_segment *seg)
{
	size_t cap = 0, from = s->at++;

	for (;;) {
		jp_space(s);
		seg->v =
		    arena_more(s->a, seg->v, seg->n, &cap, sizeof(*seg->v));
		if (selector(s, &seg->v[seg->n++]) != 0)
			return -1;
		jp_space(s);
		if (jp_take(s, "]"))
			return 0;
		if (jp_peek(s) < 0)
			return jp_fail(s, from, "this [ is not closed");
		if (!jp_take(s, ","))
			return jp_expected(s, s->at, "a comma or ]");
	}
}

/* * or a name behind a point, of which there were one or two. */
static int
shorthand(struct jp_scan *s, struct jp_segment *seg)
{
	seg->v = ARENA_NEW(s->a, struct jp_selector);
	seg->n = 1;
	if (jp_take(s, "*")) {
		seg->v[0].pick = JP_WILD;
		return 0;
	}
	if (!jp_is_name_first(jp_peek(s)))
		return jp_expected(s, s->at,
		    seg->descends ? "a name, * or [ behind .."
				  : "a name or * behind the point");
	seg->v[0].pick = JP_NAME;
	seg->v[0].name = jp_name(s);
	if (jp_peek(s) == '-')
		return jp_fail(s, s->at,
		    "a name with - stands in quotes and brackets: ['a-b']");
	return 0;
}

static int
segment(struct jp_scan *s, struct jp_segment *seg)
{
	*seg = (struct jp_segment){ .n = 0 };
	if (jp_peek(s) == '[')
		return bracketed(s, seg);
	seg->descends = jp_take(s, "..");
	if (!seg->descends)
		s->at++; /* the point */
	if (seg->descends && jp_peek(s) == '[')
		return bracketed(s, seg);
	return shorthand(s, seg);
}

static bool
is_singular(const struct jp_segment *seg)
{
	return !seg->descends && seg->n == 1 &&
	       (seg->v[0].pick == JP_NAME || seg->v[0].pick == JP_INDEX);
}

int
jp_query(struct jp_scan *s, struct jsonpath **out)
{
	struct jsonpath *p = ARENA_NEW(s->a, struct jsonpath);
	size_t cap = 0;

	if (jp_enter(s) != 0)
		return -1;
	p->here = jp_peek(s) == '@';
	p->singular = true;
	s->at++;
	for (;;) {
		size_t behind = s->at;

		jp_space(s);
		if (jp_peek(s) != '[' && jp_peek(s) != '.') {
			s->at = behind;
			break;
		}
		p->v = arena_more(s->a, p->v, p->n, &cap, sizeof(*p->v));
		if (segment(s, &p->v[p->n]) != 0)
			return -1;
		p->singular = p->singular && is_singular(&p->v[p->n]);
		p->n++;
	}
	s->depth--;
	*out = p;
	return 0;
}

int
jsonpath_compile(
    struct arena *a, struct str text, struct jsonpath **out, struct err *e)
{
	struct jp_scan s = { .a = a, .s = text, .e = e };

	if (jp_peek(&s) != '$')
		return jp_expected(&s, 0, "$ at the beginning");
	if (jp_query(&s, out) != 0)
		return -1;
	if (s.at < text.len)
		return jp_expected(&s, s.at, "a point, [ or the end");
	return 0;
}

bool
jsonpath_names_a_list(const struct jsonpath *p)
{
	const struct jp_segment *last;

	if (p->n == 0)
		return true;
	last = &p->v[p->n - 1];
	for (size_t i = 0; i < last->n; i++)
		if (last->v[i].pick != JP_NAME)
			return false;
	return true;
}
