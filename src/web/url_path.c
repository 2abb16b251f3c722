// SPDX-License-Identifier: ISC
/* Paths, queries and fragments: URL Standard, 4.4. */
#include "web/url_parser.h"

/* "Shorten a URL's path" (4.1) */
void
url_shorten(struct url_parser *p)
{
	bool drive = p->path_len == 3 && is_alpha((unsigned char)p->path[1]) &&
		     p->path[2] == ':';

	if (url_is_file(&p->u) && drive)
		return;
	while (p->path_len > 0 && p->path[--p->path_len] != '/')
		;
}

void
url_add_segment(struct url_parser *p, struct str s)
{
	s = url_escape(p->a, s, SET_PATH);
	p->path[p->path_len++] = '/';
	memcpy(p->path + p->path_len, s.p, s.len);
	p->path_len += s.len;
}

/* How many dots the segment S stands for, or 0 when it has a name (4.1). */
static int
dots(struct str s)
{
	int n = 0;

	while (s.len > 0) {
		size_t len = s.p[0] == '.' ? 1 : 3;

		if (len == 3 && !str_istarts(s, STR("%2e")))
			return 0;
		s = str_from(s, len);
		if (++n > 2)
			return 0;
	}
	return n;
}

/* One segment of the path state; LAST when no slash comes after it. */
static void
path_segment(struct url_parser *p, struct str s, bool last)
{
	char letter[2];

	if (dots(s) == 2)
		url_shorten(p);
	if (dots(s) > 0) {
		if (last)
			url_add_segment(p, STR_NULL);
		return;
	}
	if (url_is_file(&p->u) && p->path_len == 0 && s.len == 2 &&
	    url_starts_with_drive(s)) {
		letter[0] = s.p[0];
		letter[1] = ':';
		s = str_n(letter, 2);
	}
	url_add_segment(p, s);
}

/* "Query state" and "fragment state": the rest of the input. */
void
url_read_tail(struct url_parser *p)
{
	size_t hash = str_chr(p->in, '#', p->at);
	size_t end = hash == STR_NONE ? p->in.len : hash;

	if (url_peek(p, 0) == '?') {
		p->u.has_query = true;
		p->u.query =
		    url_escape(p->a, str_sub(p->in, p->at + 1, end - p->at - 1),
			p->u.special ? SET_SPECIAL_QUERY : SET_QUERY);
	}
	if (hash != STR_NONE) {
		p->u.has_fragment = true;
		p->u.fragment =
		    url_escape(p->a, str_from(p->in, hash + 1), SET_FRAGMENT);
	}
}

/* "Path state" */
void
url_read_path(struct url_parser *p)
{
	size_t from = p->at;

	for (;; p->at++) {
		int c = url_peek(p, 0);
		bool last = c < 0 || c == '?' || c == '#';

		if (!last && !url_is_slash(p, c))
			continue;
		path_segment(p, str_sub(p->in, from, p->at - from), last);
		if (last)
			break;
		from = p->at + 1;
	}
	url_read_tail(p);
}

/* "Path start state" */
void
url_read_path_start(struct url_parser *p)
{
	int c = url_peek(p, 0);

	if (!p->u.special && (c < 0 || c == '?' || c == '#')) {
		url_read_tail(p);
		return;
	}
	if (url_is_slash(p, c))
		p->at++;
	url_read_path(p);
}

/* "Opaque path state" */
void
url_read_opaque(struct url_parser *p)
{
	size_t from = p->at;

	while (url_peek(p, 0) >= 0 && url_peek(p, 0) != '?' &&
	       url_peek(p, 0) != '#')
		p->at++;
	p->u.opaque = true;
	p->u.path =
	    url_escape(p->a, str_sub(p->in, from, p->at - from), SET_C0);
	url_read_tail(p);
}
