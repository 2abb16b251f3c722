// SPDX-License-Identifier: ISC
#include "extract/feed/person.h"

#define MAILTO STR("mailto")

/* RFC 5322 3.2.3 without what no address on the web has. */
static bool
is_local(int c)
{
	return is_alpha(c) || is_digit(c) || c == '.' || c == '_' || c == '-' ||
	       c == '+' || c == '%';
}

static bool
is_domain(int c)
{
	return is_alpha(c) || is_digit(c) || c == '.' || c == '-';
}

/* The part of S that is an address; or empty. */
static struct str
find_email(struct str s)
{
	for (size_t at = str_chr(s, '@', 0); at != STR_NONE;
	     at = str_chr(s, '@', at + 1)) {
		size_t from = at, to = at + 1;
		struct str domain;

		while (from > 0 && is_local(s.p[from - 1]))
			from--;
		while (to < s.len && is_domain(s.p[to]))
			to++;
		while (to > at + 1 && s.p[to - 1] == '.')
			to--;
		domain = str_sub(s, at + 1, to - at - 1);
		if (from < at && str_chr(domain, '.', 1) != STR_NONE)
			return str_sub(s, from, to - from);
	}
	return STR_NULL;
}

/* S without what stands around an address or a name. */
static struct str
strip(struct str s)
{
	static const struct str around = { "()<>[]\",;: \t\r\n", 14 };

	while (s.len > 0 && str_chr(around, s.p[0], 0) != STR_NONE)
		s = str_from(s, 1);
	while (s.len > 0 && str_chr(around, s.p[s.len - 1], 0) != STR_NONE)
		s.len--;
	return s;
}

/* NAME with the parenthesis that strip() took away. */
static struct str
whole(struct str text, struct str name)
{
	size_t end = (size_t)(name.p - text.p) + name.len;

	if (str_chr(name, '(', 0) != STR_NONE && end < text.len &&
	    text.p[end] == ')')
		name.len++;
	return name;
}

struct feed_person
person_read(struct arena *a, struct str text)
{
	struct feed_person who = { STR_NULL, STR_NULL, STR_NULL, 0 };
	struct str email, before, behind;

	text = str_trim(text);
	email = find_email(text);
	if (str_empty(email)) {
		who.name = arena_str(a, text);
		return who;
	}
	before = str_sub(text, 0, (size_t)(email.p - text.p));
	behind = str_from(text, before.len + email.len);
	if (str_istarts(behind, STR("?")))
		behind = str_from(behind, str_chr(behind, ' ', 0));
	before = strip(before);
	if (before.len >= MAILTO.len &&
	    str_ieq(str_from(before, before.len - MAILTO.len), MAILTO))
		before = strip(str_sub(before, 0, before.len - MAILTO.len));
	behind = whole(text, strip(behind));
	before = whole(text, before);
	who.email = arena_str(a, email);
	who.name = arena_str(a, str_empty(before) ? behind : before);
	return who;
}
