// SPDX-License-Identifier: ISC
#include "web/url.h"

#include <lexbor/url/url.h>

#include "web/lexbor.h"

/*
 * lexbor's memory for one call. It is deferred before it is taken, so that an
 * arena that lands over budget in between loses nothing; at the end of a call
 * it goes at once, since a page has thousands of links.
 */
struct work {
	lxb_url_parser_t parser;
	bool live;
};

static void
work_release(void *arg)
{
	struct work *w = arg;

	if (!w->live)
		return;
	w->live = false;
	lxb_url_parser_memory_destroy(&w->parser);
	lxb_url_parser_destroy(&w->parser, false);
}

static struct work *
work_new(struct arena *a)
{
	struct work *w = ARENA_NEW(a, struct work);

	arena_defer(a, work_release, w);
	lexbor_memory();
	w->live = lxb_url_parser_init(&w->parser, NULL) == LXB_STATUS_OK;
	return w;
}

/*
 * lexbor's IDNA is quadratic in the length of a host: 256 KB of combining
 * marks take 2.7 s. A name in the DNS has 255 octets (RFC 1035 2.3.4), so of
 * what could be a host no more than this is looked at, escaped and all.
 */
#define HOST_MAX ((size_t)4096)

/* True when S could have a host that needs IDNA and is longer than that. */
static bool
endless_host(struct str s)
{
	bool idna = false;
	size_t from = 0;

	for (size_t i = 0; i < s.len && s.p[i] != '?' && s.p[i] != '#'; i++) {
		if (s.p[i] == '/' || s.p[i] == '\\') {
			idna = false;
			from = i + 1;
		} else if (s.p[i] == '%' || (unsigned char)s.p[i] >= 0x80) {
			idna = true;
		}
		if (idna && i - from > HOST_MAX)
			return true;
	}
	return false;
}

/* The parsed form of REF, in W; or NULL. */
static const lxb_url_t *
parse(struct work *w, struct str ref, struct str base)
{
	const lxb_url_t *against = NULL;

	if (!w->live || endless_host(ref) || endless_host(base))
		return NULL;
	if (!str_empty(base)) {
		against = lxb_url_parse(
		    &w->parser, NULL, (const lxb_char_t *)base.p, base.len);
		if (against == NULL)
			return NULL;
		lxb_url_parser_clean(&w->parser);
	}
	return lxb_url_parse(
	    &w->parser, against, (const lxb_char_t *)ref.p, ref.len);
}

/* Serialized text; with P NULL it is only measured. */
struct text {
	char *p;
	size_t len;
};

static lxb_status_t
add(const lxb_char_t *data, size_t len, void *arg)
{
	struct text *t = arg;

	if (t->p != NULL && len > 0)
		memcpy(t->p + t->len, data, len);
	t->len += len;
	return LXB_STATUS_OK;
}

static struct str
href_of(struct arena *a, const lxb_url_t *u)
{
	struct text t = { NULL, 0 };

	(void)lxb_url_serialize(u, add, &t, false);
	t = (struct text){ arena_alloc(a, t.len), 0 };
	(void)lxb_url_serialize(u, add, &t, false);
	return str_n(t.p, t.len);
}

static struct str
host_of(struct arena *a, const lxb_url_t *u)
{
	struct text t = { NULL, 0 };

	(void)lxb_url_serialize_host(&u->host, add, &t);
	t = (struct text){ arena_alloc(a, t.len), 0 };
	(void)lxb_url_serialize_host(&u->host, add, &t);
	return str_n(t.p, t.len);
}

static struct str
copy(struct arena *a, const lexbor_str_t *s)
{
	return s->length == 0 ? STR_NULL
			      : arena_str(a, of_lxb(s->data, s->length));
}

int
url_parse(struct arena *a, struct str ref, struct str base, struct url *out)
{
	struct work *w = work_new(a);
	const lxb_url_t *u = parse(w, ref, base);

	if (u != NULL)
		*out = (struct url){
			.href = href_of(a, u),
			.scheme = copy(a, &u->scheme.name),
			.username = copy(a, &u->username),
			.password = copy(a, &u->password),
			.host = host_of(a, u),
			.port = u->has_port ? u->port : -1,
			.path = copy(a, &u->path.str),
			.query = copy(a, &u->query),
			.fragment = copy(a, &u->fragment),
			.has_query = u->query.data != NULL,
			.has_fragment = u->fragment.data != NULL,
		};
	work_release(w);
	return u == NULL ? -1 : 0;
}

int
url_resolve(struct arena *a, struct str ref, struct str base, size_t limit,
    struct str *out)
{
	struct url u;

	if (url_parse(a, ref, base, &u) != 0 || !url_is_web(&u) ||
	    u.href.len > limit || !str_empty(u.username) ||
	    !str_empty(u.password))
		return -1;
	*out = u.href;
	return 0;
}

bool
url_is_web(const struct url *u)
{
	return str_eq(u->scheme, STR("http")) ||
	       str_eq(u->scheme, STR("https"));
}

struct str
url_origin(struct arena *a, const struct url *u)
{
	if (!url_is_web(u) && !str_eq(u->scheme, STR("ftp")) &&
	    !str_eq(u->scheme, STR("ws")) && !str_eq(u->scheme, STR("wss")))
		return STR_NULL;
	if (u->port < 0)
		return arena_printf(
		    a, "%.*s://%.*s", STR_ARG(u->scheme), STR_ARG(u->host));
	return arena_printf(
	    a, "%.*s://%.*s:%d", STR_ARG(u->scheme), STR_ARG(u->host), u->port);
}
