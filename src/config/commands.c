// SPDX-License-Identifier: ISC
#include "config/commands.h"

/* What the browser would have to be told, and is not: a proxy, which would
 * look up names for it that it may not, and what a page must not learn. */
static const char *
unsent(const struct source *s)
{
	if (!str_empty(s->access.proxy.url))
		return "proxy";
	if (!str_empty(s->access.auth.user) ||
	    !str_empty(s->access.auth.bearer))
		return "auth";
	if (!str_empty(s->access.cookies.text) ||
	    !str_empty(s->access.cookies.file))
		return "cookies";
	if (s->access.post.given)
		return "post";
	return s->nheaders > 0 ? "headers" : NULL;
}

static void
check(struct reader *r, struct text *t, const struct source *s)
{
	bool fetch = program_given(&s->fetch);
	bool render = s->render.by != RENDER_NONE;
	bool file = str_istarts(s->url, STR("file:"));
	const char *key = NULL;

	if (s->render.by == RENDER_CHROMIUM)
		key = unsent(s);
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
