// SPDX-License-Identifier: ISC
#include "config/served.h"

/* Why: RFC 5005 documents name each other, and a hub is told the address of
 * what changed. */
static void
refuse(struct reader *r, const struct files *fs, const struct place *at,
    const char *key)
{
	struct text *t = files_text(fs, at);

	if (t != NULL)
		note_at(r->notes, DIAGNOSTIC_ERROR, t, at->line, at->col,
		    "`%s` needs `base_url` in `settings`: the address that "
		    "the feeds are served at",
		    key);
}

static const char *
key_asked(bool archives, struct str hub)
{
	if (archives)
		return "archives";
	return str_empty(hub) ? NULL : "hub";
}

void
served_check(struct reader *r, const struct files *fs, const struct config *c)
{
	struct place top = { .file = fs->v[0].path };
	const char *key = NULL;

	if (!str_empty(c->base_url))
		return;
	if (!str_empty(c->hub))
		refuse(r, fs, &top, "hub");
	for (size_t i = 0; i < c->sources.n && key == NULL; i++) {
		const struct source *s = &c->sources.v[i];

		key = key_asked(s->archives, s->about->hub);
		if (key != NULL)
			refuse(r, fs, &s->place, key);
	}
	key = NULL;
	for (size_t i = 0; i < c->merged.n && key == NULL; i++) {
		const struct merged *m = &c->merged.v[i];

		key = key_asked(m->archives, m->hub);
		if (key != NULL)
			refuse(r, fs, &m->place, key);
	}
}
