// SPDX-License-Identifier: ISC
#include "extract/json/find.h"

#include "model/limits.h"
#include "web/select.h"

/* Elements that a selector may name, of which one has the data. */
#define ELEMENTS_MOST 100

/* E begins with where the data was looked for. */
static int
tell_place(struct err *e, const struct embedded_at *at)
{
	const char *sign = str_empty(at->attr) ? "" : "@";

	return str_empty(at->variable)
		   ? err_in(e, "in %.*s%s%.*s", STR_ARG(at->selector), sign,
			 STR_ARG(at->attr))
		   : err_in(e, "in the variable %.*s", STR_ARG(at->variable));
}

static int
find_variable(struct arena *a, const struct html_doc *doc,
    const struct embedded_at *at, struct json_text *out, struct err *e)
{
	const struct html_node *root = html_root(doc), *n = root;
	struct err why = ERR_INIT;

	while ((n = html_walk(root, n, false)) != NULL) {
		int rc;

		if (html_type(n) != HTML_ELEMENT || !html_is(n, STR("script")))
			continue;
		rc = json_text_variable(
		    a, html_text_content(a, n), at->variable, out, &why);
		if (rc > 0)
			return 0;
		if (rc < 0)
			break;
	}
	if (why.code == ERR_NONE)
		return err_set(e, ERR_EXTRACT,
		    "no script of the page gives the variable %.*s a value",
		    STR_ARG(at->variable));
	*e = why;
	return tell_place(e, at);
}

/* What N holds of data; empty when it has no such attribute. */
static struct str
data_of(
    struct arena *a, const struct embedded_at *at, const struct html_node *n)
{
	struct str s = STR_NULL;

	if (str_empty(at->attr))
		return html_text_content(a, n);
	html_attr(n, at->attr, &s);
	return s;
}

static int
find_element(struct arena *a, const struct html_doc *doc,
    const struct embedded_at *at, struct json_text *out, struct err *e)
{
	struct select_budget budget = { LIMIT_MATCH_STEPS };
	struct err why = ERR_INIT;
	struct html_nodes nodes;
	struct selector *s;

	if (select_compile(a, at->selector, &s, e) != 0)
		return err_in(e, "embedded");
	if (select_all(a, s, doc, html_root(doc), ELEMENTS_MOST, &budget,
		&nodes, e) != 0)
		return -1;
	for (size_t i = 0; i < nodes.n; i++) {
		struct err each = ERR_INIT;

		if (json_text_read(
			a, data_of(a, at, nodes.v[i]), false, out, &each) == 0)
			return 0;
		if (i == 0 || each.code == ERR_LIMIT)
			why = each;
		if (each.code == ERR_LIMIT)
			break;
	}
	if (nodes.n == 0)
		return err_set(e, ERR_EXTRACT,
		    "nothing on the page matches embedded: %.*s",
		    STR_ARG(at->selector));
	*e = why;
	return tell_place(e, at);
}

int
json_find(struct arena *a, const struct html_doc *doc,
    const struct embedded_at *at, struct json_text *out, struct err *e)
{
	return str_empty(at->variable) ? find_element(a, doc, at, out, e)
				       : find_variable(a, doc, at, out, e);
}
