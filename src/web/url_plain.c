// SPDX-License-Identifier: ISC
/*
 * The short way through the parser, which most links of most pages can go: what
 * they are made of stands for itself, so the URL is the base's beginning with
 * the reference behind it, and its parts are found by looking for their ends.
 */
#include "web/url_parts.h"

/*
 * Where each character of ASCII stands for itself, but for "%", which no path
 * has before what may be a dot:
 *
 *	h  in a host, and in all that follows     p  in a path and a fragment
 *	a  in a path, a query and a fragment      q  in a query and a fragment
 */
static const char kinds[256] = "                "
			       "                "
			       " a  aaapaaaaahha"
			       "hhhhhhhhhhaa a q"
			       "aaaaaaaaaaaaaaaa"
			       "aaaaaaaaaaaa aqa"
			       " hhhhhhhhhhhhhhh"
			       "hhhhhhhhhhhqaqa ";

/* The kind of the byte I of S; ' ' or 0 for none, and at the end. */
static inline char
kind(struct str s, size_t i)
{
	return i < s.len ? kinds[(unsigned char)s.p[i]] : ' ';
}

/* Four numbers of a byte, none with a zero before it. */
static bool
is_dotted(struct str s)
{
	unsigned byte = 0, digits = 0, dots = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] == '.' && digits > 0) {
			digits = byte = 0;
			dots++;
			continue;
		}
		if (!is_digit(s.p[i]) || (digits > 0 && byte == 0))
			return false;
		byte = byte * 10 + (unsigned)(s.p[i] - '0');
		digits++;
		if (byte > 255)
			return false;
	}
	return dots == 3 && digits > 0;
}

/* A name whose last label begins like no number, or an address. */
static bool
is_plain_host(struct str s)
{
	size_t dot = str_rfind(s, STR("."));
	struct str last = str_from(s, dot == STR_NONE ? 0 : dot + 1);

	return (!str_empty(last) && is_alpha(last.p[0])) || is_dotted(s);
}

/* The port at *AT, which is moved past it, in OUT; false when another is
 * written for it, or none. */
static bool
read_port(struct str s, size_t *at, bool tls, int *out)
{
	unsigned long long port;
	size_t from = *at;

	while (*at < s.len && is_digit(s.p[*at]))
		++*at;
	if (str_uint(str_sub(s, from, *at - from), 65535, &port) != 0 ||
	    (s.p[from] == '0' && *at > from + 1) || port == (tls ? 443 : 80))
		return false;
	*out = (int)port;
	return true;
}

/* "//host:port" at *AT, which is moved past it. */
static bool
read_authority(struct str s, size_t *at, bool tls, struct url_parts *u)
{
	size_t from = *at += 2;

	while (kind(s, *at) == 'h')
		++*at;
	u->host = str_sub(s, from, *at - from);
	if (!is_plain_host(u->host))
		return false;
	if (*at == s.len || s.p[*at] != ':')
		return true;
	++*at;
	return read_port(s, at, tls, &u->port);
}

/* A path without what may be a dot at the beginning of a segment. */
static bool
read_path(struct str s, size_t *at, struct str *out)
{
	size_t from = *at;

	for (char k; (k = kind(s, *at)) == 'h' || k == 'a' || k == 'p'; ++*at)
		if ((s.p[*at] == '.' && s.p[*at - 1] == '/') ||
		    (s.p[*at] == '%' &&
			str_istarts(str_from(s, *at), STR("%2e"))))
			return false;
	*out = str_sub(s, from, *at - from);
	return out->len > 0 && out->p[0] == '/';
}

/* What follows SIGN at *AT, which is moved past it, of characters but OTHER. */
static bool
read_tail(struct str s, size_t *at, char sign, char other, struct str *out)
{
	size_t from = *at + 1;
	char k;

	if (*at >= s.len || s.p[*at] != sign)
		return false;
	for (*at = from; (k = kind(s, *at)) > ' ' && k != other; ++*at)
		;
	*out = str_sub(s, from, *at - from);
	return true;
}

/* What follows the host and the port of S, at AT, to its end. */
static bool
read_rest(struct str s, size_t at, struct url_parts *u)
{
	u->query = u->fragment = STR_NULL;
	if (!read_path(s, &at, &u->path))
		return false;
	u->has_query = read_tail(s, &at, '?', 'p', &u->query);
	u->has_fragment = read_tail(s, &at, '#', '\0', &u->fragment);
	return at == s.len;
}

bool
url_plain(struct str s, struct url_parts *out)
{
	struct url_parts u = { .port = -1, .special = true, .has_host = true };
	bool tls = str_starts(s, STR("https://"));
	size_t at = tls ? 6 : 5;

	if (!tls && !str_starts(s, STR("http://")))
		return false;
	u.scheme = str_sub(s, 0, at - 1);
	u.username = u.password = STR_NULL;
	if (!read_authority(s, &at, tls, &u) || !read_rest(s, at, &u))
		return false;
	*out = u;
	return true;
}

/* Take "./" and "../" off REF; *LEN is how much of BASE comes before it, which
 * ends in the slash of a folder, and is more than START. */
static void
climb(struct str base, size_t start, size_t *len, struct str *ref)
{
	for (;;) {
		if (str_starts(*ref, STR("./"))) {
			*ref = str_from(*ref, 2);
		} else if (str_starts(*ref, STR("../"))) {
			*ref = str_from(*ref, 3);
			while (*len > start + 1 && base.p[--*len - 1] != '/')
				;
		} else {
			return;
		}
	}
}

/* How much of BASE, which is B, REF follows; REF is moved past its own dots. 0
 * when that is not as simple. */
static size_t
shared(struct str base, const struct url_parts *b, struct str *ref)
{
	size_t start = (size_t)(b->path.p - base.p);
	size_t len = start + b->path.len, colon;

	switch (ref->p[0]) {
	case '/':
		return str_starts(*ref, STR("//")) ? b->scheme.len + 1 : start;
	case '?':
		return len;
	case '#':
		return b->has_query ? len + 1 + b->query.len : len;
	}
	colon = str_chr(*ref, ':', 0);
	if (colon < str_chr(*ref, '/', 0) && colon < str_chr(*ref, '?', 0) &&
	    colon < str_chr(*ref, '#', 0))
		return 0;
	while (base.p[len - 1] != '/')
		len--;
	climb(base, start, &len, ref);
	return len;
}

/* The parts of HREF, which has the scheme, host and port of BASE, which is B. */
static bool
read_joined(struct str href, struct str base, const struct url_parts *b,
    struct url_parts *out)
{
	struct url_parts u = *b;

	u.scheme.p = href.p;
	u.host.p = href.p + (b->host.p - base.p);
	if (!read_rest(href, (size_t)(b->path.p - base.p), &u))
		return false;
	*out = u;
	return true;
}

bool
url_plain_join(struct arena *a, struct str ref, struct str base,
    struct str *href, struct url_parts *out)
{
	struct url_parts b = { .port = -1 };
	size_t len = 0;

	while (ref.len > 0 && (unsigned char)ref.p[0] <= ' ')
		ref = str_from(ref, 1);
	while (ref.len > 0 && (unsigned char)ref.p[ref.len - 1] <= ' ')
		ref.len--;
	if (str_empty(ref) || (!str_empty(base) && !url_plain(base, &b)))
		return false;
	if (!str_starts(ref, STR("http://")) &&
	    !str_starts(ref, STR("https://")) &&
	    (str_empty(base) || (len = shared(base, &b, &ref)) == 0))
		return false;
	*href =
	    arena_concat(a, (struct str[]){ str_sub(base, 0, len), ref }, 2);
	return len > b.scheme.len + 1 ? read_joined(*href, base, &b, out)
				      : url_plain(*href, out);
}
