// SPDX-License-Identifier: ISC
/*
 * The basic URL parser of the URL Standard, 4.4. The standard's states are
 * functions here, each reading on from P->at. lexbor's URL parser is not used:
 * 3.0.1 reads ".?page=2" as "page=2", drops a "/" of "//" before anything that
 * must be escaped, and passes over what follows a "%" that is no escape.
 */
#include "web/url_parser.h"

/* Special schemes and their ports; 4.2. */
static const struct {
	const char *scheme;
	int port;
} special[] = {
	{ "http", 80 },
	{ "https", 443 },
	{ "file", -1 },
	{ "ftp", 21 },
	{ "ws", 80 },
	{ "wss", 443 },
};

#define N_SPECIAL (sizeof(special) / sizeof(special[0]))

static void
set_scheme(struct url_parser *p, struct str scheme)
{
	p->u.scheme = scheme;
	p->u.special = false;
	for (size_t i = 0; i < N_SPECIAL; i++)
		if (str_eq(scheme, str_c(special[i].scheme)))
			p->u.special = true;
}

static int
default_port(struct str scheme)
{
	for (size_t i = 0; i < N_SPECIAL; i++)
		if (str_eq(scheme, str_c(special[i].scheme)))
			return special[i].port;
	return -1;
}

/* "Port state" */
static int
set_port(struct url_parser *p, struct str s)
{
	unsigned long long port;

	if (str_empty(s))
		return 0;
	if (str_uint(s, 65535, &port) != 0)
		return -1;
	p->u.port = (int)port == default_port(p->u.scheme) ? -1 : (int)port;
	return 0;
}

/* "Host state" and "port state", on "host:port" */
static int
set_host(struct url_parser *p, struct str s)
{
	size_t colon;
	bool bracket = false;

	for (colon = 0; colon < s.len; colon++) {
		if (s.p[colon] == ':' && !bracket)
			break;
		if (s.p[colon] == '[')
			bracket = true;
		if (s.p[colon] == ']')
			bracket = false;
	}
	if (colon == 0 && (p->u.special || s.len > 0))
		return -1;
	p->u.has_host = true;
	if (url_host_parse(
		p->a, str_sub(s, 0, colon), !p->u.special, &p->u.host) != 0)
		return -1;
	return colon < s.len ? set_port(p, str_from(s, colon + 1)) : 0;
}

static void
set_credentials(struct url_parser *p, struct str s)
{
	size_t colon = str_chr(s, ':', 0);

	if (colon == STR_NONE)
		colon = s.len;
	p->u.username = url_escape(p->a, str_sub(s, 0, colon), SET_USERINFO);
	p->u.password = url_escape(p->a, str_from(s, colon + 1), SET_USERINFO);
}

/* "Authority state" */
static int
read_authority(struct url_parser *p)
{
	size_t from = p->at, sign;
	struct str s;

	while (url_peek(p, 0) >= 0 && url_peek(p, 0) != '?' &&
	       url_peek(p, 0) != '#' && !url_is_slash(p, url_peek(p, 0)))
		p->at++;
	s = str_sub(p->in, from, p->at - from);
	sign = str_rfind(s, STR("@"));
	if (sign != STR_NONE) {
		set_credentials(p, str_sub(s, 0, sign));
		s = str_from(s, sign + 1);
		if (str_empty(s))
			return -1;
	}
	if (set_host(p, s) != 0)
		return -1;
	url_read_path_start(p);
	return 0;
}

/* "Special authority (ignore) slashes state" */
static int
read_special_authority(struct url_parser *p)
{
	while (url_is_slash(p, url_peek(p, 0)))
		p->at++;
	return read_authority(p);
}

static void
take_authority(struct url_parser *p)
{
	p->u.username = p->base->username;
	p->u.password = p->base->password;
	p->u.has_host = p->base->has_host;
	p->u.host = p->base->host;
	p->u.port = p->base->port;
}

static void
take_path(struct url_parser *p)
{
	memcpy(p->path, p->base->path.p, p->base->path.len);
	p->path_len = p->base->path.len;
}

/* What follows the base's path: nothing, a query, a fragment, or another. */
static bool
take_query(struct url_parser *p)
{
	int c = url_peek(p, 0);

	if (c >= 0 && c != '?' && c != '#')
		return false;
	if (c != '?') {
		p->u.has_query = p->base->has_query;
		p->u.query = p->base->query;
	}
	url_read_tail(p);
	return true;
}

/* "Relative state" and "relative slash state" */
static int
read_relative(struct url_parser *p)
{
	set_scheme(p, p->base->scheme);
	if (url_is_slash(p, url_peek(p, 0))) {
		p->at++;
		if (p->u.special && url_is_slash(p, url_peek(p, 0)))
			return read_special_authority(p);
		if (url_peek(p, 0) == '/') {
			p->at++;
			return read_authority(p);
		}
		take_authority(p);
		url_read_path(p);
		return 0;
	}
	take_authority(p);
	take_path(p);
	if (take_query(p))
		return 0;
	url_shorten(p);
	url_read_path(p);
	return 0;
}

/* "File host state" */
static int
read_file_host(struct url_parser *p)
{
	size_t from = p->at;
	struct str s;

	while (!url_ends_host(url_peek(p, 0)))
		p->at++;
	s = str_sub(p->in, from, p->at - from);
	if (s.len == 2 && url_starts_with_drive(s)) {
		p->at = from;
		url_read_path(p);
		return 0;
	}
	if (!str_empty(s) && url_host_parse(p->a, s, false, &p->u.host) != 0)
		return -1;
	if (str_eq(p->u.host, STR("localhost")))
		p->u.host = STR_NULL;
	url_read_path_start(p);
	return 0;
}

/* "File slash state" */
static int
read_file_slash(struct url_parser *p)
{
	struct str path;

	if (url_is_slash(p, url_peek(p, 0))) {
		p->at++;
		return read_file_host(p);
	}
	if (url_is_file(p->base)) {
		p->u.host = p->base->host;
		path = p->base->path;
		if (!url_starts_with_drive(str_from(p->in, p->at)) &&
		    path.len >= 3 && path.p[2] == ':' &&
		    url_starts_with_drive(str_from(path, 1)))
			url_add_segment(p, str_sub(path, 1, 2));
	}
	url_read_path(p);
	return 0;
}

/* "File state" */
static int
read_file(struct url_parser *p)
{
	set_scheme(p, STR("file"));
	p->u.has_host = true;
	if (url_is_slash(p, url_peek(p, 0))) {
		p->at++;
		return read_file_slash(p);
	}
	if (url_is_file(p->base)) {
		p->u.host = p->base->host;
		take_path(p);
		if (take_query(p))
			return 0;
		if (url_starts_with_drive(str_from(p->in, p->at)))
			p->path_len = 0;
		else
			url_shorten(p);
	}
	url_read_path(p);
	return 0;
}

/* "Scheme start state" and "scheme state": the length of a scheme, or 0. */
static size_t
scheme_len(struct str s)
{
	size_t i = 0;

	if (s.len == 0 || !is_alpha((unsigned char)s.p[0]))
		return 0;
	while (
	    i < s.len && (is_alpha((unsigned char)s.p[i]) ||
			     is_digit((unsigned char)s.p[i]) || s.p[i] == '+' ||
			     s.p[i] == '-' || s.p[i] == '.'))
		i++;
	return i < s.len && s.p[i] == ':' ? i : 0;
}

/* What follows "scheme:" */
static int
read_after_scheme(struct url_parser *p)
{
	bool two =
	    url_is_slash(p, url_peek(p, 0)) && url_is_slash(p, url_peek(p, 1));

	if (str_eq(p->u.scheme, STR("file")))
		return read_file(p);
	if (p->u.special && p->base != NULL &&
	    str_eq(p->base->scheme, p->u.scheme) &&
	    !(url_peek(p, 0) == '/' && url_peek(p, 1) == '/'))
		return read_relative(p);
	if (p->u.special)
		return read_special_authority(p);
	if (two) {
		p->at += 2;
		return read_authority(p);
	}
	if (url_peek(p, 0) == '/') {
		p->at++;
		url_read_path(p);
	} else {
		url_read_opaque(p);
	}
	return 0;
}

/* "No scheme state" */
static int
read_no_scheme(struct url_parser *p)
{
	if (p->base == NULL || (p->base->opaque && url_peek(p, 0) != '#'))
		return -1;
	if (p->base->opaque) {
		p->u = *p->base;
		p->u.has_fragment = false;
		url_read_tail(p);
		return 0;
	}
	return url_is_file(p->base) ? read_file(p) : read_relative(p);
}

/* Without C0 controls and spaces at the ends, tabs and line ends inside. */
static struct str
strip(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len);
	size_t n = 0;

	while (s.len > 0 && (unsigned char)s.p[0] <= ' ')
		s = str_from(s, 1);
	while (s.len > 0 && (unsigned char)s.p[s.len - 1] <= ' ')
		s.len--;
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] != '\t' && s.p[i] != '\n' && s.p[i] != '\r')
			p[n++] = s.p[i];
	return str_n(p, n);
}

static struct str
lower(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len);

	for (size_t i = 0; i < s.len; i++)
		p[i] = to_lower(s.p[i]);
	return str_n(p, s.len);
}

int
url_parts_parse(struct arena *a, struct str in, const struct url_parts *base,
    struct url_parts *out)
{
	struct url_parser p = { .a = a, .base = base, .in = strip(a, in) };
	size_t n = scheme_len(p.in);
	int rc;

	p.u = (struct url_parts){ STR_NULL, STR_NULL, STR_NULL, STR_NULL,
		STR_NULL, STR_NULL, STR_NULL, .port = -1 };
	/* A byte becomes three at most, and a drive letter is put before. */
	p.path = arena_alloc(
	    a, (base == NULL ? 0 : base->path.len) + 3 * p.in.len + 4);
	if (n > 0) {
		set_scheme(&p, lower(a, str_sub(p.in, 0, n)));
		p.at = n + 1;
		rc = read_after_scheme(&p);
	} else {
		rc = read_no_scheme(&p);
	}
	if (rc != 0)
		return -1;
	if (!p.u.opaque)
		p.u.path = str_n(p.path, p.path_len);
	*out = p.u;
	return 0;
}
