// SPDX-License-Identifier: ISC
#include "web/robots_path.h"

#define UNRESERVED "-._~"
/* Reserved characters that stay: delimiters of paths, as RFC 3986 3.3. */
#define IN_PATH "/?#[]@!&'()+,;=:"
/* Of a query the examples of RFC 9309 2.2.2 escape what delimits a URL. */
#define IN_QUERY "@!&'()+,;="

static bool
is_unreserved(unsigned char c)
{
	return is_alpha(c) || is_digit(c) ||
	       (c != '\0' && strchr(UNRESERVED, c) != NULL);
}

/* The byte at I, an escape counted as the byte it stands for. */
static unsigned char
byte_at(struct str s, size_t i, size_t *len, bool *escaped)
{
	int high, low;

	*len = 1;
	*escaped = false;
	if (s.p[i] != '%' || s.len - i < 3)
		return (unsigned char)s.p[i];
	high = hex_value((unsigned char)s.p[i + 1]);
	low = hex_value((unsigned char)s.p[i + 2]);
	if (high < 0 || low < 0)
		return (unsigned char)s.p[i];
	*len = 3;
	*escaped = true;
	return (unsigned char)(high * 16 + low);
}

static bool
stays(unsigned char c, bool query, bool pattern, bool last)
{
	if (is_unreserved(c) || c == '%')
		return true;
	if (pattern && (c == '*' || (c == '$' && last)))
		return true;
	return c != '\0' && strchr(query ? IN_QUERY : IN_PATH, c) != NULL;
}

struct str
robots_canonical(struct arena *a, struct str s, bool pattern)
{
	static const char hex[] = "0123456789ABCDEF";
	char *p = arena_array(a, s.len + 1, 3), *end = p;
	bool query = false;
	size_t len;

	for (size_t i = 0; i < s.len; i += len) {
		bool escaped;
		unsigned char c = byte_at(s, i, &len, &escaped);

		if (escaped ? is_unreserved(c)
			    : stays(c, query, pattern, i + 1 == s.len)) {
			*end++ = (char)c;
		} else {
			*end++ = '%';
			*end++ = hex[c >> 4];
			*end++ = hex[c & 15];
		}
		if (c == '?' && !escaped)
			query = true;
	}
	return str_n(p, (size_t)(end - p));
}

bool
robots_matches(struct str pattern, struct str target)
{
	bool to_end = str_ends(pattern, STR("$"));
	size_t star, at;

	if (to_end)
		pattern.len--;
	star = str_chr(pattern, '*', 0);
	if (!str_starts(target, str_sub(pattern, 0, star)))
		return false;
	if (star == STR_NONE)
		return !to_end || target.len == pattern.len;
	target = str_from(target, star);
	pattern = str_from(pattern, star + 1);
	/* Each piece at its first place leaves the most for the others. */
	while ((star = str_chr(pattern, '*', 0)) != STR_NONE) {
		at = str_find(target, str_sub(pattern, 0, star));
		if (at == STR_NONE)
			return false;
		target = str_from(target, at + star);
		pattern = str_from(pattern, star + 1);
	}
	return to_end ? str_ends(target, pattern)
		      : str_find(target, pattern) != STR_NONE;
}
