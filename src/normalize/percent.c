// SPDX-License-Identifier: ISC
#include "normalize/percent.h"

#include <stdbool.h>

/* What each character of ASCII is to RFC 3986: "u" unreserved (2.3), "r"
 * reserved (2.2), without the brackets, which stand only around a host. */
static const char kinds[256] = "                "
			       "                "
			       " r rr rrrrrrruur"
			       "uuuuuuuuuurr r r"
			       "ruuuuuuuuuuuuuuu"
			       "uuuuuuuuuuu    u"
			       " uuuuuuuuuuuuuuu"
			       "uuuuuuuuuuu   u ";

static bool
is_unreserved(int c)
{
	return kinds[(unsigned char)c] == 'u';
}

/* True when nothing in S is an escape or has to be one. */
static bool
is_kept(struct str s)
{
	size_t i = 0;

	while (i < s.len && kinds[(unsigned char)s.p[i]] > ' ')
		i++;
	return i == s.len;
}

static size_t
put_escape(char *p, unsigned char c)
{
	static const char digit[] = "0123456789ABCDEF";

	p[0] = '%';
	p[1] = digit[c >> 4];
	p[2] = digit[c & 15];
	return 3;
}

/* The byte that an escape at I of S stands for, or -1. */
static int
escaped(struct str s, size_t i)
{
	int high, low;

	if (s.p[i] != '%' || i + 2 >= s.len)
		return -1;
	high = hex_value((unsigned char)s.p[i + 1]);
	low = hex_value((unsigned char)s.p[i + 2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static size_t
put_strict(char *p, struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];

	if (kinds[c] <= ' ' && escaped(s, i) < 0)
		return put_escape(p, c);
	*p = (char)c;
	return 1;
}

struct str
percent_strict(struct arena *a, struct str url)
{
	size_t len = 0, i = 0, host, hash_at = str_chr(url, '#', 0);
	bool fragment = false;
	char *p;

	if (is_kept(url) &&
	    (hash_at == STR_NONE || str_chr(url, '#', hash_at + 1) == STR_NONE))
		return url;
	p = arena_array(a, url.len + 1, 3);
	host = str_find(url, STR("://"));
	/* An IPv6 host keeps its brackets. */
	if (host != STR_NONE && str_starts(str_from(url, host + 3), STR("[")) &&
	    str_chr(url, ']', host) != STR_NONE) {
		i = str_chr(url, ']', host) + 1;
		memcpy(p, url.p, i);
		len = i;
	}
	for (; i < url.len; i++) {
		bool hash = url.p[i] == '#';

		len += fragment && hash ? put_escape(p + len, '#')
					: put_strict(p + len, url, i);
		fragment = fragment || hash;
	}
	return str_n(p, len);
}

struct str
percent_normal(struct arena *a, struct str part)
{
	size_t len = 0;
	char *p;

	if (is_kept(part))
		return part;
	p = arena_array(a, part.len + 1, 3);
	for (size_t i = 0; i < part.len; i++) {
		int c = escaped(part, i);

		if (c < 0) {
			len += put_strict(p + len, part, i);
			continue;
		}
		if (is_unreserved(c))
			p[len++] = (char)c;
		else
			len += put_escape(p + len, (unsigned char)c);
		i += 2;
	}
	return str_n(p, len);
}
