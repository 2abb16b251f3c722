// SPDX-License-Identifier: ISC
#include "run/moved.h"

#include "web/url.h"

bool
moved_for_good(const struct moved *m, int64_t now)
{
	return m->times >= MOVED_TIMES && now - m->since >= MOVED_SECONDS;
}

static struct str
without_www(struct str host)
{
	return str_istarts(host, STR("www.")) ? str_from(host, 4) : host;
}

/* Is HOST that of the other, or below it? */
static bool
is_below(struct str host, struct str other)
{
	size_t dot = host.len - other.len;

	if (host.len <= other.len)
		return str_eq(host, other);
	return str_ends(host, other) && host.p[dot - 1] == '.';
}

/* One site: nobody but the owner of the one could have made the other. */
static bool
same_site(struct arena *a, struct str from, struct str to)
{
	struct url x, y;

	if (url_parse(a, from, STR_NULL, &x) != 0 ||
	    url_parse(a, to, STR_NULL, &y) != 0)
		return false;
	return is_below(y.host, without_www(x.host));
}

struct str
moved_url(struct arena *a, const struct source *s, const struct memory *m)
{
	if (!moved_for_good(&m->moved, m->last_run) ||
	    !str_eq(m->url, s->url) || s->approach->access.post.given ||
	    !same_site(a, s->url, m->moved.to))
		return s->url;
	return m->moved.to;
}

void
moved_note(struct moved *m, struct arena *keep, const struct source *s,
    struct str asked, const struct response *res, int64_t now)
{
	bool configured = str_eq(asked, s->url);
	struct str to;

	if (res == NULL) {
		/* A failure at the old address says nothing about the move. */
		if (!configured)
			*m = (struct moved){ .to = STR_NULL };
		return;
	}
	to = res->permanent_url;
	if (!configured && str_empty(to))
		to = asked; /* it is still there */
	if (str_empty(to) || str_eq(to, s->url)) {
		*m = (struct moved){ .to = STR_NULL };
	} else if (!str_eq(to, m->to)) {
		*m = (struct moved){ arena_str(keep, to), now, 1 };
	} else if (m->times < UINT32_MAX) {
		m->times++;
	}
}

struct str
moved_text(struct arena *a, const struct source *s, const struct memory *m)
{
	struct url u;

	if (!moved_for_good(&m->moved, m->last_run) || !str_eq(m->url, s->url))
		return STR_NULL;
	if (str_eq(s->shown, s->url))
		return arena_printf(a,
		    "moved to %.*s; put that in the configuration",
		    STR_ARG(m->moved.to));
	if (url_parse(a, m->moved.to, STR_NULL, &u) != 0)
		u.host = STR_NULL;
	return arena_printf(a,
	    "moved to another address on %.*s; put that in the configuration",
	    STR_ARG(u.host));
}
