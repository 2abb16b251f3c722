// SPDX-License-Identifier: ISC
// The proxy that a request goes through.
#include "config/private.h"
#include "config/types.h"
#include "model/access.h"
#include "web/url.h"

/* As libcurl names them; socks5h resolves names at the proxy, which is what
 * socks5 means here, too: a name that is resolved on the way tells who reads
 * what. */
static const struct scheme {
	const char *name, *used;
	int port;
} scheme_table[] = {
	{ "http", "http", 80 },
	{ "https", "https", 443 },
	{ "socks5", "socks5h", 1080 },
	{ "socks5h", "socks5h", 1080 },
};

static const struct scheme *
scheme_find(struct str name)
{
	for (size_t i = 0; i < sizeof(scheme_table) / sizeof(*scheme_table);
	     i++)
		if (str_eq(name, str_c(scheme_table[i].name)))
			return &scheme_table[i];
	return NULL;
}

/* Without percent encoding (RFC 3986 2.1). */
static struct str
decoded(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		int high = i + 2 < s.len ? hex_value(s.p[i + 1]) : -1;
		int low = i + 2 < s.len ? hex_value(s.p[i + 2]) : -1;

		if (s.p[i] == '%' && high >= 0 && low >= 0) {
			p[n++] = (char)(high << 4 | low);
			i += 2;
		} else {
			p[n++] = s.p[i];
		}
	}
	return str_n(p, n);
}

static int
read_proxy(struct arena *a, struct str s, struct proxy *out)
{
	const struct scheme *scheme;
	struct str probe;
	struct url u, host;

	if (url_parse(a, s, STR_NULL, &u) != 0)
		return -1;
	scheme = scheme_find(u.scheme);
	if (scheme == NULL || u.has_query || u.has_fragment ||
	    (!str_empty(u.path) && !str_eq(u.path, STR("/"))))
		return -1;
	/* Of http and https alone the host is read as that of a server. */
	probe = arena_printf(a, "http://%.*s/", STR_ARG(u.host));
	if (str_empty(u.host) || url_parse(a, probe, STR_NULL, &host) != 0)
		return -1;
	out->url = arena_printf(a, "%s://%.*s:%d", scheme->used,
	    STR_ARG(host.host), u.port >= 0 ? u.port : scheme->port);
	out->user = decoded(a, u.username);
	out->password = decoded(a, u.password);
	return 0;
}

static int
set_proxy(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct proxy proxy = { 0 }, meant;
	struct str s, guess;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	if (!str_eq(s, STR("none")) && read_proxy(r->a, s, &proxy) != 0) {
		guess = arena_printf(r->a, "http://%.*s", STR_ARG(n->value));
		*reader_refuse(r, k, n) =
		    read_proxy(r->a, guess, &meant) == 0 ? guess : STR_NULL;
		return -1;
	}
	if (!str_empty(proxy.password))
		private_secret(r, n);
	*(struct proxy *)key_member(k, out) = proxy;
	return 0;
}

static void
put_encoded(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_alpha(s.p[i]) || is_digit(s.p[i]))
			buf_addc(b, s.p[i]);
		else
			buf_addf(b, "%%%02X", (unsigned char)s.p[i]);
}

static void
write_proxy(struct buf *b, const struct key *k, const void *record)
{
	const struct proxy *proxy = key_member_const(k, record);
	size_t host = str_find(proxy->url, STR("://"));
	struct buf whole;

	if (str_empty(proxy->url)) {
		buf_add(b, STR("none"));
		return;
	}
	buf_init(&whole, b->limit);
	buf_add(&whole, str_sub(proxy->url, 0, host + 3));
	put_encoded(&whole, proxy->user);
	if (!str_empty(proxy->password)) {
		buf_addc(&whole, ':');
		put_encoded(&whole, proxy->password);
	}
	if (!str_empty(proxy->user) || !str_empty(proxy->password))
		buf_addc(&whole, '@');
	buf_add(&whole, str_from(proxy->url, host + 3));
	yaml_scalar(b, buf_str(&whole), false, false);
	buf_release(&whole);
}

static void
schema_proxy(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"type\": \"string\", \"pattern\": "
		       "\"^((https?|socks5h?)://.+|none|.*[$][{].*)$\""));
}

const struct key_type type_proxy = {
	.takes = "http://host:port, https://host:port, socks5://host:port or "
		 "none",
	.set = set_proxy,
	.write = write_proxy,
	.schema = schema_proxy,
};
