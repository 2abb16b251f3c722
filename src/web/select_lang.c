// SPDX-License-Identifier: ISC
/* :lang() and :dir() (Selectors 4, sections 7.1 and 7.2). */
#include "web/select_priv.h"

#include <utf8proc.h>

#include "base/utf8.h"

/* ------------------------------------------------------------ language */

/* The attribute that names N's own language; xml:lang in SVG and MathML. */
static bool
own_language(const struct html_node *n, struct str *out)
{
	if (html_ns(n) == HTML_NS_HTML)
		return html_attr(n, STR("lang"), out);
	for (const struct html_attr *at = html_attr_first(n); at != NULL;
	     at = html_attr_next(at))
		if (match_attr_is(at, true, STR("lang"))) {
			*out = html_attr_value(at);
			return true;
		}
	return false;
}

/* WHATWG HTML, section 3.2.6.2 (the lang and xml:lang attributes). */
static struct str
language(struct match *m, const struct html_node *n)
{
	struct str v;

	for (; n != NULL && html_type(n) == HTML_ELEMENT && match_step(m, 1);
	     n = html_parent(n))
		if (own_language(n, &v))
			return v;
	if (!m->has_language)
		m->language = html_language(m->d);
	m->has_language = true;
	return m->language;
}

/* RFC 4647, section 3.3.2 (extended filtering). */
static bool
in_range(struct str range, struct str tag)
{
	struct str want, got;
	bool first = true;

	if (str_empty(range) || str_empty(tag))
		return str_empty(range) && str_empty(tag);
	while (str_cut(&range, '-', &want)) {
		if (str_eq(want, STR("*")) && !first)
			continue;
		for (;;) {
			if (!str_cut(&tag, '-', &got))
				return false;
			if (str_ieq(want, got) || str_eq(want, STR("*")))
				break;
			if (first || got.len == 1)
				return false;
		}
		first = false;
	}
	return true;
}

bool
match_lang(struct match *m, const struct simple *s, const struct html_node *n)
{
	struct str tag = language(m, n);

	for (size_t i = 0; i < s->u.langs.n; i++)
		if (in_range(s->u.langs.v[i], tag))
			return true;
	return false;
}

/* ----------------------------------------------------------- direction */

enum dir { DIR_NONE, DIR_LTR, DIR_RTL, DIR_AUTO };

static enum dir
own_dir(const struct html_node *n)
{
	struct str v;

	if (html_ns(n) != HTML_NS_HTML)
		return DIR_NONE;
	if (html_attr(n, STR("dir"), &v)) {
		if (str_ieq(v, STR("ltr")))
			return DIR_LTR;
		if (str_ieq(v, STR("rtl")))
			return DIR_RTL;
		if (str_ieq(v, STR("auto")))
			return DIR_AUTO;
	}
	if (html_is(n, STR("input")) && html_attr(n, STR("type"), &v) &&
	    str_ieq(v, STR("tel")))
		return DIR_LTR;
	return html_is(n, STR("bdi")) ? DIR_AUTO : DIR_NONE;
}

/* The direction of the first letter that has one (bidi class L, R or AL). */
static enum dir
text_dir(struct str text)
{
	size_t at = 0;

	while (at < text.len) {
		switch (utf8proc_get_property(
		    (utf8proc_int32_t)utf8_next(text, &at))
			    ->bidi_class) {
		case UTF8PROC_BIDI_CLASS_L:
			return DIR_LTR;
		case UTF8PROC_BIDI_CLASS_R:
		case UTF8PROC_BIDI_CLASS_AL:
			return DIR_RTL;
		default:
			break;
		}
	}
	return DIR_NONE;
}

/* True when the text of N does not count for an element around it. */
static bool
keeps_dir(const struct html_node *n)
{
	return own_dir(n) != DIR_NONE || html_is(n, STR("script")) ||
	       html_is(n, STR("style")) || html_is(n, STR("textarea"));
}

/* WHATWG HTML, section 3.2.6.4 (the dir attribute): dir=auto. */
static enum dir
auto_dir(struct match *m, const struct html_node *n)
{
	const struct html_node *at = n;
	enum dir found = DIR_NONE;
	bool skip = false;
	struct str v;

	if (html_is(n, STR("input")))
		return html_attr(n, STR("value"), &v) ? text_dir(v) : DIR_NONE;
	while (found == DIR_NONE && (at = html_walk(n, at, skip)) != NULL) {
		bool text = html_type(at) == HTML_TEXT;

		if (!match_step(m, 1 + (text ? html_data(at).len / 16 : 0)))
			break;
		skip = html_type(at) == HTML_ELEMENT && keeps_dir(at);
		if (text)
			found = text_dir(html_data(at));
	}
	return found;
}

bool
match_dir(struct match *m, bool rtl, const struct html_node *n)
{
	enum dir dir = DIR_NONE;

	for (; n != NULL && html_type(n) == HTML_ELEMENT && match_step(m, 1);
	     n = html_parent(n))
		if ((dir = own_dir(n)) != DIR_NONE)
			break;
	if (dir == DIR_AUTO)
		dir = auto_dir(m, n);
	return (dir == DIR_RTL) == rtl;
}
