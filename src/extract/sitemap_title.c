// SPDX-License-Identifier: ISC
#include "extract/sitemap.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "web/url.h"

/* Digits at either end that are an article's number and no part of a name. */
#define NUMBER_DIGITS 4
/* Bytes of a file's ending, without its dot. */
#define ENDING_BYTES 5

/* S with its escapes as the bytes they are; S itself when that is no UTF-8. */
static struct str
unescape(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		int hi =
		    i + 2 < s.len ? hex_value((unsigned char)s.p[i + 1]) : -1;
		int lo =
		    i + 2 < s.len ? hex_value((unsigned char)s.p[i + 2]) : -1;

		if (s.p[i] == '%' && hi >= 0 && lo >= 0) {
			p[n++] = (char)(hi << 4 | lo);
			i += 2;
		} else {
			p[n++] = s.p[i];
		}
	}
	return utf8_valid((struct str){ p, n }) ? (struct str){ p, n } : s;
}

/* Has S a letter, of any script? */
static bool
has_letter(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_alpha(s.p[i]) || (unsigned char)s.p[i] >= 0x80)
			return true;
	return false;
}

static struct str
without_ending(struct str s)
{
	size_t dot = s.len;

	while (dot > 0 && s.p[dot - 1] != '.')
		dot--;
	if (dot <= 1 || s.len - dot > ENDING_BYTES || s.len == dot)
		return s;
	for (size_t i = dot; i < s.len; i++)
		if (!is_alpha(s.p[i]) && !is_digit(s.p[i]))
			return s;
	return has_letter(str_from(s, dot)) ? str_sub(s, 0, dot - 1) : s;
}

static bool
is_gap(char c)
{
	return c == '-' || c == '_' || c == '+' || c == ' ';
}

/* Words of S, one space between them, in the arena. */
static struct str
words(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		if (!is_gap(s.p[i]))
			p[n++] = s.p[i];
		else if (n > 0 && p[n - 1] != ' ')
			p[n++] = ' ';
	return str_trim((struct str){ p, n });
}

static bool
is_number(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_digit(s.p[i]))
			return false;
	return s.len >= NUMBER_DIGITS;
}

/* S without a number at either end, when words are left. */
static struct str
without_number(struct str s)
{
	size_t last = str_rfind(s, STR(" ")), first = str_chr(s, ' ', 0);

	if (last != STR_NONE && is_number(str_from(s, last + 1)) &&
	    has_letter(str_sub(s, 0, last)))
		return str_sub(s, 0, last);
	if (first != STR_NONE && is_number(str_sub(s, 0, first)) &&
	    has_letter(str_from(s, first)))
		return str_from(s, first + 1);
	return s;
}

/* The last part of *PATH that is not empty, which is taken off. */
static struct str
last_part(struct str *path)
{
	struct str s;
	size_t slash;

	while (str_ends(*path, STR("/")))
		path->len--;
	slash = str_rfind(*path, STR("/"));
	s = slash == STR_NONE ? *path : str_from(*path, slash + 1);
	path->len -= s.len;
	return s;
}

/* S with its first letter as that of a sentence. */
static struct str
capital(struct arena *a, struct str s)
{
	char first[4];
	size_t at = 0;
	uint32_t cp = utf8_next(s, &at);
	size_t n =
	    utf8_put((uint32_t)utf8proc_toupper((utf8proc_int32_t)cp), first);

	return arena_concat(
	    a, (struct str[]){ { first, n }, str_from(s, at) }, 2);
}

struct str
sitemap_title(struct arena *a, struct str address)
{
	struct str path, part, before, title;
	struct url u;

	if (url_parse(a, address, STR_NULL, &u) != 0)
		return address;
	path = u.path;
	part = without_ending(unescape(a, last_part(&path)));
	/* Many a site calls all of its pages so. */
	if (str_ieq(part, STR("index")))
		part = unescape(a, last_part(&path));
	title = without_number(words(a, part));
	if (!has_letter(title)) {
		before = words(a, unescape(a, last_part(&path)));
		title = str_trim(arena_concat(
		    a, (struct str[]){ before, STR(" "), title }, 3));
	}
	return has_letter(title) ? capital(a, title) : address;
}
