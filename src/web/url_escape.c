// SPDX-License-Identifier: ISC
#include "web/url_parts.h"

/*
 * What each set adds to another; URL Standard, 1.3. Controls, DEL and what is
 * not ASCII are in all of them.
 */
static const struct {
	enum url_set from;
	const char *more;
} sets[] = {
	[SET_C0] = { SET_C0, "" },
	[SET_FRAGMENT] = { SET_C0, " \"<>`" },
	[SET_QUERY] = { SET_C0, " \"#<>" },
	[SET_SPECIAL_QUERY] = { SET_QUERY, "'" },
	[SET_PATH] = { SET_QUERY, "?^`{}" },
	[SET_USERINFO] = { SET_PATH, "/:;=@[\\]|" },
};

bool
url_in_set(enum url_set set, unsigned char c)
{
	if (is_alpha(c) || is_digit(c))
		return false;
	if (c < ' ' || c > '~')
		return true;
	for (; set != SET_C0; set = sets[set].from)
		if (strchr(sets[set].more, c) != NULL)
			return true;
	return false;
}

struct str
url_escape(struct arena *a, struct str s, enum url_set set)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t n = 0, len = 0;
	char *p;

	for (size_t i = 0; i < s.len; i++)
		n += url_in_set(set, (unsigned char)s.p[i]);
	if (n == 0)
		return s;
	p = arena_alloc(a, s.len + 2 * n);
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (!url_in_set(set, c)) {
			p[len++] = (char)c;
			continue;
		}
		p[len++] = '%';
		p[len++] = digits[c >> 4];
		p[len++] = digits[c & 15];
	}
	return str_n(p, len);
}
