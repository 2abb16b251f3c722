// SPDX-License-Identifier: ISC
#include "fetch/way.h"

#include "fetch/redirect.h"

static const struct access plain = { 0 };

struct way
way_of(struct arena *scratch, const struct request *req, struct str origin)
{
	struct str named =
	    str_empty(req->named_url) ? req->url : req->named_url;
	struct way w = { .access = req->access != NULL ? req->access : &plain,
		.allow = req->allow,
		.timeout = req->timeout };
	struct url to, from;

	if (url_parse(scratch, origin, STR_NULL, &to) != 0 ||
	    url_parse(scratch, named, STR_NULL, &from) != 0)
		return w;
	w.own = str_eq(url_origin(scratch, &from), origin);
	w.own_host = str_eq(from.host, to.host);
	w.own_port = url_port(&from) == url_port(&to);
	return w;
}

static bool
proxy_same(const struct proxy *a, const struct proxy *b)
{
	return str_eq(a->url, b->url) && str_eq(a->user, b->user) &&
	       str_eq(a->password, b->password);
}

static bool
tls_same(const struct tls *a, const struct tls *b)
{
	return a->legacy == b->legacy && str_eq(a->ca, b->ca);
}

bool
way_same(const struct way *a, const struct way *b)
{
	return a->own == b->own && a->own_host == b->own_host &&
	       a->own_port == b->own_port && a->allow == b->allow &&
	       a->timeout == b->timeout &&
	       a->access->http_version == b->access->http_version &&
	       proxy_same(&a->access->proxy, &b->access->proxy) &&
	       (!a->own_host || tls_same(&a->access->tls, &b->access->tls));
}
