// SPDX-License-Identifier: ISC
// The words of a JSONPath query: RFC 9535, appendix A.
#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "web/jsonpath_priv.h"

/* I-JSON: integers that every implementation has (RFC 7493, 2.2). */
#define INTEGER_MOST 9007199254740991LL

int
jp_fail(struct jp_scan *s, size_t at, const char *fmt, ...)
{
	char msg[160];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	err_set(s->e, ERR_CONFIG, "%s", msg);
	s->e->col = (int)at + 1;
	return -1;
}

int
jp_expected(struct jp_scan *s, size_t at, const char *what)
{
	struct str found = utf8_head(str_from(s->s, at), 1);

	if (at >= s->s.len)
		return jp_fail(s, s->s.len, "%s is missing at the end", what);
	return jp_fail(
	    s, at, "%s is expected, not `%.*s`", what, STR_ARG(found));
}

int
jp_peek(const struct jp_scan *s)
{
	return s->at < s->s.len ? (unsigned char)s->s.p[s->at] : -1;
}

void
jp_space(struct jp_scan *s)
{
	int c;

	while ((c = jp_peek(s)) == ' ' || c == '\t' || c == '\n' || c == '\r')
		s->at++;
}

bool
jp_take(struct jp_scan *s, const char *text)
{
	if (!str_starts(str_from(s->s, s->at), str_c(text)))
		return false;
	s->at += strlen(text);
	return true;
}

int
jp_enter(struct jp_scan *s)
{
	if (++s->depth <= JSONPATH_DEPTH)
		return 0;
	return jp_fail(
	    s, s->at, "this is nested more than %d deep", JSONPATH_DEPTH);
}

bool
jp_is_name_first(int c)
{
	return is_alpha(c) || c == '_' || c >= 0x80;
}

struct str
jp_name(struct jp_scan *s)
{
	size_t from = s->at;

	while (jp_is_name_first(jp_peek(s)) || is_digit(jp_peek(s)))
		s->at++;
	return str_sub(s->s, from, s->at - from);
}

/* The four digits behind \u at byte I. */
static int
hex_unit(struct jp_scan *s, size_t i, uint32_t *out)
{
	*out = 0;
	for (size_t k = i + 2; k < i + 6; k++) {
		int v = k < s->s.len ? hex_value((unsigned char)s->s.p[k]) : -1;

		if (v < 0)
			return jp_fail(
			    s, i, "\\u takes four hexadecimal digits");
		*out = *out << 4 | (uint32_t)v;
	}
	return 0;
}

/* \uXXXX at hand; a pair of surrogates is one character. */
static int
escape_u(struct jp_scan *s, uint32_t *cp)
{
	size_t from = s->at;
	uint32_t low;

	if (hex_unit(s, s->at, cp) != 0)
		return -1;
	s->at += 6;
	if (*cp < 0xD800 || *cp > 0xDFFF)
		return 0;
	if (*cp <= 0xDBFF && str_starts(str_from(s->s, s->at), STR("\\u"))) {
		if (hex_unit(s, s->at, &low) != 0)
			return -1;
		if (low >= 0xDC00 && low <= 0xDFFF) {
			s->at += 6;
			*cp = 0x10000 + ((*cp - 0xD800) << 10) + (low - 0xDC00);
			return 0;
		}
	}
	return jp_fail(s, from, "half of a surrogate pair is no character");
}

static int
escape(struct jp_scan *s, char quote, uint32_t *cp)
{
	static const char from[] = "\\/bfnrt", to[] = "\\/\b\f\n\r\t";
	int c = s->at + 1 < s->s.len ? s->s.p[s->at + 1] : -1;
	const char *known = c <= 0 ? NULL : strchr(from, c);

	if (c == 'u')
		return escape_u(s, cp);
	if (known == NULL && c != quote)
		return jp_fail(s, s->at,
		    "there is no such escape; write \\\\ for one backslash");
	*cp = (unsigned char)(known == NULL ? quote : to[known - from]);
	s->at += 2;
	return 0;
}

int
jp_string(struct jp_scan *s, struct str *out)
{
	size_t start = s->at++, n = 0;
	char quote = s->s.p[start];
	char *p = arena_alloc(s->a, 2 * (s->s.len - start) + 4);

	while (jp_peek(s) != quote) {
		int c = jp_peek(s);
		uint32_t cp = 0;

		if (c < 0)
			return jp_fail(s, start, "the string is not closed");
		if (c < 0x20)
			return jp_fail(s, s->at,
			    "a control character stands in a string as \\u%04x",
			    (unsigned)c);
		if (c != '\\') {
			p[n++] = s->s.p[s->at++];
			continue;
		}
		if (escape(s, quote, &cp) != 0)
			return -1;
		n += utf8_put(cp, p + n);
	}
	s->at++;
	*out = str_n(p, n);
	return 0;
}

/* Digits, of which the first of several is no 0. */
static int
digits(struct jp_scan *s)
{
	size_t from = s->at;

	while (is_digit(jp_peek(s)))
		s->at++;
	if (s->at == from)
		return jp_expected(s, from, "a digit");
	if (s->s.p[from] == '0' && s->at > from + 1)
		return jp_fail(s, from, "a number begins with no 0");
	return 0;
}

int
jp_integer(struct jp_scan *s, int64_t *out)
{
	size_t from = s->at;
	bool negative = jp_take(s, "-");
	unsigned long long v;
	size_t first = s->at;

	if (digits(s) != 0)
		return -1;
	if (negative && s->s.p[first] == '0')
		return jp_fail(s, from, "-0 is no index");
	if (str_uint(str_sub(s->s, first, s->at - first), INTEGER_MOST, &v) !=
	    0)
		return jp_fail(
		    s, from, "this number is beyond what an array can have");
	*out = negative ? -(int64_t)v : (int64_t)v;
	return 0;
}

int
jp_number(struct jp_scan *s, struct str *out)
{
	size_t from = s->at, mark;

	(void)jp_take(s, "-");
	if (digits(s) != 0)
		return -1;
	if (jp_take(s, ".")) {
		mark = s->at;
		while (is_digit(jp_peek(s)))
			s->at++;
		if (s->at == mark)
			return jp_expected(s, mark, "a digit");
	}
	if (jp_take(s, "e") || jp_take(s, "E")) {
		if (!jp_take(s, "-"))
			(void)jp_take(s, "+");
		mark = s->at;
		while (is_digit(jp_peek(s)))
			s->at++;
		if (s->at == mark)
			return jp_expected(s, mark, "a digit");
	}
	*out = str_sub(s->s, from, s->at - from);
	return 0;
}
