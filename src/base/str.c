// SPDX-License-Identifier: ISC
#include "base/str.h"

int
hex_value(int c)
{
	if (is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
str_ieq(struct str a, struct str b)
{
	return a.len == b.len && str_istarts(a, b);
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

	if (c != 0)
		return c;
	return a.len < b.len ? -1 : a.len > b.len;
}

bool
str_istarts(struct str s, struct str prefix)
{
	if (s.len < prefix.len)
		return false;
	for (size_t i = 0; i < prefix.len; i++)
		if (to_lower(s.p[i]) != to_lower(prefix.p[i]))
			return false;
	return true;
}

size_t
str_find(struct str s, struct str needle)
{
	const char *at;

	if (needle.len == 0)
		return 0;
	if (s.len < needle.len)
		return STR_NONE;
	at = memmem(s.p, s.len, needle.p, needle.len);
	return at == NULL ? STR_NONE : (size_t)(at - s.p);
}

size_t
str_rfind(struct str s, struct str needle)
{
	const char *at;

	if (needle.len == 1 && s.len > 0) {
		at = memrchr(s.p, needle.p[0], s.len);
		return at == NULL ? STR_NONE : (size_t)(at - s.p);
	}
	for (size_t i = s.len; i >= needle.len; i--) {
		if (str_ends((struct str){ s.p, i }, needle))
			return i - needle.len;
		if (i == 0)
			break;
	}
	return STR_NONE;
}

size_t
str_chr(struct str s, char c, size_t from)
{
	const char *at;

	if (from >= s.len)
		return STR_NONE;
	at = memchr(s.p + from, c, s.len - from);
	return at == NULL ? STR_NONE : (size_t)(at - s.p);
}

struct str
str_trim(struct str s)
{
	while (s.len > 0 && is_html_space(s.p[0])) {
		s.p++;
		s.len--;
	}
	while (s.len > 0 && is_html_space(s.p[s.len - 1]))
		s.len--;
	return s;
}

bool
str_cut(struct str *rest, char sep, struct str *part)
{
	size_t at;

	if (rest->p == NULL || rest->len == 0)
		return false;
	at = str_chr(*rest, sep, 0);
	*part = str_sub(*rest, 0, at);
	*rest = at == STR_NONE ? STR_NULL : str_from(*rest, at + 1);
	return true;
}

int
str_uint(struct str s, unsigned long long max, unsigned long long *out)
{
	const unsigned long long most = max / 10;
	const unsigned last = (unsigned)(max % 10);
	unsigned long long v = 0;

	if (s.len == 0)
		return -1;
	for (size_t i = 0; i < s.len; i++) {
		unsigned d = (unsigned char)s.p[i] - (unsigned)'0';

		if (d > 9 || v > most || (v == most && d > last))
			return -1;
		v = v * 10 + d;
	}
	*out = v;
	return 0;
}
