// SPDX-License-Identifier: ISC
#include "config/floor.h"

#include "model/limits.h"
#include "web/inner.h"
#include "web/url.h"

static bool
is_listed(const struct allow_private *allow, struct str host, int port)
{
	for (size_t i = 0; i < allow->n; i++)
		if (allow->v[i].port == port && str_eq(allow->v[i].host, host))
			return true;
	return false;
}

static bool
is_own(struct reader *r, const struct config *c, const struct source *s)
{
	bool own = true;
	struct url u;

	if (url_parse(r->scratch, s->url, STR_NULL, &u) == 0 && url_is_web(&u))
		own = host_is_address(u.host) || host_is_inner_name(u.host) ||
		      is_listed(&c->allow_private, u.host, url_port(&u));
	arena_reset(r->scratch);
	return own;
}

/* The shortest pause that E allows. */
static int32_t *
shortest(struct every *e)
{
	return e->kind == EVERY_INTERVAL ? &e->seconds : &e->least;
}

void
floor_note(
    struct reader *r, struct hurries *hs, size_t source, const struct draft *d)
{
	struct every e = d->own.every;

	if (e.kind == EVERY_DAILY || *shortest(&e) >= LIMIT_EVERY_OTHERS_S)
		return;
	hs->v = arena_more(r->tree, hs->v, hs->n, &hs->cap, sizeof(*hs->v));
	hs->v[hs->n++] =
	    (struct hurry){ .source = source, .at = d->every_place };
}

static void
warn(struct reader *r, const struct files *fs, const struct place *at)
{
	struct text *t = files_text(fs, at);

	if (t != NULL)
		note_at(r->notes, DIAGNOSTIC_WARNING, t, at->line, at->col,
		    "less than %dm is for a server of one's own and counts as "
		    "%dm here; list what is yours in `allow_private`",
		    LIMIT_EVERY_OTHERS_S / 60, LIMIT_EVERY_OTHERS_S / 60);
}

void
floor_every(struct reader *r, const struct files *fs, const struct hurries *hs,
    struct config *c)
{
	for (size_t i = 0; i < hs->n; i++) {
		struct source *s = &c->sources.v[hs->v[i].source];
		int32_t *least = shortest(&s->every);

		if (is_own(r, c, s))
			continue;
		warn(r, fs, &hs->v[i].at);
		*least = LIMIT_EVERY_OTHERS_S;
		if (s->every.kind == EVERY_AUTO && s->every.most < *least)
			s->every.most = *least;
	}
}
