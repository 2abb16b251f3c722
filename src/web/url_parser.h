// SPDX-License-Identifier: ISC
#ifndef WEB_URL_PARSER_H
#define WEB_URL_PARSER_H

/* Inside web/ only: the state of the basic URL parser (URL Standard, 4.4). */

#include <stddef.h>

#include "web/url_parts.h"

struct url_parser {
	struct arena *a;
	const struct url_parts *base; /* or NULL */
	struct url_parts u;
	struct str in;
	size_t at;
	char *path; /* "/" before each segment */
	size_t path_len;
};

/* The byte K after the position, or -1 past the end. */
static inline int
url_peek(const struct url_parser *p, size_t k)
{
	return p->at + k < p->in.len ? (unsigned char)p->in.p[p->at + k] : -1;
}

static inline bool
url_is_slash(const struct url_parser *p, int c)
{
	return c == '/' || (p->u.special && c == '\\');
}

static inline bool
url_is_file(const struct url_parts *u)
{
	return u != NULL && str_eq(u->scheme, STR("file"));
}

/* What a host of a file URL ends before, and so does a drive letter. */
static inline bool
url_ends_host(int c)
{
	return c < 0 || c == '/' || c == '\\' || c == '?' || c == '#';
}

/* A Windows drive letter at the start of S, with nothing else in its segment;
 * 4.3, "starts with a Windows drive letter" */
static inline bool
url_starts_with_drive(struct str s)
{
	return s.len >= 2 && is_alpha((unsigned char)s.p[0]) &&
	       (s.p[1] == ':' || s.p[1] == '|') &&
	       (s.len == 2 || url_ends_host((unsigned char)s.p[2]));
}

/* "Shorten a URL's path" (4.1) */
void url_shorten(struct url_parser *p);
/* Put "/" and S, escaped, at the end of the path. */
void url_add_segment(struct url_parser *p, struct str s);

/* "Path start state", "path state" and "opaque path state", each with the
 * query and the fragment that follow. */
void url_read_path_start(struct url_parser *p);
void url_read_path(struct url_parser *p);
void url_read_opaque(struct url_parser *p);
/* "Query state" and "fragment state": the rest of the input. */
void url_read_tail(struct url_parser *p);

#endif
