// SPDX-License-Identifier: ISC
#include "run/validated.h"

/* What may follow the end tag of a page: comments of caches, line ends. */
#define TAIL 1024

/* Is the last tag that a page has in BODY? The bytes are those of nearly all
 * charsets; to others it costs a request in full. */
static bool
is_closed(struct str body)
{
	struct str tail =
	    body.len > TAIL ? str_from(body, body.len - TAIL) : body;

	for (size_t i = 0; i < tail.len; i++)
		if (str_istarts(str_from(tail, i), STR("</html")))
			return true;
	return false;
}

static bool
is_doubtful(const struct response *res)
{
	return res->unbounded && str_empty(res->content_encoding) &&
	       !is_closed(res->body);
}

void
validated_replace(struct memory *m, struct arena *keep,
    const struct response *res, struct str hash, uint64_t sum)
{
	struct validators v = { STR_NULL, STR_NULL };

	if (!is_doubtful(res))
		v = res->validators;
	m->validated_url = arena_str(keep, res->url);
	m->validators.etag = arena_str(keep, v.etag);
	m->validators.last_modified = arena_str(keep, v.last_modified);
	m->body_hash = hash;
	m->list_sum = sum;
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
	m->list_sum = 0;
}
