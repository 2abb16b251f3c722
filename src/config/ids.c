// SPDX-License-Identifier: ISC
#include "config/ids.h"

#include "base/sha256.h"

#define HASH_SHOWN 8 /* hex digits: one clash in 4 billion pairs */

struct str
href_host(struct str href, struct str *rest)
{
	size_t at = str_find(href, STR("://")), end;

	*rest = STR_NULL;
	if (at == STR_NONE)
		return STR_NULL;
	href = str_from(href, at + 3);
	end = str_starts(href, STR("[")) ? str_chr(href, ']', 0) + 1 : 0;
	while (end < href.len && strchr(":/?#", href.p[end]) == NULL)
		end++;
	*rest = str_from(href, end);
	while (rest->len > 0 && strchr("/?#", rest->p[0]) == NULL)
		*rest = str_from(*rest, 1);
	return str_sub(href, 0, end);
}

/* S in lower case with one dash for each run of other characters. */
static struct str
slug(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (is_alpha(s.p[i]) || is_digit(s.p[i]))
			p[n++] = to_lower(s.p[i]);
		else if (n > 0 && p[n - 1] != '-')
			p[n++] = '-';
	}
	while (n > 0 && p[n - 1] == '-')
		n--;
	return str_n(p, n);
}

static struct str
shorten(struct arena *a, struct str s)
{
	size_t n = ID_MAX - 1 - HASH_SHOWN;

	while (s.p[n - 1] == '-')
		n--;
	return arena_printf(
	    a, "%.*s-%.*s", (int)n, s.p, HASH_SHOWN, sha256_hex(a, s).p);
}

struct str
id_slug(struct arena *a, struct str text)
{
	struct str id = slug(a, text);

	return id.len > ID_MAX ? shorten(a, id) : id;
}

struct str
id_make(struct arena *a, struct str href, struct str text)
{
	struct str path, part[3] = { STR_NULL, STR("-"), STR_NULL }, id;

	if (str_istarts(href, STR("file:"))) {
		id = slug(a, str_from(text, STR("file:").len));
	} else {
		size_t end = 0;

		part[0] = href_host(href, &path);
		while (
		    end < path.len && path.p[end] != '?' && path.p[end] != '#')
			end++;
		part[2] = str_sub(path, 0, end);
		id = slug(a, arena_concat(a, part, 3));
	}
	return id.len > ID_MAX ? shorten(a, id) : id;
}

bool
id_is_made(struct str id, struct str href)
{
	struct arena a;
	bool same;

	arena_init(&a, 16 * (href.len + ID_MAX) + 1024);
	same = str_eq(id, id_make(&a, href, href));
	arena_release(&a);
	return same;
}

bool
id_is_reserved(struct str id)
{
	static const char *const reserved[] = { "all", "health", "feeds",
		"index" };

	for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++)
		if (str_eq(id, str_c(reserved[i])))
			return true;
	return false;
}
