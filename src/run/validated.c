// SPDX-License-Identifier: ISC
#include "run/validated.h"

void
validated_replace(struct memory *m, struct arena *keep,
    const struct response *res, struct str hash)
{
	m->validated_url = arena_str(keep, res->url);
	m->validators.etag = arena_str(keep, res->validators.etag);
	m->validators.last_modified =
	    arena_str(keep, res->validators.last_modified);
	m->body_hash = hash;
}

void
validated_freshen(
    struct memory *m, struct arena *keep, const struct response *res)
{
	struct validators *v = &m->validators;

	if (!str_empty(res->validators.etag))
		v->etag = arena_str(keep, res->validators.etag);
	if (!str_empty(res->validators.last_modified))
		v->last_modified =
		    arena_str(keep, res->validators.last_modified);
}

static bool
same(struct str a, struct str b)
{
	return !str_empty(a) && str_eq(a, b);
}

static bool
share_one(const struct validators *a, const struct validators *b)
{
	return same(a->etag, b->etag) ||
	       same(a->last_modified, b->last_modified);
}

void
validated_spoil(struct memory *m, bool changed, const struct response *res)
{
	bool said = m->failures == 0 &&
		    (!str_empty(m->message) || m->state == STATE_ALL_DROPPED);

	if (changed || said ||
	    (res != NULL && share_one(&m->validators, &res->validators)))
		m->validators = (struct validators){ STR_NULL, STR_NULL };
	m->body_hash = STR_NULL;
}
