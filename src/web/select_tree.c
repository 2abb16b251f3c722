// SPDX-License-Identifier: ISC
/* Pseudo-classes of the tree's shape, of links and of elements' names. */
#include "web/select_priv.h"

bool
test_root(struct match *m, const struct html_node *n)
{
	const struct html_node *parent = html_parent(n);

	(void)m;
	return parent != NULL && html_type(parent) == HTML_DOCUMENT;
}

/* As browsers do: white space is content, comments are none. */
bool
test_empty(struct match *m, const struct html_node *n)
{
	for (n = html_first(n); n != NULL; n = html_next(n)) {
		if (!match_step(m, 1) || html_type(n) == HTML_ELEMENT ||
		    (html_type(n) == HTML_TEXT && html_data(n).len > 0))
			return false;
	}
	return true;
}

bool
test_first_child(struct match *m, const struct html_node *n)
{
	return match_prev(m, n) == NULL;
}

bool
test_last_child(struct match *m, const struct html_node *n)
{
	return match_next(m, n) == NULL;
}

bool
test_only_child(struct match *m, const struct html_node *n)
{
	return test_first_child(m, n) && test_last_child(m, n);
}

/* Source: WHATWG HTML, section 4.16.3, :link; SVG 2, section 16. */
bool
test_link(struct match *m, const struct html_node *n)
{
	struct str v;

	(void)m;
	if (html_ns(n) == HTML_NS_HTML)
		return (html_is(n, STR("a")) || html_is(n, STR("area"))) &&
		       html_attr(n, STR("href"), &v);
	if (html_ns(n) != HTML_NS_SVG || !str_eq(html_name(n), STR("a")))
		return false;
	for (const struct html_attr *at = html_attr_first(n); at != NULL;
	     at = html_attr_next(at))
		if (match_attr_is(at, true, STR("href")))
			return true;
	return false;
}

/* Without scripts no custom element is defined; all others are. */
bool
test_defined(struct match *m, const struct html_node *n)
{
	struct str name = html_name(n), is;

	(void)m;
	if (html_ns(n) != HTML_NS_HTML)
		return true;
	return str_chr(name, '-', 0) == STR_NONE &&
	       !html_attr(n, STR("is"), &is);
}
