// SPDX-License-Identifier: ISC
// {"file" or "html", "selector"} -> {"matches": [id or tag name]} or
// {"error", "column"}.
#include "probe.h"

#include <fcntl.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "model/limits.h"
#include "web/html.h"
#include "web/select.h"

static json_t *
refusal(struct arena *a, const struct err *e)
{
	return json_pack("{s:o, s:i}", "error", probe_json(a, str_c(e->msg)),
	    "column", e->col);
}

static int
text(struct arena *a, const json_t *in, struct str *out, struct err *e)
{
	struct buf b;
	int rc;

	*out = probe_str(in, "html");
	if (!probe_has(in, "file"))
		return 0;
	buf_init(&b, LIMIT_BODY);
	rc = file_read(AT_FDCWD, arena_cstr(a, probe_str(in, "file")), &b, e);
	if (rc == 0)
		*out = arena_str(a, buf_str(&b));
	buf_release(&b);
	return rc;
}

static int
page(struct arena *a, const json_t *in, struct html_doc **d, struct err *e)
{
	const struct html_limits lim = { LIMIT_DEPTH, LIMIT_ATTRIBUTES,
		LIMIT_FORMATTING, LIMIT_NODES, LIMIT_TREE };
	struct str s;

	if (text(a, in, &s, e) != 0)
		return -1;
	return html_parse(a, utf8_scrub(a, s), &lim, d, e);
}

/* A whole page is no element that "> a" could be relative to. */
static int
compile(struct arena *a, struct str text, struct selector **s, struct err *e)
{
	if (select_compile(a, text, s, e) != 0)
		return -1;
	if (select_relative(*s) == 0)
		return 0;
	err_set(e, ERR_CONFIG, "found a combinator, expected an element first");
	e->col = (int)select_relative(*s);
	return -1;
}

static json_t *
names(struct arena *a, const struct html_nodes *found)
{
	json_t *list = json_array();

	for (size_t i = 0; i < found->n; i++) {
		struct str name = html_name(found->v[i]);

		html_attr(found->v[i], STR("id"), &name);
		json_array_append_new(list, probe_json(a, name));
	}
	return json_pack("{s:o}", "matches", list);
}

json_t *
probe_select(struct arena *a, const json_t *in)
{
	struct select_budget budget = { LIMIT_MATCH_STEPS };
	struct html_nodes found;
	struct selector *s;
	struct html_doc *d;
	struct err e = ERR_INIT;

	if (compile(a, probe_str(in, "selector"), &s, &e) != 0 ||
	    page(a, in, &d, &e) != 0 ||
	    select_all(
		a, s, d, html_root(d), LIMIT_NODES, &budget, &found, &e) != 0)
		return refusal(a, &e);
	return names(a, &found);
}
