// SPDX-License-Identifier: ISC
#include "web/url.h"

#include "base/utf8.h"
#include "web/url_parts.h"

struct str
url_port_text(struct arena *a, int port)
{
	char text[sizeof(":65535")];
	size_t at = sizeof(text);

	if (port < 0)
		return STR_NULL;
	do {
		text[--at] = (char)('0' + port % 10);
		port /= 10;
	} while (port > 0);
	text[--at] = ':';
	return arena_str(a, str_n(text + at, sizeof(text) - at));
}

/* The URL serializer (URL Standard, 4.5) */
static struct str
href_of(struct arena *a, const struct url_parts *u)
{
	struct str part[16];
	size_t n = 0;

	part[n++] = u->scheme;
	part[n++] = STR(":");
	if (u->has_host) {
		part[n++] = STR("//");
		part[n++] = u->username;
		if (!str_empty(u->password)) {
			part[n++] = STR(":");
			part[n++] = u->password;
		}
		if (!str_empty(u->username) || !str_empty(u->password))
			part[n++] = STR("@");
		part[n++] = u->host;
		part[n++] = url_port_text(a, u->port);
	} else if (!u->opaque && str_starts(u->path, STR("//"))) {
		part[n++] = STR("/.");
	}
	part[n++] = u->path;
	if (u->has_query) {
		part[n++] = STR("?");
		part[n++] = u->query;
	}
	if (u->has_fragment) {
		part[n++] = STR("#");
		part[n++] = u->fragment;
	}
	return arena_concat(a, part, n);
}

/* The long way, for what is not plain. */
static int
parse(struct arena *a, struct str ref, struct str base, struct str *href,
    struct url_parts *out)
{
	struct url_parts against;
	bool has_base = !str_empty(base);

	if (has_base &&
	    url_parts_parse(a, utf8_scrub(a, base), NULL, &against) != 0)
		return -1;
	if (url_parts_parse(
		a, utf8_scrub(a, ref), has_base ? &against : NULL, out) != 0)
		return -1;
	*href = href_of(a, out);
	return 0;
}

int
url_parse(struct arena *a, struct str ref, struct str base, struct url *out)
{
	struct url_parts u;
	struct str href;

	if (!url_plain_join(a, ref, base, &href, &u) &&
	    parse(a, ref, base, &href, &u) != 0)
		return -1;
	*out = (struct url){
		.href = href,
		.scheme = u.scheme,
		.username = u.username,
		.password = u.password,
		.host = u.host,
		.port = u.port,
		.path = u.path,
		.query = u.query,
		.fragment = u.fragment,
		.has_query = u.has_query,
		.has_fragment = u.has_fragment,
	};
	return 0;
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

int
url_port(const struct url *u)
{
	if (u->port >= 0)
		return u->port;
	return str_eq(u->scheme, STR("https")) ? 443 : 80;
}

struct str
url_origin(struct arena *a, const struct url *u)
{
	if (!url_is_web(u) && !str_eq(u->scheme, STR("ftp")) &&
	    !str_eq(u->scheme, STR("ws")) && !str_eq(u->scheme, STR("wss")))
		return STR_NULL;
	return arena_concat(a,
	    (struct str[]){
		u->scheme, STR("://"), u->host, url_port_text(a, u->port) },
	    4);
}
