// SPDX-License-Identifier: ISC
/* Attribute selectors (Selectors 4, section 6) and :contains(). */
#include "web/select_priv.h"

/*
 * Attributes whose values HTML compares without case, in HTML elements.
 * Source: WHATWG HTML, section 4.16.2 (case-sensitivity of selectors).
 */
static const char *const folded[] = {
	"accept",
	"accept-charset",
	"align",
	"alink",
	"axis",
	"bgcolor",
	"charset",
	"checked",
	"clear",
	"codetype",
	"color",
	"compact",
	"declare",
	"defer",
	"dir",
	"direction",
	"disabled",
	"enctype",
	"face",
	"frame",
	"hreflang",
	"http-equiv",
	"lang",
	"language",
	"link",
	"media",
	"method",
	"multiple",
	"nohref",
	"noresize",
	"noshade",
	"nowrap",
	"readonly",
	"rel",
	"rev",
	"rules",
	"scope",
	"scrolling",
	"selected",
	"shape",
	"target",
	"text",
	"type",
	"valign",
	"valuetype",
	"vlink",
};

bool
match_attr_folds(struct str name)
{
	for (size_t i = 0; i < sizeof(folded) / sizeof(*folded); i++)
		if (str_eq(name, str_c(folded[i])))
			return true;
	return false;
}

bool
match_same(bool fold, struct str a, struct str b)
{
	return fold ? str_ieq(a, b) : str_eq(a, b);
}

bool
match_word(bool fold, struct str text, struct str word)
{
	size_t at = 0, from;

	while (at < text.len) {
		while (at < text.len && is_html_space(text.p[at]))
			at++;
		from = at;
		while (at < text.len && !is_html_space(text.p[at]))
			at++;
		if (at > from &&
		    match_same(fold, str_sub(text, from, at - from), word))
			return true;
	}
	return false;
}

static bool
is_inside(bool fold, struct str text, struct str part)
{
	if (!fold)
		return str_find(text, part) != STR_NONE;
	for (size_t i = 0; i + part.len <= text.len; i++)
		if (str_ieq(str_sub(text, i, part.len), part))
			return true;
	return false;
}

/* An empty string is a part of nothing (section 6.2). */
static bool
value_matches(enum attr_op op, bool fold, struct str v, struct str want)
{
	switch (op) {
	case ATTR_PRESENT:
		return true;
	case ATTR_EQUALS:
		return match_same(fold, v, want);
	case ATTR_WORD:
		return match_word(fold, v, want);
	case ATTR_DASH:
		return match_same(fold, str_sub(v, 0, want.len), want) &&
		       (v.len == want.len || v.p[want.len] == '-');
	case ATTR_PREFIX:
		return want.len > 0 &&
		       match_same(fold, str_sub(v, 0, want.len), want);
	case ATTR_SUFFIX:
		return want.len > 0 && v.len >= want.len &&
		       match_same(fold, str_from(v, v.len - want.len), want);
	case ATTR_SUBSTRING:
		return want.len > 0 && is_inside(fold, v, want);
	}
	return false;
}

bool
match_attr_is(const struct html_attr *at, bool any_ns, struct str name)
{
	struct str got = html_attr_name(at);

	if (html_attr_ns(at) == HTML_NS_OTHER) {
		if (!any_ns)
			return false;
		got = str_from(got, str_chr(got, ':', 0) + 1);
	}
	return str_ieq(got, name);
}

/* True when AT has the name of S, and the prefix if there is one. */
static bool
is_named(const struct html_attr *at, const struct simple *s)
{
	struct str name = html_attr_name(at), prefix;

	if (s->prefix.len == 0)
		return match_attr_is(at, s->any_ns, s->name);
	return html_attr_ns(at) == HTML_NS_OTHER &&
	       str_cut(&name, ':', &prefix) && str_eq(prefix, s->prefix) &&
	       str_ieq(name, s->name);
}

/* Take the steps that S costs on the value V. */
static bool
pay(struct match *m, const struct simple *s, bool fold, struct str v)
{
	size_t n = v.len / STEP_BYTES;

	/* Each place is tried, other than where case counts. */
	if (s->op == ATTR_SUBSTRING && fold)
		n *= s->value.len;
	return n == 0 || match_step(m, n);
}

bool
match_attr(struct match *m, const struct simple *s, const struct html_node *n)
{
	bool html = html_ns(n) == HTML_NS_HTML;
	bool fold =
	    s->how == CASE_IGNORED || (s->how == CASE_IGNORED_IN_HTML && html);
	const struct html_attr *at = NULL;
	size_t nth = 0;
	struct str v;

	if (html && s->prefix.len == 0)
		return match_value(m, n, s->name, &v) && pay(m, s, fold, v) &&
		       value_matches(s->op, fold, v, s->value);
	while ((at = match_attr_next(m, n, at, &nth)) != NULL)
		if (is_named(at, s) && pay(m, s, fold, html_attr_value(at)) &&
		    value_matches(s->op, fold, html_attr_value(at), s->value))
			return true;
	return false;
}

/* ------------------------------------------------------- :contains() */

/* How far the text so far ends with a beginning of the string looked for. */
struct needle {
	struct str s;
	const size_t *border;
	size_t k;
	bool space; /* the last character was white space */
};

static bool
feed(struct needle *d, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		bool space = is_html_space(text.p[i]);
		char c = space ? ' ' : text.p[i];

		if (space && d->space)
			continue;
		d->space = space;
		while (d->k > 0 && d->s.p[d->k] != c)
			d->k = d->border[d->k];
		if (d->s.p[d->k] == c && ++d->k == d->s.len)
			return true;
	}
	return false;
}

/* Over all text below N without joining it: a string may cross elements. */
bool
match_contains(
    struct match *m, const struct simple *s, const struct html_node *n)
{
	struct needle d = { s->value, s->u.border, 0, false };
	const struct html_node *at = n;

	if (str_empty(s->value))
		return true;
	while ((at = html_walk(n, at, false)) != NULL) {
		bool text = html_type(at) == HTML_TEXT;

		if (!match_step(m, 1 + (text ? html_data(at).len / 16 : 0)))
			return false;
		if (text && feed(&d, html_data(at)))
			return true;
	}
	return false;
}
