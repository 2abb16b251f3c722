// SPDX-License-Identifier: ISC
#include "run/link_way.h"

#include <stdint.h>

#include "web/url.h"

struct str
link_host(struct arena *a, struct str link)
{
	struct url u;
	struct str host;

	if (url_parse(a, link, STR_NULL, &u) != 0)
		return STR_NULL;
	host = u.host;
	return str_starts(host, STR("www.")) ? str_from(host, 4) : host;
}

/* The path of LINK, and the names of its query. */
static struct str
shape_of(struct arena *a, struct str link)
{
	struct url u;
	struct str path;
	size_t last, n = 0;
	char *p;

	if (url_parse(a, link, STR_NULL, &u) != 0)
		return STR_NULL;
	path = u.path;
	last = str_rfind(path, STR("/"));
	p = arena_alloc(a, path.len + u.query.len + 2);
	for (size_t i = 0; i < path.len; i++) {
		char c = path.p[i];
		bool tail = last != STR_NONE && i > last && c != '.';

		c = (char)(is_digit(c) ? '0' : tail ? 'a' : c);
		if (n == 0 || p[n - 1] != c || (c != '0' && c != 'a'))
			p[n++] = c;
	}
	for (size_t i = 0, name = 1; i < u.query.len; i++) {
		if (u.query.p[i] == '&')
			name = 1;
		if (name)
			p[n++] = u.query.p[i];
		if (u.query.p[i] == '=')
			name = 0;
	}
	return str_n(p, n);
}

struct str
link_way(struct arena *a, struct str link)
{
	return arena_concat(
	    a, (struct str[]){ link_host(a, link), shape_of(a, link) }, 2);
}

static size_t
times(const struct str *v, size_t n, struct str s)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		found += str_eq(v[i], s);
	return found;
}

struct str
link_one_way(
    struct arena *a, const struct item *v, size_t n, const size_t *rank)
{
	struct str *way = ARENA_ARRAY(a, n, struct str);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (rank == NULL || rank[i] != SIZE_MAX)
			way[kept++] = link_way(a, v[i].link);
	for (size_t i = 0; i < kept; i++)
		if (10 * times(way, kept, way[i]) >= 9 * kept)
			return way[i];
	return STR_NULL;
}

struct str
link_one_host(
    struct arena *a, const struct item *v, size_t n, const size_t *rank)
{
	struct str one = STR_NULL;

	for (size_t i = 0; i < n; i++) {
		struct str host;

		if (rank != NULL && rank[i] == SIZE_MAX)
			continue;
		host = link_host(a, v[i].link);
		if (!str_empty(one) && !str_eq(one, host))
			return STR_NULL;
		one = host;
	}
	return one;
}
