// SPDX-License-Identifier: ISC
#include "config/commands.h"

/* What the browser would have to be told, and is not: a proxy, which would
 * look up names for it that it may not, and what a page must not learn. */
static const char *
unsent(const struct approach *a)
{
	if (!str_empty(a->access.proxy.url))
		return "proxy";
	if (!str_empty(a->access.auth.user) ||
	    !str_empty(a->access.auth.bearer))
		return "auth";
	if (!str_empty(a->access.cookies.text) ||
	    !str_empty(a->access.cookies.file))
		return "cookies";
	if (a->access.post.given)
		return "post";
	return a->nheaders > 0 ? "headers" : NULL;
}

static void
check(struct reader *r, struct text *t, const struct source *s)
{
	const struct approach *a = s->approach;
	bool fetch = program_given(&a->fetch);
	bool render = a->render.by != RENDER_NONE;
	bool file = str_istarts(s->url, STR("file:"));
	const char *key = NULL;

	if (a->render.by == RENDER_CHROMIUM)
		key = unsent(a);
	if (fetch && render)
		note_at(r->notes, DIAGNOSTIC_ERROR, t, s->place.line,
		    s->place.col,
		    "a source has `fetch` or `render`, not both; `render: "
		    "none` here leaves one of `defaults` or `sites` out");
	else if ((fetch || render) && file)
		note_at(r->notes, DIAGNOSTIC_ERROR, t, s->place.line,
		    s->place.col,
		    "`%s` goes with an http or https URL, which links in "
		    "its output are relative to",
		    fetch ? "fetch" : "render");
	else if (key != NULL)
		note_at(r->notes, DIAGNOSTIC_ERROR, t, s->place.line,
		    s->place.col,
		    "`render: chromium` goes without `%s`, which the browser "
		    "is not told",
		    key);
}

void
commands_check(struct reader *r, const struct files *fs, const struct config *c)
{
	for (size_t i = 0; i < c->sources.n; i++) {
		const struct source *s = &c->sources.v[i];
		struct text *t = files_text(fs, &s->place);

		if (t != NULL)
			check(r, t, s);
	}
}
