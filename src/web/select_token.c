// SPDX-License-Identifier: ISC
/*
 * Tokens of CSS Syntax Module Level 3, section 4.3, as far as selectors tell
 * them apart: brackets, commas and colons are plain delimiters here, and the
 * kinds that no selector can hold (url, at-keyword, CDO) fall into delimiters.
 */
#include "web/select_priv.h"

#include "base/utf8.h"

#define NUMBER_MAX 100000000L /* far above any count of siblings */
#define HEX_DIGITS_MAX 6

/* Byte I after the current one, or -1 past the end. */
static int
peek(const struct lexer *l, size_t i)
{
	return i < l->s.len - l->at ? (unsigned char)l->s.p[l->at + i] : -1;
}

static bool
is_newline(int c)
{
	return c == '\n' || c == '\r' || c == '\f';
}

/* NUL stands for U+FFFD (section 3.3). */
static bool
is_name_start(int c)
{
	return is_alpha(c) || c == '_' || c >= 0x80 || c == 0;
}

static bool
is_name_byte(int c)
{
	return is_name_start(c) || is_digit(c) || c == '-';
}

static bool
is_escape(const struct lexer *l, size_t i)
{
	return peek(l, i) == '\\' && !is_newline(peek(l, i + 1));
}

/* Section 4.3.9: would start an ident sequence. */
static bool
starts_name(const struct lexer *l, size_t i)
{
	if (peek(l, i) != '-')
		return is_name_start(peek(l, i)) || is_escape(l, i);
	return is_name_start(peek(l, i + 1)) || peek(l, i + 1) == '-' ||
	       is_escape(l, i + 1);
}

/* Section 4.3.10: would start a number. */
static bool
starts_number(const struct lexer *l)
{
	size_t i = peek(l, 0) == '+' || peek(l, 0) == '-' ? 1 : 0;

	if (peek(l, i) == '.')
		i++;
	return is_digit(peek(l, i));
}

/* The bytes of one line end at I of S, or 0. */
static size_t
newline_len(struct str s, size_t i)
{
	if (i >= s.len || !is_newline(s.p[i]))
		return 0;
	return s.p[i] == '\r' && i + 1 < s.len && s.p[i + 1] == '\n' ? 2 : 1;
}

/* The bytes of the hexadecimal escape whose digits begin at I, or 0. */
static size_t
hex_len(struct str s, size_t i, uint32_t *cp)
{
	size_t n = 0;

	*cp = 0;
	while (
	    n < HEX_DIGITS_MAX && i + n < s.len && hex_value(s.p[i + n]) >= 0)
		*cp = *cp * 16 + (uint32_t)hex_value(s.p[i + n++]);
	if (n == 0)
		return 0;
	if (*cp == 0 || *cp > 0x10ffff || (*cp >= 0xd800 && *cp <= 0xdfff))
		*cp = UTF8_REPLACEMENT;
	if (i + n < s.len && is_html_space(s.p[i + n]))
		n += newline_len(s, i + n) == 2 ? 2 : 1;
	return n;
}

/* RAW without escapes; an escape may be the last byte of a name only. */
static struct str
unescape(struct arena *a, struct str raw)
{
	char *out;
	size_t len = 0, n;
	uint32_t cp;

	if (str_chr(raw, '\\', 0) == STR_NONE &&
	    str_chr(raw, '\0', 0) == STR_NONE)
		return raw;
	out = arena_array(a, raw.len, 3);
	for (size_t i = 0; i < raw.len; i++) {
		if (raw.p[i] == '\\' && i + 1 == raw.len) {
			len += utf8_put(UTF8_REPLACEMENT, out + len);
		} else if (raw.p[i] == '\\' && newline_len(raw, i + 1) > 0) {
			i += newline_len(raw, i + 1);
		} else if (raw.p[i] == '\\' &&
			   (n = hex_len(raw, i + 1, &cp)) > 0) {
			len += utf8_put(cp, out + len);
			i += n;
		} else {
			if (raw.p[i] == '\\')
				i++;
			if (raw.p[i] == '\0')
				len += utf8_put(UTF8_REPLACEMENT, out + len);
			else
				out[len++] = raw.p[i];
		}
	}
	return str_n(out, len);
}

/* Section 4.3.11: consume an ident sequence. */
static struct str
name(struct lexer *l)
{
	size_t from = l->at;
	uint32_t cp;

	for (;;) {
		if (l->at < l->s.len && is_name_byte(peek(l, 0))) {
			l->at++;
		} else if (is_escape(l, 0)) {
			size_t n = hex_len(l->s, l->at + 1, &cp);

			l->at += n > 0 ? n + 1 : peek(l, 1) < 0 ? 1 : 2;
		} else {
			return unescape(
			    l->a, str_sub(l->s, from, l->at - from));
		}
	}
}

static void
string(struct lexer *l, struct token *t)
{
	int quote = peek(l, 0);
	size_t from = ++l->at, end;

	t->type = TOKEN_STRING;
	while (peek(l, 0) >= 0 && peek(l, 0) != quote) {
		if (is_newline(peek(l, 0))) {
			t->type = TOKEN_BAD_STRING;
			return;
		}
		if (peek(l, 0) == '\\' && peek(l, 1) >= 0)
			l->at += newline_len(l->s, l->at + 1) == 2 ? 3 : 2;
		else
			l->at++;
	}
	t->open = peek(l, 0) < 0;
	/* A backslash at the very end is dropped, not escaped. */
	end = l->at;
	if (t->open && end > from && l->s.p[end - 1] == '\\') {
		size_t run = 0;

		while (end - run > from && l->s.p[end - run - 1] == '\\')
			run++;
		end -= run % 2;
	}
	t->value = unescape(l->a, str_sub(l->s, from, end - from));
	if (!t->open)
		l->at++;
}

static void
digits(struct lexer *l)
{
	while (is_digit(peek(l, 0)))
		l->at++;
}

static void
number(struct lexer *l, struct token *t)
{
	bool minus = peek(l, 0) == '-';

	t->type = TOKEN_NUMBER;
	t->integer = true;
	t->sign = minus || peek(l, 0) == '+';
	if (t->sign)
		l->at++;
	for (; is_digit(peek(l, 0)); l->at++)
		if (t->number < NUMBER_MAX)
			t->number = t->number * 10 + (peek(l, 0) - '0');
	if (minus)
		t->number = -t->number;
	if (peek(l, 0) == '.' && is_digit(peek(l, 1))) {
		t->integer = false;
		l->at++;
		digits(l);
	}
	if (peek(l, 0) == 'e' || peek(l, 0) == 'E') {
		size_t i = peek(l, 1) == '+' || peek(l, 1) == '-' ? 2 : 1;

		if (is_digit(peek(l, i))) {
			t->integer = false;
			l->at += i;
			digits(l);
		}
	}
	if (starts_name(l, 0)) {
		t->type = TOKEN_DIMENSION;
		t->value = name(l);
	}
}

static void
comments(struct lexer *l)
{
	while (peek(l, 0) == '/' && peek(l, 1) == '*') {
		size_t end = str_find(str_from(l->s, l->at + 2), STR("*/"));

		l->at = end == STR_NONE ? l->s.len : l->at + 2 + end + 2;
	}
}

static void
delim(struct lexer *l, struct token *t)
{
	t->type = TOKEN_DELIM;
	t->delim = peek(l, 0);
	l->at++;
}

/* "-->", which no selector can hold, though "--" alone is a name. */
static bool
starts_cdc(const struct lexer *l)
{
	return peek(l, 0) == '-' && peek(l, 1) == '-' && peek(l, 2) == '>';
}

void
token_next(struct lexer *l, struct token *t)
{
	comments(l);
	*t = (struct token){ .start = l->at, .value = STR_NULL };
	if (peek(l, 0) < 0) {
		t->type = TOKEN_END;
	} else if (is_html_space(peek(l, 0))) {
		t->type = TOKEN_SPACE;
		while (is_html_space(peek(l, 0)))
			l->at++;
	} else if (peek(l, 0) == '"' || peek(l, 0) == '\'') {
		string(l, t);
	} else if (starts_number(l)) {
		number(l, t);
	} else if (peek(l, 0) == '#' &&
		   (is_name_byte(peek(l, 1)) || is_escape(l, 1))) {
		t->type = TOKEN_HASH;
		t->name = starts_name(l, 1);
		l->at++;
		t->value = name(l);
	} else if (starts_name(l, 0) && !starts_cdc(l)) {
		t->type = TOKEN_IDENT;
		t->value = name(l);
		if (peek(l, 0) == '(') {
			t->type = TOKEN_FUNCTION;
			l->at++;
		}
	} else {
		delim(l, t);
	}
	t->end = l->at;
}
